package dev.kafkalab.consumer;

import dev.kafkalab.KafkaLabException;

/** Thrown by a {@link BatchHandler}: the records before {@link #index()} are done, this one failed. */
public final class BatchFailedException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    private final int index;

    /**
     * @param index of the record that failed, from 0
     * @param cause why; retry and recovery look at this
     */
    public BatchFailedException(int index, Throwable cause) {
        super(Reason.PARTLY_FAILED, "record " + index + " of the batch failed", cause);
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + "; it must be 0 or more");
        }
        this.index = index;
    }

    public int index() {
        return index;
    }
}
