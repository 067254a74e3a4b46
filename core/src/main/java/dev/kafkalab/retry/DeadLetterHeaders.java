package dev.kafkalab.retry;

import java.util.List;

/**
 * Headers of a dead letter. Names and encodings are those of spring-kafka 4 ({@code KafkaHeaders.DLT_*}, written by its
 * {@code DeadLetterPublishingRecoverer}): text in UTF-8, numbers big-endian, so that mixed systems read each other's.
 */
public final class DeadLetterHeaders {
    /** Text. */
    public static final String ORIGINAL_TOPIC = "kafka_dlt-original-topic";
    /** 4 bytes. */
    public static final String ORIGINAL_PARTITION = "kafka_dlt-original-partition";
    /** 8 bytes. */
    public static final String ORIGINAL_OFFSET = "kafka_dlt-original-offset";
    /** Milliseconds since 1970 UTC, 8 bytes. */
    public static final String ORIGINAL_TIMESTAMP = "kafka_dlt-original-timestamp";
    /** {@code CreateTime} or {@code LogAppendTime}. */
    public static final String ORIGINAL_TIMESTAMP_TYPE = "kafka_dlt-original-timestamp-type";
    /** The group in which it failed; text. */
    public static final String ORIGINAL_CONSUMER_GROUP = "kafka_dlt-original-consumer-group";
    /** Class of the failure; text. Not there if the key could not be decoded. */
    public static final String EXCEPTION_FQCN = "kafka_dlt-exception-fqcn";
    /**
     * Class of its root cause; text. In letters of spring-kafka the class of what its listener threw, since {@link
     * #EXCEPTION_FQCN} is a wrapper there.
     */
    public static final String EXCEPTION_CAUSE_FQCN = "kafka_dlt-exception-cause-fqcn";
    /** Its message and, after a semicolon, that of its root cause; text. */
    public static final String EXCEPTION_MESSAGE = "kafka_dlt-exception-message";

    public static final String EXCEPTION_STACKTRACE = "kafka_dlt-exception-stacktrace";
    /** As without {@code key-}, if the key could not be decoded. */
    public static final String KEY_EXCEPTION_FQCN = "kafka_dlt-key-exception-fqcn";

    public static final String KEY_EXCEPTION_MESSAGE = "kafka_dlt-key-exception-message";
    public static final String KEY_EXCEPTION_STACKTRACE = "kafka_dlt-key-exception-stacktrace";

    /** How often the record was put back from a dead letter topic; a decimal number as text. Ours. */
    public static final String REDRIVES = "kafka-lab-redrives";

    /** What a dead letter topic adds to a record's headers, and a redrive takes away. */
    static final List<String> SPRING = List.of(
            ORIGINAL_TOPIC,
            ORIGINAL_PARTITION,
            ORIGINAL_OFFSET,
            ORIGINAL_TIMESTAMP,
            ORIGINAL_TIMESTAMP_TYPE,
            ORIGINAL_CONSUMER_GROUP,
            EXCEPTION_FQCN,
            EXCEPTION_CAUSE_FQCN,
            EXCEPTION_MESSAGE,
            EXCEPTION_STACKTRACE,
            KEY_EXCEPTION_FQCN,
            KEY_EXCEPTION_MESSAGE,
            KEY_EXCEPTION_STACKTRACE);

    /** Beginnings of headers that the systems write on a record's way through retry and dead letter topics. */
    private static final List<String> ON_THE_WAY =
            List.of("kafka_dlt-", "kafka-lab-retry-", "retry_topic-", "springDeserializerException");

    private DeadLetterHeaders() {}

    /**
     * Whether a header was added to a record since it failed, by this library or spring-kafka; a record that is put back
     * goes without, or its attempts would be counted from where they ended.
     */
    public static boolean addedOnTheWay(String name) {
        return ON_THE_WAY.stream().anyMatch(name::startsWith);
    }
}
