package dev.kafkalab.dedup;

/**
 * What must be done once: a record, by a group. Another group does it as well. Not for logs: the id comes out
 * of the record.
 *
 * @param group the consumer group; not blank
 * @param id of the record, as {@link RecordId} found it; not empty, of any length
 */
public record DeliveryId(String group, String id) {
    public DeliveryId {
        if (group.isBlank()) {
            throw new IllegalArgumentException("group is blank; de-duplication needs the name of the consumer group");
        }
        if (id.isEmpty()) {
            throw new IllegalArgumentException("id is empty; it must have a character at least");
        }
    }
}
