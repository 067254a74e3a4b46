package dev.kafkalab.consumer.torture;

/**
 * A record that the brokers acknowledged.
 *
 * @param sequence 0, 1, 2, … within its key
 */
record Sent(int partition, long offset, String key, long sequence) {
    /** Where a record lies. */
    record Place(int partition, long offset) {
        @Override
        public String toString() {
            return partition + "@" + offset;
        }
    }

    Place place() {
        return new Place(partition, offset);
    }

    @Override
    public String toString() {
        return key + "#" + sequence + " at " + place();
    }
}
