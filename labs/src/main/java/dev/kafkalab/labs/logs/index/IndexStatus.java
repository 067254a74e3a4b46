package dev.kafkalab.labs.logs.index;

import java.util.Optional;

/**
 * How indexing goes, at one moment.
 *
 * @param documents taken since the start, repeats included
 * @param rejected records that do not match since the start
 * @param refused records whose documents Elasticsearch does not take since the start
 * @param lag records that are not done, as far as that is known
 * @param waitsFor what holds it up
 */
public record IndexStatus(long documents, long rejected, long refused, long lag, Optional<String> waitsFor) {}
