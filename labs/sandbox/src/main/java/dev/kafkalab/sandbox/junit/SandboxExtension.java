package dev.kafkalab.sandbox.junit;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.UpRequest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link SandboxTest} does. */
public final class SandboxExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SandboxExtension.class);

    /** A sandbox that ends with the JUnit store that holds it. */
    record Running(Sandbox sandbox) implements AutoCloseable {
        @Override
        public void close() {
            sandbox.reset(Progress.SILENT);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        SandboxTest wish = wish(context);
        if (wish.alone()) {
            Running running = context.getRoot().getStore(NAMESPACE).remove(name(wish, context), Running.class);
            if (running != null) {
                running.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).sandbox();
    }

    private static Running running(ExtensionContext context) {
        SandboxTest wish = wish(context);
        String name = name(wish, context);
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(name, absent -> new Running(start(name, wish)), Running.class);
    }

    private static Sandbox start(String name, SandboxTest wish) {
        Sandbox sandbox = home().sandbox(name);
        sandbox.reset(Progress.SILENT); // what a killed test run left behind
        UpRequest request = new UpRequest(
                Optional.of(wish.brokers()),
                EnumSet.copyOf(List.of(wish.servers())),
                wish.secure(),
                wish.faulty(),
                false);
        Map<String, SandboxException> failed = sandbox.up(request, Progress.SILENT);
        failed.values().forEach(failure -> {
            throw failure;
        });
        return sandbox;
    }

    /** Its own home for each build tree; what is fetched is shared with the user's, so that it is fetched once. */
    private static SandboxHome home() {
        Path root = Path.of(System.getProperty("kafkalab.test.home", "target/kafka-lab-home"));
        return new SandboxHome(root, SandboxHome.of(System.getenv()).cache());
    }

    private static String name(SandboxTest wish, ExtensionContext context) {
        if (wish.alone()) {
            String name = context.getRequiredTestClass().getSimpleName();
            return name.substring(0, Math.min(40, name.length()));
        }
        StringBuilder name = new StringBuilder("b" + wish.brokers());
        if (wish.secure()) {
            name.append("-secure");
        }
        if (wish.faulty()) {
            name.append("-faulty");
        }
        EnumSet.copyOf(List.of(wish.servers())).forEach(kind -> name.append('-').append(kind.id(), 0, 2));
        return name.toString();
    }

    private static SandboxTest wish(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), SandboxTest.class)
                .orElseThrow(() -> new IllegalStateException("@SandboxTest is missing"));
    }
}
