package dev.kafkalab.cli.records;

import java.util.Optional;

/**
 * What {@code pipe} is asked for.
 *
 * @param map a program that answers each line with one; empty: values go as they are
 * @param untilEnd whether to end where the partitions end now
 * @param deadLetter where records go that cannot be mapped; empty: it stops
 */
public record PipeRequest(
        String from,
        String to,
        Optional<String> group,
        Optional<String> map,
        int concurrency,
        boolean untilEnd,
        Optional<String> deadLetter) {}
