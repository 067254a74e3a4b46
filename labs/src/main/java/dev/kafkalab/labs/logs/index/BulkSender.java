package dev.kafkalab.labs.logs.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.logs.search.SearchRefusedException;
import dev.kafkalab.labs.logs.search.SearchServer;
import dev.kafkalab.labs.logs.search.SearchUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Sends documents until each of them is taken or refused. Waits, longer and longer, while Elasticsearch is away, has too much to
 * do, or is in a state in which it takes nothing. That an answer got lost does no harm: the ids are the same the next time. Thread-safe.
 */
final class BulkSender {
    /** Answers are short unless something is wrong; then the same is sent once more, and each item asked about. */
    private static final String BRIEF = "/_bulk?filter_path=errors";

    private static final String IN_FULL =
            "/_bulk?filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason";
    private static final int TOO_LARGE = 413;

    private final SearchServer server;
    private final Patience patience;

    BulkSender(SearchServer server, Patience patience) {
        this.server = server;
        this.patience = patience;
    }

    /**
     * Asks until there is an answer.
     *
     * @throws StoppedException if it is to end before
     * @throws SearchRefusedException if the answer is no
     */
    void ask(Consumer<SearchServer> question) throws InterruptedException {
        for (int waits = 0; ; waits++) {
            try {
                question.accept(server);
                patience.rewarded();
                return;
            } catch (SearchUnavailableException e) {
                patience.waitFor(String.valueOf(e.getMessage()), waits);
            }
        }
    }

    /**
     * Returns when everything is taken or refused.
     *
     * @param refused told of each document that is not taken, and why
     * @throws StoppedException if it is to end before
     */
    <T> void send(BulkRequest<T> request, BiConsumer<T, String> refused) throws InterruptedException {
        BulkRequest<T> left = request;
        boolean full = false;
        int waits = 0;
        while (left.size() > 0) {
            JsonNode answer;
            try {
                answer = server.sendLines(
                        full ? IN_FULL : BRIEF,
                        left.body().bytes(),
                        0,
                        left.body().length());
            } catch (SearchUnavailableException e) {
                patience.waitFor(String.valueOf(e.getMessage()), waits++);
                continue;
            } catch (SearchRefusedException e) {
                if (e.status() != TOO_LARGE) {
                    throw e;
                }
                sendHalves(left, refused);
                return;
            }
            patience.rewarded();
            if (!answer.path("errors").asBoolean()) {
                return;
            }
            if (full) {
                Rest rest = rest(left, answer.path("items"), refused);
                left = left.of(rest.items());
                if (left.size() > 0) {
                    patience.waitFor(rest.why(), waits++);
                }
            }
            full = true;
        }
    }

    private <T> void sendHalves(BulkRequest<T> request, BiConsumer<T, String> refused) throws InterruptedException {
        if (request.size() == 1) {
            refused.accept(request.source(0), "the document is larger than a request may be");
            return;
        }
        int half = request.size() / 2;
        send(request.of(IntStream.range(0, half).boxed().toList()), refused);
        send(request.of(IntStream.range(half, request.size()).boxed().toList()), refused);
    }

    /** What is to be sent again, and why. */
    private record Rest(List<Integer> items, String why) {}

    /** Tells of what is refused for good. */
    private static <T> Rest rest(BulkRequest<T> request, JsonNode items, BiConsumer<T, String> refused) {
        List<Integer> again = new ArrayList<>();
        String why = "";
        for (int i = 0; i < request.size(); i++) {
            ItemAnswer answer = ItemAnswer.of(items.path(i).path("index"));
            if (answer instanceof ItemAnswer.Later later) {
                again.add(i);
                why = later.why();
            } else if (answer instanceof ItemAnswer.Refused never) {
                refused.accept(request.source(i), never.why());
            }
        }
        return new Rest(again, why);
    }
}
