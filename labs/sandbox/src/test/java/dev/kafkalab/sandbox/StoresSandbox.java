package dev.kafkalab.sandbox;

import dev.kafkalab.sandbox.junit.SandboxTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** All stores in one sandbox that the tests of each share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SandboxTest(servers = {ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH})
public @interface StoresSandbox {}
