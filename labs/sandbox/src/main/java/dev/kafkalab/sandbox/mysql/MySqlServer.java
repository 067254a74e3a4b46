package dev.kafkalab.sandbox.mysql;

import dev.kafkalab.sandbox.Launch;
import dev.kafkalab.sandbox.Platform;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Server;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.Site;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A real MySQL 8.0, fetched at first use. Database {@code campus} with user {@code myuser}, password {@code mypassword};
 * {@code root} has the password {@code 1234}. A commit is on disk before it is answered.
 */
public final class MySqlServer implements Server {
    private final int port;
    private final MySqlProgram program;
    private final MySqlData data;

    public MySqlServer(int port, Site site) {
        this.port = port;
        this.program = new MySqlProgram(site.cache(), Platform.current());
        this.data = new MySqlData(site);
    }

    @Override
    public String id() {
        return "mysql";
    }

    @Override
    public ServerKind kind() {
        return ServerKind.MYSQL;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void prepare(Progress progress) {
        data.makeIfMissing(new MySqlCommand(program.folder(progress)));
    }

    @Override
    public String marker() {
        return MySqlCommand.dataArgument(data.folder());
    }

    @Override
    public Launch launch() {
        MySqlCommand command = new MySqlCommand(program.folder(Progress.SILENT));
        return new Launch(command.serve(data.folder(), port), command.environment(), marker());
    }

    @Override
    public boolean answers() {
        return MySqlGreeting.answers(port);
    }

    @Override
    public Map<String, String> exports() {
        Map<String, String> exports = new LinkedHashMap<>();
        exports.put(
                "KAFKA_LAB_MYSQL_URL",
                "jdbc:mysql://127.0.0.1:" + port + "/campus?sslMode=DISABLED&allowPublicKeyRetrieval=true");
        exports.put("KAFKA_LAB_MYSQL_USER", "myuser");
        exports.put("KAFKA_LAB_MYSQL_PASSWORD", "mypassword");
        return exports;
    }
}
