package dev.kafkalab.sandbox.doctor;

import java.util.List;

/** Looks at one side of the machine. Changes nothing, takes seconds at most, never throws. */
@FunctionalInterface
interface Examination {
    List<Finding> findings();
}
