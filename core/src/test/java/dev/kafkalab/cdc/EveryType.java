package dev.kafkalab.cdc;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table with a column of every type that is captured, and values at the edges of each. */
final class EveryType {
    /**
     * A column.
     *
     * @param values literals of SQL; row n has the n-th, over again if there are fewer
     */
    record Type(String name, String definition, List<String> values) {
        String value(int row) {
            return values.get(row % values.size());
        }
    }

    private static final String BLOB = "REPEAT(X'00FF10', 100)";
    private static final String TEXT = "CONCAT('한국어, ', REPEAT('ünïcödé \"quoted\" \\\\ \\n\\t', 20), '\uD83D\uDE80')";

    static final List<Type> ALL = List.of(
            type("c_tinyint", "TINYINT", "1", "-128", "127"),
            type("c_boolean", "BOOLEAN", "TRUE", "FALSE"),
            type("c_tinyint_unsigned", "TINYINT UNSIGNED", "255", "0"),
            type("c_smallint", "SMALLINT", "-32768", "32767"),
            type("c_smallint_unsigned", "SMALLINT UNSIGNED", "65535", "0"),
            type("c_mediumint", "MEDIUMINT", "-8388608", "8388607"),
            type("c_mediumint_unsigned", "MEDIUMINT UNSIGNED", "16777215", "0"),
            type("c_int", "INT", "-2147483648", "2147483647"),
            type("c_int_unsigned", "INT UNSIGNED", "4294967295", "0"),
            type("c_int_zerofill", "INT(6) ZEROFILL", "42", "0"),
            type("c_bigint", "BIGINT", "-9223372036854775808", "9223372036854775807"),
            type("c_bigint_unsigned", "BIGINT UNSIGNED", "9223372036854775807", "0"),
            type(
                    "c_float",
                    "FLOAT",
                    "1.1",
                    "-0.1",
                    "0",
                    "1234567",
                    "16777215",
                    "3.4028233e38",
                    "1.4e-45",
                    "0.333333333"),
            type("c_float_10_2", "FLOAT(10,2)", "1.25", "12345678.9"),
            type(
                    "c_double",
                    "DOUBLE",
                    "1.1",
                    "1.7976931348623157e308",
                    "-2.2250738585072014e-308",
                    "0.1",
                    "1e22",
                    "100"),
            type("c_double_12_4", "DOUBLE(12,4)", "12345678.1234", "-0.5"),
            type("c_decimal", "DECIMAL(10,2)", "1.50", "-99999999.99", "0"),
            type(
                    "c_decimal_65",
                    "DECIMAL(65,30)",
                    "1",
                    "-12345678901234567890123456789012345.000000000000000000000000000001"),
            type("c_numeric", "NUMERIC(5)", "99999", "0"),
            type("c_decimal_unsigned", "DECIMAL(8,3) UNSIGNED", "0.001"),
            type("c_bit", "BIT", "1", "0"),
            type("c_bit_3", "BIT(3)", "b'101'", "b'000'"),
            type("c_bit_12", "BIT(12)", "b'100000000001'", "b'1'"),
            type("c_bit_64", "BIT(64)", "X'8000000000000001'", "0"),
            type("c_char", "CHAR(10)", "'abc'", "''", "'한국 '"),
            type("c_varchar", "VARCHAR(600)", "'trailing '", "''", TEXT),
            type("c_varchar_latin1", "VARCHAR(20) CHARACTER SET latin1", "'é£ÿ'", "''"),
            type("c_varchar_utf16", "VARCHAR(20) CHARACTER SET utf16", "'한국'"),
            type("c_char_binary", "CHAR(5) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "'Bin'"),
            type("c_tinytext", "TINYTEXT", "'tiny'", "''"),
            type("c_text", "TEXT", TEXT),
            type("c_mediumtext", "MEDIUMTEXT", TEXT),
            type("c_longtext", "LONGTEXT", TEXT),
            type("c_binary", "BINARY(4)", "X'0102'", "X'00000000'", "X'FFFFFFFF'"),
            type("c_varbinary", "VARBINARY(300)", "X'010200'", "''", BLOB),
            type("c_tinyblob", "TINYBLOB", "X'00'", "''"),
            type("c_blob", "BLOB", BLOB),
            type("c_mediumblob", "MEDIUMBLOB", BLOB),
            type("c_longblob", "LONGBLOB", BLOB),
            type("c_enum", "ENUM('small','큰','it''s')", "'small'", "'큰'", "'it''s'"),
            type("c_set", "SET('a','b','c')", "'a'", "'a,c'", "''"),
            type(
                    "c_json",
                    "JSON",
                    "'{\"b\": 1, \"aa\": [1, 2.50, null, true, \"한\"]}'",
                    "'[]'",
                    "'\"text\"'",
                    "'1.0'",
                    "'null'"),
            type("c_date", "DATE", "'2026-01-31'", "'1000-01-01'", "'9999-12-31'", "'1969-12-31'"),
            type("c_time", "TIME", "'12:34:56'", "'-838:59:59'", "'838:59:59'", "'00:00:00'"),
            type("c_time_3", "TIME(3)", "'12:34:56.789'", "'-00:00:00.001'"),
            type("c_time_6", "TIME(6)", "'12:34:56.789012'", "'-838:59:58.999999'"),
            type("c_datetime", "DATETIME", "'2026-01-31 12:34:56'", "'1000-01-01 00:00:00'", "'9999-12-31 23:59:59'"),
            type("c_datetime_3", "DATETIME(3)", "'2026-01-31 12:34:56.789'", "'1969-12-31 23:59:59.999'"),
            type(
                    "c_datetime_6",
                    "DATETIME(6)",
                    "'2026-01-31 12:34:56.789012'",
                    "'9999-12-31 23:59:59.999999'",
                    "'1969-12-31 23:59:59.999999'"),
            type("c_timestamp", "TIMESTAMP NULL", "'2026-01-31 12:34:56'", "'1970-01-01 09:00:01'"),
            type("c_timestamp_1", "TIMESTAMP(1) NULL", "'2026-01-31 12:34:56.7'", "'2026-01-31 12:34:56'"),
            type("c_timestamp_3", "TIMESTAMP(3) NULL", "'2026-01-31 12:34:56.700'", "'2026-01-31 12:34:56'"),
            type(
                    "c_timestamp_6",
                    "TIMESTAMP(6) NULL",
                    "'2026-01-31 12:34:56.789012'",
                    "'2026-01-31 12:34:56.000001'",
                    "'2026-01-31 12:34:56'"),
            type("c_year", "YEAR", "2026", "1901", "2155"),
            type("c named oddly, \"한글\"", "INT", "7"));

    static final int ROWS =
            ALL.stream().mapToInt(type -> type.values().size()).max().orElseThrow();

    private EveryType() {}

    private static Type type(String name, String definition, String... values) {
        return new Type(name, definition, List.of(values));
    }

    /** All columns may be null; times are given in a zone nine hours east of UTC. */
    static String ddl(String table) {
        return "CREATE TABLE " + table + " (id INT PRIMARY KEY, "
                + list(type -> SqlName.quote(type.name()) + " " + type.definition())
                + ", c_generated INT AS (id * 2) STORED) CHARACTER SET utf8mb4";
    }

    static String insert(String table, int id, int row) {
        return "INSERT INTO " + table + " (id, " + list(type -> SqlName.quote(type.name())) + ") VALUES (" + id + ", "
                + list(type -> type.value(row)) + ")";
    }

    static String insertNulls(String table, int id) {
        return "INSERT INTO " + table + " (id) VALUES (" + id + ")";
    }

    /** Every column to the value of another row. */
    static String update(String table, int id, int row) {
        return "UPDATE " + table + " SET " + list(type -> SqlName.quote(type.name()) + " = " + type.value(row))
                + " WHERE id = " + id;
    }

    private static String list(Function<Type, String> part) {
        return ALL.stream().map(part).collect(Collectors.joining(", "));
    }

    static List<Integer> rows() {
        return IntStream.range(0, ROWS).boxed().toList();
    }
}
