package dev.kafkalab.deadletters;

import dev.kafkalab.deadletters.RedriveReport.Action;
import dev.kafkalab.deadletters.RedriveReport.Row;
import dev.kafkalab.reading.RecordSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decides about each letter, moves them batch by batch, counts. Used by one thread. */
final class RedriveRun implements RecordSink {
    /** Moves letters. */
    interface Mover {
        /** @return what became of each: those the brokers did not take are refused */
        List<Move> move(List<Move> moves);
    }

    private final RedriveRequest request;
    private final RedriveProgress progress;
    private final TargetTopics targets;
    private final Mover mover;
    private final List<Move> batch = new ArrayList<>();
    private final Map<Integer, Long> lastOffsets = new HashMap<>();
    private final Deaths deaths = new Deaths();
    private final Map<Row, Long> counts = new HashMap<>();
    private long already;
    private long foreign;
    private long letters;

    RedriveRun(RedriveRequest request, RedriveProgress progress, TargetTopics targets, Mover mover) {
        this.request = request;
        this.progress = progress;
        this.targets = targets;
        this.mover = mover;
    }

    @Override
    public boolean accept(ConsumerRecord<byte[], byte[]> record) {
        Long last = lastOffsets.put(record.partition(), record.offset());
        Optional<DeadLetter> found = DeadLetter.of(record);
        if (found.isEmpty()) {
            foreign++;
            return false;
        }
        letters++;
        DeadLetter letter = found.get();
        if (progress.taken(record)) {
            already++;
            return false;
        }
        String came = letter.place().topic();
        boolean park = letter.redrives() >= request.maxRedrives();
        String target = park ? came + Redrive.PARKING_SUFFIX : request.to().orElse(came);
        Move move = new Move(letter, park ? Action.PARK : Action.REDRIVE, target, last == null ? 0 : last + 1, "");
        if (!request.filter().test(letter)) {
            count(new Move(letter, Action.KEEP, came, 0, ""));
        } else if (deaths.contains(letter)) {
            batch.add(new Move(letter, Action.REPEAT, came, move.firstOffset(), ""));
        } else if (target.equals(record.topic())) {
            count(move.refused("it failed in this very topic"));
        } else if (!park && targets.partitions(target) == 0) {
            count(move.refused("topic '" + target + "' does not exist"));
        } else {
            batch.add(move);
            deaths.add(letter);
            return true;
        }
        return false;
    }

    @Override
    public void flush() {
        if (batch.isEmpty()) {
            return;
        }
        mover.move(List.copyOf(batch)).forEach(this::count);
        batch.clear();
    }

    private void count(Move move) {
        counts.merge(new Row(move.action(), move.target(), move.letter().reason(), move.note(), 0), 1L, Long::sum);
    }

    /** Letters seen, those that are not meant included. */
    long letters() {
        return letters;
    }

    RedriveReport report() {
        return new RedriveReport(
                counts.entrySet().stream()
                        .map(count -> new Row(
                                count.getKey().action(),
                                count.getKey().target(),
                                count.getKey().cause(),
                                count.getKey().note(),
                                count.getValue()))
                        .sorted(Comparator.comparing(Row::action)
                                .thenComparing(Row::target)
                                .thenComparing(Row::cause)
                                .thenComparing(Row::note))
                        .toList(),
                already,
                foreign);
    }
}
