package dev.kafkalab.cdc;

import java.util.List;

/**
 * What an install did.
 *
 * @param table whose changes are logged from now on
 * @param statements the statements that were run, in order
 * @param notices what triggers do not see of this table, a sentence each
 */
public record Installation(String table, List<String> statements, List<String> notices) {
    public Installation {
        statements = List.copyOf(statements);
        notices = List.copyOf(notices);
    }
}
