package dev.kafkalab.sandbox.mysql;

import dev.kafkalab.sandbox.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How {@code mysqld} is called: small, durable, on loopback, with row-based binary logs, and with the metadata locks of
 * performance_schema switched on before the first client connects.
 *
 * @param program the folder with {@code bin/mysqld}
 */
record MySqlCommand(Path program) {
    private static final List<String> SMALL = List.of(
            "--innodb-buffer-pool-size=64M",
            "--innodb-redo-log-capacity=64M",
            "--innodb-log-buffer-size=4M",
            "--table-open-cache=400",
            "--max-connections=200",
            "--performance-schema=ON",
            "--performance-schema-instrument=wait/lock/metadata/sql/mdl=ON",
            "--performance-schema-max-metadata-locks=4096",
            "--performance-schema-max-thread-instances=300",
            "--performance-schema-max-table-instances=400",
            "--performance-schema-max-table-handles=400",
            "--performance-schema-digests-size=200",
            "--performance-schema-error-size=100",
            "--performance-schema-accounts-size=20",
            "--performance-schema-hosts-size=20",
            "--performance-schema-users-size=20",
            "--performance-schema-events-waits-history-long-size=10",
            "--performance-schema-events-stages-history-long-size=10",
            "--performance-schema-events-statements-history-long-size=10",
            "--performance-schema-events-transactions-history-long-size=10");
    private static final List<String> DURABLE = List.of(
            "--server-id=1",
            "--log-bin=binlog",
            "--binlog-format=ROW",
            "--sync-binlog=1",
            "--innodb-flush-log-at-trx-commit=1",
            "--binlog-expire-logs-seconds=604800",
            // Triggers of a user who is not root, as change capture installs them.
            "--log-bin-trust-function-creators=ON");

    /** Makes a new data folder and runs a file of SQL in it. */
    List<String> initialize(Path data, Path sql) {
        List<String> command = common(data);
        command.add("--initialize-insecure");
        command.add("--init-file=" + sql);
        return command;
    }

    List<String> serve(Path data, int port) {
        List<String> command = common(data);
        command.addAll(SMALL);
        command.addAll(DURABLE);
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--mysqlx=OFF",
                // Below the data folder: an absolute path may be longer than the 107 bytes a socket's can be.
                "--socket=mysql.sock",
                "--pid-file=mysqld.pid",
                "--skip-name-resolve",
                "--max-connect-errors=1000000",
                "--log-error-verbosity=2"));
        return command;
    }

    private List<String> common(Path data) {
        List<String> command = new ArrayList<>();
        command.add(MySqlProgram.mysqld(program).toString());
        command.add("--no-defaults");
        command.add(dataArgument(data));
        command.add("--basedir=" + program);
        command.add("--lc-messages-dir=" + program.resolve("share"));
        command.add("--character-sets-dir=" + program.resolve("share").resolve("charsets"));
        command.add("--plugin-dir=" + program.resolve("lib").resolve("plugin"));
        command.add("--character-set-server=utf8mb4");
        command.add("--default-time-zone=+00:00");
        if (Platform.current().isLinux()) {
            command.add("--innodb-use-native-aio=OFF");
        }
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    static String dataArgument(Path data) {
        return "--datadir=" + data;
    }

    Map<String, String> environment() {
        return Platform.current().isLinux()
                ? Map.of("LD_LIBRARY_PATH", MySqlProgram.standIns(program).toString())
                : Map.of();
    }
}
