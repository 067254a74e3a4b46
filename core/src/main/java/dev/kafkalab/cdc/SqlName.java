package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.util.regex.Pattern;

/** Names of tables and columns, checked, and quoted as MySQL does. */
final class SqlName {
    static final int LONGEST = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$]{1," + LONGEST + "}");

    private SqlName() {}

    /** @param what is named so, for the message */
    static String check(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw KafkaLabException.usage(
                    "%s is '%s'; it must be 1 to %d letters, digits and underscores".formatted(what, name, LONGEST));
        }
        return name;
    }

    static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** As a string of SQL, for statements that take no parameters. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
