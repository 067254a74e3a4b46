package dev.kafkalab.bench.content;

import java.util.List;

/** One thing that is measured, with all who do it. Of one thread, which closes it. */
interface Part extends AutoCloseable {
    /**
     * A column of the table; the first is what contestants are compared in.
     *
     * @param figure its name in {@link Measurement#figures}
     */
    record Column(String heading, String figure, String format) {}

    String id();

    String title();

    /** By name, in the order they are shown. */
    List<String> contestants();

    /** Whom the others are compared with. */
    String reference();

    List<Column> columns();

    List<ContentMark> marks();

    /** What is needed for all rounds, and what warms up; not measured. */
    void prepare() throws Exception;

    /** Every contestant once. @param round from 1 */
    List<Measurement> run(int round) throws Exception;

    @Override
    void close() throws Exception;
}
