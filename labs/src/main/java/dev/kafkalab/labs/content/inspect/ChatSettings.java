package dev.kafkalab.labs.content.inspect;

import dev.kafkalab.KafkaLabException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which language model is asked. Holds a secret, which is never shown.
 *
 * @param base such as {@code https://api.openai.com/v1}; {@code /chat/completions} is below it
 * @param model as the endpoint names it
 * @param key empty if the endpoint wants none, as one on this machine may
 * @param timeout of one question
 */
public record ChatSettings(URI base, String model, Optional<String> key, Duration timeout) {
    /** {@value} */
    public static final String URL = "KAFKA_LAB_CHAT_URL";
    /** {@value} */
    public static final String MODEL = "KAFKA_LAB_CHAT_MODEL";
    /** {@value} */
    public static final String KEY = "KAFKA_LAB_CHAT_KEY";
    /** {@value}: seconds. */
    public static final String TIMEOUT = "KAFKA_LAB_CHAT_TIMEOUT";

    private static final String STANDARD_URL = "https://api.openai.com/v1";
    private static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(30);

    public ChatSettings {
        boolean http = "http".equals(base.getScheme());
        if (!http && !"https".equals(base.getScheme()) || base.getHost() == null) {
            throw KafkaLabException.usage(URL + " is no address of http or https; it must be like " + STANDARD_URL);
        }
        if (http && key.isPresent() && !isLoopback(base.getHost())) {
            throw KafkaLabException.usage(
                    URL + " would carry the key to " + base.getHost() + " unencrypted; use https");
        }
        if (model.isBlank()) {
            throw KafkaLabException.usage(MODEL + " is empty; name the model as the endpoint does");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw KafkaLabException.usage(TIMEOUT + " is " + timeout.toSeconds() + "; it must be 1 or more seconds");
        }
    }

    /**
     * As the environment says; empty if it names neither an address nor a key, so that nothing leaves this machine that
     * nobody asked for.
     *
     * @throws KafkaLabException if what it says will not do
     */
    public static Optional<ChatSettings> of(Map<String, String> environment) {
        Optional<String> url = named(environment, URL);
        Optional<String> key = named(environment, KEY);
        if (url.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        String model = named(environment, MODEL)
                .orElseThrow(() -> KafkaLabException.usage(
                        MODEL + " is missing; name the model, or unset " + URL + " and " + KEY + " to judge offline"));
        return Optional.of(new ChatSettings(address(url.orElse(STANDARD_URL)), model, key, timeout(environment)));
    }

    private static Optional<String> named(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static URI address(String text) {
        try {
            return new URI(text.replaceFirst("/+$", ""));
        } catch (URISyntaxException e) {
            throw KafkaLabException.usage(URL + " is no address; it must be like " + STANDARD_URL);
        }
    }

    private static Duration timeout(Map<String, String> environment) {
        return named(environment, TIMEOUT)
                .map(text -> {
                    if (!text.matches("\\d{1,5}")) {
                        throw KafkaLabException.usage(TIMEOUT + " is '" + text + "'; it must be 1 or more seconds");
                    }
                    return Duration.ofSeconds(Long.parseLong(text));
                })
                .orElse(STANDARD_TIMEOUT);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    /** Never with the key. */
    @Override
    public String toString() {
        return model + " at " + base.getHost();
    }
}
