package dev.kafkalab.consumer.torture;

import dev.kafkalab.consumer.torture.Sent.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes attempts out of the events of one member. */
final class Attempts {
    private record Begun(int epoch, Sent record, Event.Begin begin) {}

    private final Mode mode;
    private final History history;
    private final Consumer<Finding> findings;
    private final Map<Integer, Integer> epochs = new HashMap<>();
    private final Map<Place, Begun> open = new HashMap<>();
    private final Map<String, Long> lastUnits = new HashMap<>();
    private final List<Attempt> attempts = new ArrayList<>();

    private Attempts(Mode mode, History history, Consumer<Finding> findings) {
        this.mode = mode;
        this.history = history;
        this.findings = findings;
    }

    static List<Attempt> of(Mode mode, History history, Map<Place, Sent> sent, Consumer<Finding> findings) {
        Attempts of = new Attempts(mode, history, findings);
        history.events().forEach(event -> of.read(event, sent));
        of.open.values().forEach(begun -> of.add(begun, Attempt.NEVER, history.endedAt()));
        return of.attempts.stream().map(of::marked).toList();
    }

    private void read(Event event, Map<Place, Sent> sent) {
        if (event instanceof Event.Assigned assigned) {
            epochs.merge(assigned.partition(), 1, Integer::sum);
        } else if (event instanceof Event.Begin begin) {
            begin(begin, sent.get(new Place(begin.partition(), begin.offset())));
        } else if (event instanceof Event.End end) {
            Begun begun = open.remove(new Place(end.partition(), end.offset()));
            if (begun == null) {
                unexpected("ended what was not begun: " + end);
            } else {
                add(begun, end.nanos(), end.nanos());
            }
        }
    }

    private void begin(Event.Begin begin, @Nullable Sent record) {
        if (record == null || !record.key().equals(begin.key()) || record.sequence() != begin.sequence()) {
            unexpected("got " + begin + ", sent was " + record);
            return;
        }
        Begun before = open.put(record.place(), new Begun(epochs.getOrDefault(record.partition(), 0), record, begin));
        if (before != null) { // begun twice, ended at most once: the first counts as running until the member ended
            add(before, Attempt.NEVER, history.endedAt());
        }
        lastUnits.put(mode.lane(record), begin.unit());
    }

    private void add(Begun begun, long end, long over) {
        attempts.add(new Attempt(
                history, begun.epoch, begun.record, begun.begin.unit(), begun.begin.nanos(), end, over, false));
    }

    private Attempt marked(Attempt attempt) {
        boolean last = lastUnits.get(mode.lane(attempt.record())) == attempt.unit();
        return new Attempt(
                attempt.by(),
                attempt.epoch(),
                attempt.record(),
                attempt.unit(),
                attempt.begin(),
                attempt.end(),
                attempt.over(),
                last);
    }

    private void unexpected(String what) {
        findings.accept(new Finding(Finding.Kind.UNEXPECTED, history.member() + " " + what));
    }
}
