package dev.kafkalab.retry;

import dev.kafkalab.consumer.UnusableRecordException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which failures are worth another attempt. Each question is asked of the failure and of all its causes, since what went
 * wrong often comes wrapped. In this order:
 *
 * <ol>
 *   <li>an {@link UnusableRecordException}: never, the bytes will not change;
 *   <li>what is given up on: no;
 *   <li>if it is said what alone is retried: whether it is that;
 *   <li>an {@link Error}: no;
 *   <li>anything else: yes.
 * </ol>
 *
 * @param giveUp any of these
 * @param retryOnly any of these; empty: everything but errors
 */
record Classification(List<Predicate<Throwable>> giveUp, List<Predicate<Throwable>> retryOnly) {
    static final Classification STANDARD = new Classification(List.of(), List.of());

    Classification {
        giveUp = List.copyOf(giveUp);
        retryOnly = List.copyOf(retryOnly);
    }

    boolean retryable(Throwable failure) {
        List<Throwable> chain = Causes.of(failure);
        if (any(chain, UnusableRecordException.class::isInstance) || any(chain, giveUp)) {
            return false;
        }
        return retryOnly.isEmpty() ? !any(chain, Error.class::isInstance) : any(chain, retryOnly);
    }

    Classification givingUp(Predicate<Throwable> more) {
        return new Classification(append(giveUp, more), retryOnly);
    }

    Classification retryingOnly(Predicate<Throwable> more) {
        return new Classification(giveUp, append(retryOnly, more));
    }

    private static boolean any(List<Throwable> chain, List<Predicate<Throwable>> questions) {
        return questions.stream().anyMatch(question -> any(chain, question));
    }

    private static boolean any(List<Throwable> chain, Predicate<Throwable> question) {
        return chain.stream().anyMatch(question);
    }

    private static <T> List<T> append(List<T> list, T more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }
}
