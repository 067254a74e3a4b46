package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.command.capture.CaptureCommand;
import dev.kafkalab.cli.command.content.CacheContentCommand;
import dev.kafkalab.cli.command.content.ContentCommand;
import dev.kafkalab.cli.command.content.FeedContentCommand;
import dev.kafkalab.cli.command.content.IndexContentCommand;
import dev.kafkalab.cli.command.content.InspectContentCommand;
import dev.kafkalab.cli.command.coupon.CouponCommand;
import dev.kafkalab.cli.command.coupon.IssueCouponCommand;
import dev.kafkalab.cli.command.dlt.DltCommand;
import dev.kafkalab.cli.command.lab.LabCommand;
import dev.kafkalab.cli.command.lab.LabShortcut;
import dev.kafkalab.cli.command.logs.ChartLogsCommand;
import dev.kafkalab.cli.command.logs.IndexLogsCommand;
import dev.kafkalab.cli.command.logs.ShipLogsCommand;
import dev.kafkalab.cli.command.sandbox.SandboxCommand;
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Every first-level command, by name. To add one, write its class and a line here.
 *
 * <p>Reading a command's options by reflection is most of what starting costs, so only the command that is called is
 * read; of the others the list in {@code --help} needs the description alone.
 */
public final class CommandCatalog {
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    /** Labs that are commands too. Written down, since asking the labs would load Kafka's classes at every start. */
    private static final List<String> LAB_SHORTCUTS =
            List.of("json", "partitions", "commit", "duplicates", "throughput", "retry-dlt", "cdc", "logs");

    static {
        COMMANDS.put("produce", ProduceCommand.class);
        COMMANDS.put("consume", ConsumeCommand.class);
        COMMANDS.put("pipe", PipeCommand.class);
        COMMANDS.put("sandbox", SandboxCommand.class);
        COMMANDS.put("topic", TopicCommand.class);
        COMMANDS.put("group", GroupCommand.class);
        COMMANDS.put("reset-offsets", ResetOffsetsCommand.class);
        COMMANDS.put("offsets", OffsetsCommand.class);
        COMMANDS.put("dlt", DltCommand.class);
        COMMANDS.put("capture", CaptureCommand.class);
        COMMANDS.put("content", ContentCommand.class);
        COMMANDS.put("issue-coupon", IssueCouponCommand.class);
        COMMANDS.put("coupon", CouponCommand.class);
        COMMANDS.put("inspect-content", InspectContentCommand.class);
        COMMANDS.put("feed-content", FeedContentCommand.class);
        COMMANDS.put("cache-content", CacheContentCommand.class);
        COMMANDS.put("index-content", IndexContentCommand.class);
        COMMANDS.put("ship-logs", ShipLogsCommand.class);
        COMMANDS.put("index-logs", IndexLogsCommand.class);
        COMMANDS.put("chart-logs", ChartLogsCommand.class);
        COMMANDS.put("serve", ServeCommand.class);
        COMMANDS.put("lab", LabCommand.class);
        COMMANDS.put("profile", ProfileCommand.class);
        COMMANDS.put("tour", TourCommand.class);
        COMMANDS.put("doctor", DoctorCommand.class);
        COMMANDS.put("generate-completion", CompletionCommand.class);
        COMMANDS.put("help", HelpCommand.class);
        LAB_SHORTCUTS.forEach(lab -> COMMANDS.put(lab, LabShortcut.class));
    }

    /** Commands that look at the options of all the others. */
    private static final Set<String> READ_ALL = Set.of("generate-completion", "help");

    private CommandCatalog() {}

    /** The command line with the subcommands that these arguments need. */
    public static CommandLine commandLine(Object root, CommandContext context, String[] arguments) {
        IFactory factory = new ContextFactory(context);
        CommandLine commandLine = new CommandLine(root, factory);
        List<String> words = List.of(arguments);
        String first = words.isEmpty() ? "" : words.get(0);
        Class<?> called = COMMANDS.get(first);
        if (called != null && !READ_ALL.contains(first)) {
            return commandLine.addSubcommand(first, new CommandLine(called, factory));
        }
        boolean all = words.stream().anyMatch(READ_ALL::contains);
        // A global option may stand before the command, so any word may be its name.
        COMMANDS.forEach((name, type) -> {
            if (!isFormat(name, words)) {
                commandLine.addSubcommand(
                        name, all || words.contains(name) ? new CommandLine(type, factory) : stub(type));
            }
        });
        return commandLine;
    }

    /** Whether it is the value of an option here: picocli takes no name of a command for a value. */
    private static boolean isFormat(String name, List<String> words) {
        int at = words.indexOf(name);
        return at > 0 && words.get(at - 1).equals("--output");
    }

    /** The names of all commands, in the order they are shown. */
    public static List<String> names() {
        return List.copyOf(COMMANDS.keySet());
    }

    /** Those of them that are ids of labs. */
    public static List<String> labs() {
        return LAB_SHORTCUTS;
    }

    /** A command that is shown but not run. */
    private static CommandLine stub(Class<?> type) {
        Command annotation = type.getAnnotation(Command.class);
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(annotation.description()).hidden(annotation.hidden());
        return new CommandLine(spec);
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
