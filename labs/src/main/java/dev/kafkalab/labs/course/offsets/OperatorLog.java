package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.labs.frame.EffectTopic;

/**
 * What an operator did and what was answered, kept in a topic, since a refusal leaves no other trace.
 *
 * @param topic which the caller closes
 */
record OperatorLog(Way way, EffectTopic topic) {
    void add(String act, Object answer) {
        topic.add(key(way, act), String.valueOf(answer));
    }

    /** Of the record of an act. */
    static String key(Way way, String act) {
        return way + " " + act;
    }
}
