package dev.kafkalab.labs.content.inspect;

import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a language model behind an endpoint that speaks OpenAI's chat protocol, one question for each post.
 *
 * <ul>
 *   <li>An endpoint that cannot be reached, says 429, or says when to come again ({@code Retry-After}) is waited for, however
 *       long, with {@link StoreUnavailableException}.
 *   <li>One that fails otherwise or takes too long is a {@link ChatUnavailableException}, worth some attempts.
 *   <li>An answer that is no judgement is an {@link UnusableAnswerException}, worth none.
 *   <li>One that does not take our key, or has no such model, is a {@link ChatRefusesException}.
 * </ul>
 *
 * None of them holds the key or what the post says. Thread-safe; holds nothing that must be closed.
 */
public final class ChatJudge implements PostJudge {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration UNLESS_SAID = Duration.ofSeconds(2);
    /** An endpoint that says "in a day" is asked again before. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ChatSettings settings;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    public ChatJudge(ChatSettings settings) {
        this.settings = settings;
    }

    /** The endpoint, the model and what it is told: another of them may say otherwise. */
    @Override
    public String identity() {
        return settings.base() + " " + settings.model() + " " + ChatQuestion.INSTRUCTIONS;
    }

    @Override
    public Judgement judge(Post post, String category) throws InterruptedException {
        HttpResponse<byte[]> answer = ask(ChatQuestion.body(settings.model(), post, category));
        int status = answer.statusCode();
        if (status == 200) {
            return ChatQuestion.judgement(answer.body());
        }
        Optional<Duration> later = retryAfter(answer);
        if (status == 429 || later.isPresent() && status >= 500) {
            throw new StoreUnavailableException(
                    "the chat endpoint asks to wait (" + status + ")", later.orElse(UNLESS_SAID), null);
        }
        if (status == 401 || status == 403 || status == 404) {
            throw new ChatRefusesException(settings, status);
        }
        if (status == 408 || status >= 500) {
            throw new ChatUnavailableException("the chat endpoint failed (" + status + ")", null);
        }
        throw new UnusableAnswerException("the chat endpoint does not take the question (" + status + ")", null);
    }

    /** The whole of the answer within the time-out: the client's own ends with the headers. */
    private HttpResponse<byte[]> ask(byte[] body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.base() + "/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        settings.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request.build(), BodyHandlers.ofByteArray());
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ChatUnavailableException(
                    "the chat endpoint did not answer within "
                            + settings.timeout().toSeconds() + " s",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectException) {
                throw new StoreUnavailableException("the chat endpoint", e.getCause());
            }
            throw new ChatUnavailableException("the chat endpoint cannot be read", e.getCause());
        }
    }

    /** RFC 9110, section 10.2.3: seconds, or a date. */
    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .flatMap(ChatJudge::duration)
                .map(delay -> {
                    if (delay.compareTo(LONGEST_WAIT) > 0) {
                        return LONGEST_WAIT;
                    }
                    return delay.toMillis() < 1 ? Duration.ofMillis(1) : delay;
                });
    }

    private static Optional<Duration> duration(String text) {
        if (text.strip().matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
        }
        try {
            Instant at = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(Instant.now(), at));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
