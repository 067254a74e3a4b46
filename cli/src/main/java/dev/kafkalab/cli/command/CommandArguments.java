package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandException;
import java.util.List;
import java.util.stream.Stream;

/** Names given as bare words, after an option, or both. */
final class CommandArguments {
    private CommandArguments() {}

    /** All of them, each once. @throws CommandException if there is none */
    static List<String> named(String what, String example, List<String> positional, List<String> options) {
        List<String> names =
                Stream.concat(positional.stream(), options.stream()).distinct().toList();
        if (names.isEmpty()) {
            throw CommandException.usage("name a " + what + ", such as: " + example);
        }
        return names;
    }
}
