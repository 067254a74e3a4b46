package dev.kafkalab.labs.tour;

/**
 * What the steps about messages share: the topic, the group, and what was sent. Used by the thread that runs the tour.
 */
final class MessageTrip {
    static final int PARTITIONS = 3;

    private final String topic;
    private final AccessLog log;
    private final Fingerprint sent = new Fingerprint();

    /** @param topic a name that is free; also the group's */
    MessageTrip(String topic, AccessLog log) {
        this.topic = topic;
        this.log = log;
    }

    String topic() {
        return topic;
    }

    String group() {
        return topic + "-readers";
    }

    AccessLog log() {
        return log;
    }

    Fingerprint sent() {
        return sent;
    }
}
