package dev.kafkalab.sandbox.junit;

import dev.kafkalab.sandbox.ServerKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class real servers. Test methods and constructors take a {@link dev.kafkalab.sandbox.Sandbox}
 * as a parameter.
 *
 * <p>Classes that ask for the same layout share one sandbox, started by the first of them and ended when the last test
 * of the JVM has run. It lives in a home of its own ({@code -Dkafkalab.test.home}, else {@code
 * target/kafka-lab-home}) and on free ports, so it meets no sandbox of the user's. Tests therefore choose names of their
 * own for topics and tables.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(SandboxExtension.class)
public @interface SandboxTest {
    ServerKind[] servers() default {ServerKind.KAFKA};

    /** 1 or 3. */
    int brokers() default 1;

    /** SCRAM over TLS on the brokers. */
    boolean secure() default false;

    /** A proxy before each broker. */
    boolean faulty() default false;

    /** Whether the class has a sandbox for itself alone, because it kills servers: made new, ended with the class. */
    boolean alone() default false;
}
