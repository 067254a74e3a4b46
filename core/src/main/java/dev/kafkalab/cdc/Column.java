package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.util.Locale;

/**
 * A column, and how it becomes JSON as Debezium's MySQL connector writes it (its documentation, "Data type mappings", with
 * {@code decimal.handling.mode=string}).
 *
 * @param type as {@code information_schema.columns.data_type}
 * @param fullType as {@code column_type}, such as {@code bit(3)}
 * @param fraction digits of a second
 */
record Column(String name, String type, String fullType, int fraction, String charset, String extra, String defaults) {
    private static final String EPOCH = "'1970-01-01 00:00:00.000000'";

    /** @param row {@code OLD}, {@code NEW}, or a table */
    String json(String row) {
        String value = row + "." + SqlName.quote(name);
        return switch (type) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "double" -> value;
            // JSON_OBJECT takes bytes of UTF-16 for UTF-8.
            case "varchar", "char", "tinytext", "text", "mediumtext", "longtext" ->
                isUtf8() ? value : "CONVERT(" + value + " USING utf8mb4)";
            case "year" -> value + " + 0";
            // As it is it would come as 1.100000023841858; as text it has six digits, which may not be all.
            case "float" ->
                "IF(CAST(CAST(%1$s AS CHAR) AS FLOAT) = %1$s, CAST(CAST(%1$s AS CHAR) AS DOUBLE), CAST(%1$s AS DOUBLE))"
                        .formatted(value);
            case "decimal", "enum", "set", "json" -> "CAST(" + value + " AS CHAR)";
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> base64(value);
            case "bit" ->
                fullType.equals("bit(1)")
                        ? "IF(%1$s IS NULL, NULL, CAST(IF(%1$s = 1, 'true', 'false') AS JSON))".formatted(value)
                        : base64("REVERSE(CAST(" + value + " AS BINARY(" + bytesOfBits() + ")))");
            case "date" -> "DATEDIFF(" + value + ", '1970-01-01')";
            case "time" -> micros("ADDTIME(" + EPOCH + ", " + value + ")");
            case "datetime" -> fraction > 3 ? micros(value) : "FLOOR(" + micros(value) + " / 1000)";
            case "timestamp" -> timestamp(value);
            default ->
                throw KafkaLabException.precondition(
                        "column " + name + " is " + fullType.toUpperCase(Locale.ROOT) + ", which is not captured");
        };
    }

    /** An expression of the value as text that {@link #parameter} takes back. */
    String text() {
        return (isBinary() ? "HEX(" : "CAST(") + SqlName.quote(name) + (isBinary() ? ")" : " AS CHAR)");
    }

    String parameter() {
        return isBinary() ? "UNHEX(?)" : "?";
    }

    private boolean isBinary() {
        return type.equals("binary") || type.equals("varbinary");
    }

    private int bytesOfBits() {
        int bits = Integer.parseInt(fullType.substring("bit(".length(), fullType.length() - 1));
        return (bits + 7) / 8;
    }

    private static String base64(String value) {
        return "REPLACE(TO_BASE64(" + value + "), '\\n', '')";
    }

    private static String micros(String value) {
        return "TIMESTAMPDIFF(MICROSECOND, " + EPOCH + ", " + value + ")";
    }

    /** Through UNIX_TIMESTAMP, which alone does not depend on the session's time zone. */
    private String timestamp(String value) {
        String utc =
                "TIMESTAMPADD(MICROSECOND, CAST(UNIX_TIMESTAMP(%s) * 1000000 AS SIGNED), %s)".formatted(value, EPOCH);
        String digits = fraction == 0 ? "" : ".%f";
        String text = "DATE_FORMAT(" + utc + ", '%Y-%m-%dT%H:%i:%s" + digits + "')";
        int length = "1970-01-01T00:00:00".length() + (fraction == 0 ? 0 : 1 + fraction);
        return "CONCAT(LEFT(" + text + ", " + length + "), 'Z')";
    }

    /** Whether the database itself writes the time of each change into it. */
    boolean isSetByDatabase() {
        return defaults.toLowerCase(Locale.ROOT).startsWith("current_timestamp")
                && extra.toLowerCase(Locale.ROOT).contains("on update current_timestamp");
    }

    boolean isAutoIncrement() {
        return extra.toLowerCase(Locale.ROOT).contains("auto_increment");
    }

    /** Whether its bytes are UTF-8 as they are. */
    boolean isUtf8() {
        return charset.startsWith("utf8") || charset.equals("ascii") || type.equals("json");
    }
}
