package dev.kafkalab.consumer.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A member from outside: its process, its ledger, its end. For one thread. */
final class MemberProcess {
    private final Roster roster;
    private final Process process;
    private final Path output;
    private String name = "";
    private String slot = "";
    private MemberLedgers ledgers;
    private boolean killed;
    private long endedAt;

    private MemberProcess(Roster roster, Process process, Path output) {
        this.roster = roster;
        this.process = process;
        this.output = output;
        this.ledgers = new MemberLedgers(roster, "");
    }

    /** Starts a JVM that waits for {@link #go}: what is slow at the start of a JVM is then behind it. */
    static MemberProcess start(Roster roster, MemberJvm jvm) throws IOException {
        Path output = Files.createTempFile(roster.folder(), "member-", ".out");
        List<String> command = new ArrayList<>(jvm.command());
        command.addAll(roster.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(roster.stores());
        builder.environment().put("CLASSPATH", jvm.classPath());
        return new MemberProcess(roster, builder.start(), output);
    }

    /**
     * Makes it join the group.
     *
     * @param slot its instance id, which its successor takes over
     * @param name unlike any other's
     */
    void go(String slot, String name) {
        this.slot = slot;
        this.name = name;
        this.ledgers = new MemberLedgers(roster, name);
        say("go " + name + " " + slot);
    }

    String slot() {
        return slot;
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it wrote since the last time. */
    List<Event> readOn(Mode mode) throws IOException {
        return ledgers.readOn(mode);
    }

    List<Event> events(Mode mode) {
        return ledgers.events(mode);
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        killed = true;
        endedAt = System.nanoTime();
    }

    /** Asks it to close its consumer and end. */
    void askToLeave() {
        say("leave");
    }

    /** Waits until it has ended; kills it if that takes too long. */
    void awaitLeft() throws InterruptedException {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Whether it ended as it was asked to. */
    boolean leftCleanly() {
        return !process.isAlive() && process.exitValue() == 0;
    }

    /** Ends it, whatever it does. */
    void discard() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    History history(Mode mode) {
        return new History(name, ledgers.events(mode), killed ? endedAt : System.nanoTime(), killed);
    }

    /** Its process has ended, and all it wrote was read. */
    void closeLedgers() throws IOException {
        ledgers.close();
    }

    /** What it printed; something went wrong if that is anything. */
    String printed() throws IOException {
        return Files.readString(output);
    }

    private void say(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("member " + name + " does not listen", e);
        }
    }
}
