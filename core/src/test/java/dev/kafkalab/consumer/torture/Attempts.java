package dev.kafkalab.consumer.torture;

import dev.kafkalab.consumer.torture.Sent.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes attempts out of the events of one member. */
final class Attempts {
    private static final class Begun {
        final int epoch;
        final Sent record;
        final Event.Begin begin;
        long handled = Attempt.NEVER;
        long end = Attempt.NEVER;

        Begun(int epoch, Sent record, Event.Begin begin) {
            this.epoch = epoch;
            this.record = record;
            this.begin = begin;
        }
    }

    private final Mode mode;
    private final History history;
    private final Consumer<Finding> findings;
    private final Map<Integer, Integer> epochs = new HashMap<>();
    /** The latest attempt at each record. */
    private final Map<Place, Begun> latest = new LinkedHashMap<>();

    private final Map<String, Long> lastUnits = new HashMap<>();
    private final List<Begun> all = new ArrayList<>();

    private Attempts(Mode mode, History history, Consumer<Finding> findings) {
        this.mode = mode;
        this.history = history;
        this.findings = findings;
    }

    static List<Attempt> of(Mode mode, History history, Map<Place, Sent> sent, Consumer<Finding> findings) {
        Attempts of = new Attempts(mode, history, findings);
        history.events().forEach(event -> of.read(event, sent));
        return of.all.stream().map(of::attempt).toList();
    }

    private void read(Event event, Map<Place, Sent> sent) {
        if (event instanceof Event.Assigned assigned) {
            epochs.merge(assigned.partition(), 1, Integer::sum);
        } else if (event instanceof Event.Begin begin) {
            begin(begin, sent.get(new Place(begin.partition(), begin.offset())));
        } else if (event instanceof Event.Returned returned) {
            Begun begun = begun(new Place(returned.partition(), returned.offset()), event);
            if (begun != null) {
                begun.handled = returned.nanos();
            }
        } else if (event instanceof Event.End end) {
            Begun begun = begun(new Place(end.partition(), end.offset()), event);
            if (begun != null) {
                begun.end = end.nanos();
                begun.handled = mode.commit() == Mode.Commit.MANUAL ? begun.handled : end.nanos();
            }
        }
    }

    private @Nullable Begun begun(Place place, Event event) {
        Begun begun = latest.get(place);
        if (begun == null) {
            unexpected("ended what was not begun: " + event);
        }
        return begun;
    }

    private void begin(Event.Begin begin, @Nullable Sent record) {
        if (record == null || !record.key().equals(begin.key()) || record.sequence() != begin.sequence()) {
            unexpected("got " + begin + ", sent was " + record);
            return;
        }
        Begun begun = new Begun(epochs.getOrDefault(record.partition(), 0), record, begin);
        latest.put(record.place(), begun);
        all.add(begun);
        lastUnits.put(mode.lane(record), begin.unit());
    }

    private Attempt attempt(Begun begun) {
        return new Attempt(
                history,
                begun.epoch,
                begun.record,
                begun.begin.unit(),
                begun.begin.nanos(),
                begun.handled,
                begun.handled == Attempt.NEVER ? history.endedAt() : begun.handled,
                begun.end,
                lastUnits.get(mode.lane(begun.record)) == begun.begin.unit());
    }

    private void unexpected(String what) {
        findings.accept(new Finding(Finding.Kind.UNEXPECTED, history.member() + " " + what));
    }
}
