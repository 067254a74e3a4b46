package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.offsets.ResetScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The eight scopes, each with values that show something, and where it should lead if the records are asked alone. */
enum Scope {
    TO_EARLIEST(""),
    TO_LATEST(""),
    /** Before the start of the one partition whose first records were deleted. */
    TO_OFFSET(" 3"),
    /** Beyond the end of the two shorter partitions. */
    SHIFT_BY(" 5"),
    /** After the last record of one partition. */
    TO_DATETIME(""),
    BY_DURATION(" PT8H30M"),
    TO_CURRENT(""),
    /** With what was exported of the group of {@link #TO_DATETIME}. */
    FROM_FILE("");

    /** Where every group stands in every partition before. */
    static final long BEFORE = 8;

    private static final long OFFSET = 3;
    private static final long SHIFT = 5;
    private static final Duration AGO = Duration.ofHours(8).plusMinutes(30);
    private static final Duration SINCE = Duration.ofHours(4).plusMinutes(30);

    private final String value;

    Scope(String value) {
        this.value = value;
    }

    /** What Kafka is asked for; {@link #FROM_FILE} needs a file besides. */
    ResetScope asked(Facts facts, ResetScope.FromFile file) {
        return switch (this) {
            case TO_EARLIEST -> new ResetScope.ToEarliest();
            case TO_LATEST -> new ResetScope.ToLatest();
            case TO_OFFSET -> new ResetScope.ToOffset(OFFSET);
            case SHIFT_BY -> new ResetScope.ShiftBy(SHIFT);
            case TO_DATETIME -> new ResetScope.ToDatetime(time(facts));
            case BY_DURATION -> new ResetScope.ByDuration(AGO);
            case TO_CURRENT -> new ResetScope.ToCurrent();
            case FROM_FILE -> file;
        };
    }

    /** Half an hour from the records on both sides, so that the seconds a run takes do not matter. */
    private static Instant time(Facts facts) {
        return facts.newest().minus(SINCE);
    }

    /** What the records say. */
    long expected(Facts facts, int partition) {
        return facts.nearest(partition, wanted(facts, partition));
    }

    /** The same before the log's limits are looked at. */
    long wanted(Facts facts, int partition) {
        return switch (this) {
            case TO_EARLIEST -> facts.start(partition);
            case TO_LATEST -> facts.end(partition);
            case TO_OFFSET -> OFFSET;
            case SHIFT_BY -> BEFORE + SHIFT;
            case TO_DATETIME, FROM_FILE -> facts.since(partition, time(facts));
            case BY_DURATION -> facts.since(partition, facts.newest().minus(AGO));
            case TO_CURRENT -> BEFORE;
        };
    }

    /** Whether it asks for offsets that some partition does not have. */
    boolean clamps() {
        return this == TO_OFFSET || this == SHIFT_BY;
    }

    /** As it is typed, without a time or file. */
    String option() {
        return "--" + this + value;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
