package dev.kafkalab.cdc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The three triggers of a captured table, as SQL. They write finished JSON, so that the relay need not look into it. */
record Triggers(String log, TableDescription table) {
    private static final int ROOM_FOR_SUFFIX = 3;

    /** @param name of a table */
    static List<String> names(String log, String name) {
        String stem = log + "_" + name;
        if (stem.length() > SqlName.LONGEST - ROOM_FOR_SUFFIX) {
            String digest = UUID.nameUUIDFromBytes(stem.getBytes(StandardCharsets.UTF_8))
                    .toString()
                    .substring(0, 8);
            stem = stem.substring(0, SqlName.LONGEST - ROOM_FOR_SUFFIX - digest.length() - 1) + "_" + digest;
        }
        return List.of(stem + "_ai", stem + "_au", stem + "_ad");
    }

    static List<String> drop(String log, String name) {
        return names(log, name).stream()
                .map(trigger -> "DROP TRIGGER IF EXISTS " + SqlName.quote(trigger))
                .toList();
    }

    List<String> create() {
        List<String> names = names(log, table.name());
        return List.of(inserted(names.get(0)), updated(names.get(1)), deleted(names.get(2)));
    }

    private String inserted(String trigger) {
        return head(trigger, "INSERT") + insert("(captured, op, row_key, after_image)") + " VALUES (" + captured()
                + ", 'c', " + table.keyJson("NEW") + ", " + table.json("NEW") + ")";
    }

    private String deleted(String trigger) {
        return head(trigger, "DELETE") + insert("(captured, op, row_key, before_image)") + " VALUES (" + captured()
                + ", 'd', " + table.keyJson("OLD") + ", " + table.json("OLD") + ")";
    }

    /** An update that changes nothing is no change, as in a binary log. */
    private String updated(String trigger) {
        return head(trigger, "UPDATE")
                + """
                BEGIN
                  DECLARE before_row, after_row, before_key, after_key LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
                  SET before_row = %s, after_row = %s;
                  IF before_row <> after_row THEN
                    SET before_key = %s, after_key = %s;
                    %s VALUES (%s, 'u', after_key, NULLIF(before_key, after_key), before_row, after_row);
                  END IF;
                END""".formatted(
                                table.json("OLD"),
                                table.json("NEW"),
                                table.keyJson("OLD"),
                                table.keyJson("NEW"),
                                insert("(captured, op, row_key, old_key, before_image, after_image)"),
                                captured());
    }

    private String head(String trigger, String event) {
        return "CREATE TRIGGER %s AFTER %s ON %s FOR EACH ROW\n"
                .formatted(SqlName.quote(trigger), event, SqlName.quote(table.name()));
    }

    private String insert(String columns) {
        return "INSERT INTO " + SqlName.quote(log) + " " + columns;
    }

    private String captured() {
        return SqlName.literal(table.name());
    }
}
