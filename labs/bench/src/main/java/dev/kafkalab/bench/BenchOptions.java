package dev.kafkalab.bench;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What benchmarks of several parts are asked alike. Ask {@link #check} first. */
public final class BenchOptions {
    @Option(names = "--servers", required = true, description = "the broker; the script starts one")
    private String servers = "";

    @Option(names = "--directory", required = true, description = "the folder labs/bench")
    private Path directory = Path.of("");

    @Option(names = "--rounds", defaultValue = "3", description = "how often each runs (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--only", split = ",", description = "these parts (default: all)")
    private List<String> only = List.of();

    @Option(names = "--quick", description = "a glance: one round of little")
    private boolean quick;

    @Option(names = "--publish", description = "writes the tables into README.md")
    private boolean publish;

    /**
     * @param parts all there are
     * @throws IllegalArgumentException if the options make no sense
     */
    public void check(List<String> parts) {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds is " + rounds + "; it must be 1 or more");
        }
        for (String part : only) {
            if (!parts.contains(part)) {
                throw new IllegalArgumentException(
                        "no part is called " + part + "; there are: " + String.join(", ", parts));
            }
        }
        if (publish && (quick || !only.isEmpty())) {
            throw new IllegalArgumentException("--publish shows everything; it goes with no --quick or --only");
        }
    }

    public String servers() {
        return servers;
    }

    /** Where {@code target} and {@code README.md} are. */
    public Path directory() {
        return directory;
    }

    public int rounds() {
        return quick ? 1 : rounds;
    }

    public boolean quick() {
        return quick;
    }

    public boolean publish() {
        return publish;
    }

    /** Whether a part is to run. */
    public boolean includes(String part) {
        return only.isEmpty() || only.contains(part);
    }
}
