package dev.kafkalab.consumer.torture;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a recount came to.
 *
 * @param attempts how often a handler began with a record
 * @param cutOff attempts that were never finished
 * @param repeated attempts at records that had been finished before
 * @param findings every broken promise; empty if all were held
 */
record Verdict(int sent, int attempts, int cutOff, int repeated, List<Finding> findings) {
    Verdict {
        findings = List.copyOf(findings);
    }

    boolean holds() {
        return findings.isEmpty();
    }

    long count(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    /** The same with more findings. */
    Verdict and(List<Finding> more) {
        return new Verdict(
                sent,
                attempts,
                cutOff,
                repeated,
                Stream.concat(findings.stream(), more.stream()).toList());
    }
}
