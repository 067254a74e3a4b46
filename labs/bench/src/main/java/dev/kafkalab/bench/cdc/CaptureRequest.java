package dev.kafkalab.bench.cdc;

/**
 * What a process is to carry, and where to.
 *
 * @param contestant see {@link Contestants}
 * @param name of the relay or connector
 * @param rows after so many it says what it took, and ends; 0: it carries on until its input is closed
 * @param directory where Debezium keeps its offsets and the history of schemas
 */
public record CaptureRequest(
        String contestant, String servers, String topic, String table, String name, long rows, String directory) {}
