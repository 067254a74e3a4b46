package dev.kafkalab.sandbox.doctor;

import java.util.List;

/** The JDK that runs this process, and so the servers. */
record JdkExamination(int version, String home) implements Examination {
    private static final int NEEDED = 17;

    @Override
    public List<Finding> findings() {
        String found = version + " in " + home;
        return List.of(
                version >= NEEDED
                        ? Finding.ok("JDK", found)
                        : Finding.fail("JDK", found, "install JDK " + NEEDED + " or later and set JAVA_HOME"));
    }
}
