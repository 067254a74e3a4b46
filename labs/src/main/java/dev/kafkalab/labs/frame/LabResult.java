package dev.kafkalab.labs.frame;

import java.time.Duration;

/** What came of a run or of verifying it. */
public record LabResult(String lab, int passed, int failed, Duration took) {
    public boolean allPassed() {
        return failed == 0;
    }
}
