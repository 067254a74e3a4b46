package dev.kafkalab.cli.command.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.output.OutputFormat;
import dev.kafkalab.sandbox.Sandbox;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sandbox env}. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description = {
            "Print how to reach the servers, to be read by a shell: eval \"$(kafka-lab sandbox env)\".",
            "With --output json, one JSON object."
        })
final class EnvCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    EnvCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        Sandbox target = sandbox.in(context);
        Map<String, String> exports = target.exports();
        if (exports.isEmpty()) {
            throw new CommandException(ExitCode.NOT_FOUND, "no sandbox '" + target.name() + "'; run: sandbox up");
        }
        if (context.outputFormat() == OutputFormat.JSON || context.outputFormat() == OutputFormat.JSONL) {
            context.out().println(json(exports));
        } else {
            exports.forEach((name, value) ->
                    context.out().println("export " + name + "='" + value.replace("'", "'\\''") + "'"));
        }
    }

    private String json(Map<String, String> exports) {
        try {
            return new ObjectMapper()
                    .configure(SerializationFeature.INDENT_OUTPUT, context.outputFormat() == OutputFormat.JSON)
                    .writeValueAsString(exports);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
