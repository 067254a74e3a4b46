package dev.kafkalab.labs.frame;

import dev.kafkalab.consumer.RunningConsumer;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * The side of the child in {@link ChildJvm}: how the servers are reached comes in by the pipe, so that no password stands
 * on a command line. Thread-safe.
 */
public final class Child {
    static final String LEAVE = "leave";
    private static final String CLIENT = "client.";
    private static final String STORE = "store.";
    private static final int FAILED = 1;
    private static final int ORPHANED = 3;
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final Map<String, Object> clientProperties = new HashMap<>();
    private final Map<String, String> stores = new HashMap<>();
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final CountDownLatch asked = new CountDownLatch(1);

    private Child(Properties properties) {
        properties.stringPropertyNames().forEach(name -> {
            String value = properties.getProperty(name);
            if (name.startsWith(CLIENT)) {
                clientProperties.put(name.substring(CLIENT.length()), value);
            } else {
                stores.put(name.substring(STORE.length()), value);
            }
        });
    }

    static String encoded(LabSite site) {
        Properties properties = new Properties();
        site.clientProperties().forEach((name, value) -> properties.setProperty(CLIENT + name, String.valueOf(value)));
        site.stores().forEach((name, value) -> properties.setProperty(STORE + name, value));
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The first thing that the main method of a child does. */
    public static Child begin() {
        BufferedReader lines = new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
        Properties properties = new Properties();
        try {
            String first = lines.readLine();
            if (first == null) {
                Runtime.getRuntime().halt(ORPHANED);
            }
            properties.load(new StringReader(new String(Base64.getDecoder().decode(first), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Child child = new Child(properties);
        Thread.currentThread().setUncaughtExceptionHandler((main, failure) -> child.fail(failure));
        Thread listening = new Thread(() -> child.listen(lines), "parent");
        listening.setDaemon(true);
        listening.start();
        return child;
    }

    /** Tells the parent why and ends; the log gets the stack. */
    private void fail(Throwable failure) {
        PrintStream log = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        failure.printStackTrace(log);
        say(ChildFailure.of(failure).line());
        Runtime.getRuntime().halt(FAILED);
    }

    private void listen(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(LEAVE)) {
                    asked.countDown();
                }
            }
        } catch (IOException broken) {
            // falls through: nobody is there any more
        }
        Runtime.getRuntime().halt(ORPHANED);
    }

    /** How brokers are reached. */
    public Map<String, Object> clientProperties() {
        return Map.copyOf(clientProperties);
    }

    /** How other servers are reached, as {@code sandbox env} names it. */
    public Map<String, String> stores() {
        return Map.copyOf(stores);
    }

    /** Tells the parent. */
    public void say(String line) {
        out.println(line);
    }

    /** Waits until the parent asks it to end. */
    public void awaitLeave() throws InterruptedException {
        asked.await();
    }

    /**
     * Runs a consumer until the parent asks it to end; then it is closed.
     *
     * @throws RuntimeException what stopped it before, which ends the child
     */
    public void awaitLeave(RunningConsumer consumer) throws InterruptedException {
        try (consumer) {
            while (!isAskedToLeave()) {
                if (consumer.awaitStopped(GLANCE)) {
                    throw new IllegalStateException("the consumer ended by itself");
                }
            }
        }
    }

    public boolean isAskedToLeave() {
        return asked.getCount() == 0;
    }
}
