package dev.kafkalab.sandbox.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.StoresSandbox;
import dev.kafkalab.sandbox.UpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@StoresSandbox
class MySqlIT {
    private final Sandbox sandbox;

    MySqlIT(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Test
    void isMySqlWithRowBinlogUtcAndUtf8() throws Exception {
        try (Connection connection = connect()) {
            assertThat(rows(
                            connection,
                            "select @@version, @@binlog_format, @@time_zone, @@character_set_server, "
                                    + "@@innodb_flush_log_at_trx_commit"))
                    .containsExactly("8.0.33 ROW +00:00 utf8mb4 1");
            assertThat(rows(connection, "show master status"))
                    .singleElement()
                    .asString()
                    .startsWith("binlog.");
            assertThat(rows(connection, "select database()")).containsExactly("campus");
        }
    }

    @Test
    void theCoursesUserSeesWhoHoldsATable() throws Exception {
        try (Connection holder = connect();
                Connection watcher = connect()) {
            execute(holder, "create table held (id int primary key)");
            holder.setAutoCommit(false);
            execute(holder, "insert into held values (1)");
            String locks = "select lock_type from performance_schema.metadata_locks where object_name = 'held'";
            assertThat(rows(watcher, locks)).containsExactly("SHARED_WRITE");
            holder.commit();
            assertThat(rows(watcher, locks)).isEmpty();
        }
    }

    @Test
    void performanceSchemaIsKeptSmall() throws Exception {
        try (Connection root = DriverManager.getConnection(url(), "root", "1234")) {
            List<String> total = rows(root, "show engine performance_schema status").stream()
                    .filter(row -> row.contains("performance_schema.memory"))
                    .toList();
            String bytes = total.get(0).substring(total.get(0).lastIndexOf(' ') + 1);
            assertThat(Long.parseLong(bytes)).isLessThan(80L << 20);
        }
    }

    @Test
    void theCoursesUserMakesTriggersWhileTheBinlogIsOn() throws Exception {
        try (Connection connection = connect()) {
            execute(connection, "create table original (id int primary key, title varchar(40))");
            execute(connection, "create table log (id int auto_increment primary key, title varchar(40))");
            execute(
                    connection,
                    "create trigger logged after insert on original for each row "
                            + "insert into log (title) values (new.title)");
            execute(connection, "insert into original values (1, '한글 제목')");
            assertThat(rows(connection, "select title from log")).containsExactly("한글 제목");
        }
    }

    @Test
    void usesOfTheCourseThatNeedARealMySql() throws Exception {
        try (Connection connection = connect()) {
            execute(connection, "create table document (id int primary key, body json, at timestamp(6))");
            for (int round = 0; round < 2; round++) {
                execute(
                        connection,
                        "insert into document values (1, '{\"tag\": \"it\"}', now(6)) as new "
                                + "on duplicate key update body = new.body");
            }
            assertThat(rows(connection, "select body->>'$.tag' from document where regexp_like('가나', '^가')"))
                    .containsExactly("it");
            assertThat(rows(connection, "select id from document for update skip locked"))
                    .containsExactly("1");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> DriverManager.getConnection(url(), "myuser", "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
    }

    @Test
    void commitsSurviveAKill() throws Exception {
        try (Connection connection = connect()) {
            execute(connection, "create table survivors (id int primary key)");
            for (int i = 0; i < 100; i++) {
                execute(connection, "insert into survivors values (" + i + ")");
            }
        }
        sandbox.kill("mysql");
        assertThat(sandbox.up(UpRequest.of(ServerKind.MYSQL), Progress.SILENT)).isEmpty();
        try (Connection connection = connect()) {
            assertThat(rows(connection, "select count(*) from survivors")).containsExactly("100");
        }
    }

    private Connection connect() throws SQLException {
        Map<String, String> exports = sandbox.exports();
        return DriverManager.getConnection(
                url(), exports.get("KAFKA_LAB_MYSQL_USER"), exports.get("KAFKA_LAB_MYSQL_PASSWORD"));
    }

    private String url() {
        return String.valueOf(sandbox.exports().get("KAFKA_LAB_MYSQL_URL"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        }
    }
}
