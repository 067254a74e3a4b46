package dev.kafkalab.cli;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Loads the classes that commands need, so that {@code scripts/kafka-lab} can put them into a class-data archive. Runs
 * commands against an address where nobody listens, and loads what only an answer would.
 */
final class StartRehearsal {
    private static final String NOBODY = "localhost:1";

    private static final Pattern NEEDED_WITH_A_BROKER = Pattern.compile(
            "org/apache/kafka/(clients/(consumer|producer|admin)/.*|common/(record|compress|header|network|errors|utils)/.*"
                    + "|common/(message|requests)/(ApiVersions|Metadata|DescribeTopicPartitions|DescribeCluster|Produce|Fetch"
                    + "|InitProducerId|ListOffsets|FindCoordinator|JoinGroup|SyncGroup|Heartbeat|LeaveGroup|OffsetCommit"
                    + "|OffsetFetch|ListGroups|DescribeGroups|ConsumerGroupDescribe|Response|Request|Abstract).*)\\.class"
                    + "|dev/kafkalab/(\\w+|(cluster|consumer|offsets|groups|topics|reading|retry|labs/frame|labs/course)/.*)\\.class");

    private StartRehearsal() {}

    public static void main(String[] arguments) throws IOException {
        List.of(
                        new String[] {"--help"},
                        new String[] {"produce", "--help"},
                        new String[] {"topic", "list", "-b", NOBODY, "--timeout", "200ms"},
                        new String[] {"produce", "-t", "t", "-b", NOBODY, "--timeout", "200ms"},
                        new String[] {"consume", "-t", "t", "-g", "g", "-b", NOBODY, "--timeout", "200ms"},
                        new String[] {"consume", "-t", "t", "-J", "-b", NOBODY, "--timeout", "200ms"})
                .forEach(StartRehearsal::run);
        loadFrom(System.getProperty("java.class.path"));
        prepare("org.apache.kafka.common.protocol.Errors"); // a lambda for each error
    }

    private static void run(String[] arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new KafkaLab(new CommandContext(
                        new ByteArrayInputStream("a".getBytes(StandardCharsets.UTF_8)),
                        nowhere,
                        nowhere,
                        Map.of(),
                        Clock.systemUTC(),
                        false))
                .run(arguments);
    }

    private static void loadFrom(String jar) throws IOException {
        if (!new File(jar).isFile()) {
            return;
        }
        try (JarFile file = new JarFile(jar)) {
            file.stream()
                    .map(JarEntry::getName)
                    .filter(NEEDED_WITH_A_BROKER.asMatchPredicate())
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .forEach(StartRehearsal::load);
        }
    }

    private static void load(String name) {
        find(name, false);
    }

    /** Loads it with what it does when it is first used, such as making lambdas. */
    private static void prepare(String name) {
        find(name, true);
    }

    private static void find(String name, boolean initialize) {
        try {
            Class<?> loaded = Class.forName(name, initialize, StartRehearsal.class.getClassLoader());
            assert loaded != null;
        } catch (ClassNotFoundException | LinkageError e) {
            // It belongs to an optional feature whose library is not there.
        }
    }
}
