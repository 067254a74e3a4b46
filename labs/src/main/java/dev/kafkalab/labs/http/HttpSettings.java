package dev.kafkalab.labs.http;

import java.time.Duration;

/**
 * How the server listens.
 *
 * @param host the address to bind to; a name is looked up
 * @param port 0: any that is free
 * @param bodyLimit bytes that a request may bring
 * @param patience how long a stopping server waits for requests in flight
 */
public record HttpSettings(String host, int port, long bodyLimit, Duration patience) {
    public static final String LOOPBACK = "127.0.0.1";
    public static final int STANDARD_PORT = 8080;

    public HttpSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; it must be from 0 to 65535");
        }
        if (bodyLimit < 1 || bodyLimit > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "bodyLimit is " + bodyLimit + "; it must be from 1 to " + Integer.MAX_VALUE);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience is " + patience + "; it must not be negative");
        }
    }

    /** Loopback only; bodies of up to 1 MiB. @param port 0: any that is free */
    public static HttpSettings loopback(int port) {
        return new HttpSettings(LOOPBACK, port, 1 << 20, Duration.ofSeconds(20));
    }

    public HttpSettings host(String other) {
        return new HttpSettings(other, port, bodyLimit, patience);
    }
}
