package dev.kafkalab.sandbox.mysql;

import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.Site;
import dev.kafkalab.sandbox.fetch.Once;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The data folder of one MySQL, made once. It is made under another name, so that one half made is never used. */
record MySqlData(Site site) {
    /** One statement a line, as {@code --init-file} wants it. No name is resolved, so 127.0.0.1 is not localhost. */
    private static final List<String> FIRST_STATEMENTS = List.of(
            "CREATE DATABASE campus CHARACTER SET utf8mb4;",
            "ALTER USER 'root'@'localhost' IDENTIFIED BY '1234';",
            "CREATE USER 'root'@'127.0.0.1' IDENTIFIED BY '1234';",
            "GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;",
            "CREATE USER 'myuser'@'localhost' IDENTIFIED BY 'mypassword';",
            "CREATE USER 'myuser'@'127.0.0.1' IDENTIFIED BY 'mypassword';",
            "GRANT ALL ON campus.* TO 'myuser'@'localhost', 'myuser'@'127.0.0.1';",
            // What change capture reads: who holds a table while a transaction is open, and the binary log.
            "GRANT SELECT ON performance_schema.metadata_locks TO 'myuser'@'localhost', 'myuser'@'127.0.0.1';",
            "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'myuser'@'localhost', 'myuser'@'127.0.0.1';");

    Path folder() {
        return site.directory().resolve("data");
    }

    private Path draft() {
        return site.directory().resolve("data.new");
    }

    void makeIfMissing(MySqlCommand command) {
        if (Files.exists(folder())) {
            return;
        }
        try {
            endInterruptedMaker();
            Once.deleteTree(draft());
            Files.createDirectories(site.directory());
            Path sql = site.directory().resolve("init.sql");
            Files.write(sql, FIRST_STATEMENTS);
            run(command, sql);
            Files.move(draft(), folder(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION, "cannot write " + folder() + ": " + e.getMessage(), e);
        }
    }

    private void run(MySqlCommand command, Path sql) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.initialize(draft(), sql))
                .directory(site.directory().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(site.log().toFile()));
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                throw SandboxException.unreachable("mysql could not make its data folder%s; see %s"
                        .formatted(ended ? "" : " within 3 minutes", site.log()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SandboxException.unreachable("interrupted while mysql was making its data folder");
        } finally {
            process.destroyForcibly();
        }
    }

    /** One whose launcher was killed goes on by itself, in the folder that is about to be made anew. */
    private void endInterruptedMaker() {
        String argument = MySqlCommand.dataArgument(draft());
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(process -> process.info().arguments().stream()
                            .flatMap(Arrays::stream)
                            .anyMatch(argument::equals))
                    .toList()
                    .forEach(process -> {
                        process.destroyForcibly();
                        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
                    });
        }
    }
}
