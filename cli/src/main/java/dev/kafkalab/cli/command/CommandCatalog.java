package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Every first-level command, by name. To add one, write its class and a line here. */
public final class CommandCatalog {
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("sandbox", SandboxCommand.class);
    }

    private CommandCatalog() {}

    /** The command line with its subcommands. */
    public static CommandLine commandLine(Object root, CommandContext context, String[] arguments) {
        IFactory factory = new ContextFactory(context);
        CommandLine commandLine = new CommandLine(root, factory);
        COMMANDS.forEach((name, type) -> commandLine.addSubcommand(name, new CommandLine(type, factory)));
        return commandLine;
    }

    /** Makes commands with the context in their constructor, everything else picocli's own way. */
    private record ContextFactory(CommandContext context) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1
                        && constructor.getParameterTypes()[0] == CommandContext.class) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(context));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
