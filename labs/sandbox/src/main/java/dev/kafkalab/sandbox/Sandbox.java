package dev.kafkalab.sandbox;

import dev.kafkalab.sandbox.fault.Fault;
import dev.kafkalab.sandbox.fault.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A named set of real servers on this machine, each a background process that outlives the command that started it.
 *
 * <p>Safe to use from several threads and processes at once: whatever changes a sandbox holds a file lock. Data survive
 * {@link #down} and crashes; only {@link #reset} deletes them.
 */
public final class Sandbox {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SandboxHome home;
    private final String name;
    private final SandboxFolder folder;

    Sandbox(SandboxHome home, String name) {
        this.home = home;
        this.name = name;
        this.folder = new SandboxFolder(home.sandboxes().resolve(name));
    }

    public String name() {
        return name;
    }

    public Path directory() {
        return folder.path();
    }

    /** What it is made of, or empty if it was never up (or was reset). */
    public Optional<SandboxState> state() {
        return folder.state();
    }

    /**
     * Brings up what the request asks for and repairs what was killed; servers that answer are left alone.
     *
     * @return the servers that failed to start and why; empty if all answer
     * @throws SandboxException if the request contradicts what is on disk
     */
    public Map<String, SandboxException> up(UpRequest request, Progress progress) {
        Map<String, SandboxException> failures = new LinkedHashMap<>();
        exclusively(progress, () -> failures.putAll(startLocked(request, progress)));
        return failures;
    }

    private Map<String, SandboxException> startLocked(UpRequest request, Progress progress) {
        Platform.current().admit(request.servers(), progress);
        Optional<SandboxState> before = folder.state();
        SandboxState wanted = request.mergedWith(
                before, () -> running(before).stream().anyMatch(server -> server.kind() == ServerKind.KAFKA));
        before.filter(was -> was.secure() != wanted.secure() || was.faulty() != wanted.faulty())
                .ifPresent(was -> stop(ofKind(was, ServerKind.KAFKA)));
        // Ports are given out under one lock for the whole home, so that two sandboxes never get the same one.
        List<SandboxState> assigned = new ArrayList<>();
        folder.exclusively(home.root().resolve("ports.lock"), progress, () -> {
            Set<String> held = running(before).stream()
                    .flatMap(server -> server.portNames().stream())
                    .collect(Collectors.toSet());
            PortAssignment ports =
                    new PortAssignment(wanted.ports(), portsOfOthers(), held, wanted.coursePorts(), progress);
            SandboxState state = wanted.withPorts(ports.assign(ServerPlan.wellKnownPorts(wanted)));
            folder.save(state);
            assigned.add(state);
        });
        SandboxState state = assigned.get(0);
        before.filter(was -> movedControllers(was, state)).ifPresent(was -> stop(ofKind(was, ServerKind.KAFKA)));
        List<Server> asked = servers(state).stream()
                .filter(server ->
                        request.servers().isEmpty() || request.servers().contains(server.kind()))
                .toList();
        return new Starter(this::site, PATIENCE, progress).start(asked);
    }

    /** Brokers find each other's controllers by port: when one moved, those that run must learn of it. */
    private static boolean movedControllers(SandboxState was, SandboxState now) {
        return was.ports().entrySet().stream()
                .anyMatch(port -> port.getKey().endsWith("-controller")
                        && !port.getValue().equals(now.ports().get(port.getKey())));
    }

    /** The servers it holds, running or not, in the order they are shown. */
    public List<ServerStatus> status() {
        return folder.state()
                .map(state -> servers(state).parallelStream()
                        .map(server -> {
                            Optional<ProcessHandle> process = process(server).handle();
                            return new ServerStatus(
                                    server.id(),
                                    server.kind(),
                                    server.port(),
                                    process.map(ProcessHandle::pid),
                                    process.isEmpty() && process(server).isExpected(),
                                    process.isPresent() && server.answers(),
                                    site(server.id()).log());
                        })
                        .toList())
                .orElse(List.of());
    }

    /** Ends every process of this sandbox, whoever started it, and leaves no pid file. Data stay. */
    public void down(Progress progress) {
        if (folder.state().isEmpty()) {
            return;
        }
        exclusively(progress, () -> folder.state().ifPresent(state -> stop(servers(state))));
    }

    /** {@link #down}, and deletes all data. */
    public void reset(Progress progress) {
        exclusively(progress, () -> {
            folder.state().ifPresent(state -> stop(servers(state)));
            folder.delete();
        });
    }

    /**
     * {@code kill -9} of one server, its pid file left as after a crash.
     *
     * @throws SandboxException if it holds no such server, or it does not run
     */
    public void kill(String id) {
        Server server = server(id);
        ServerProcess process = process(server);
        if (process.handle().isEmpty()) {
            throw SandboxException.precondition(id + " does not run");
        }
        process.kill();
    }

    /**
     * Ends one server if it runs and starts it again; returns when it answers.
     *
     * @throws SandboxException if it holds no such server, or it does not start
     */
    public void restart(String id, Progress progress) {
        exclusively(progress, () -> {
            Server server = server(id);
            process(server).stop(PATIENCE);
            Map<String, SandboxException> failed = new Starter(this::site, PATIENCE, progress).start(List.of(server));
            failed.values().forEach(failure -> {
                throw failure;
            });
        });
    }

    /**
     * Does something to the traffic between clients and brokers, or ends that with {@link Fault.None}; in force when this
     * returns.
     *
     * @param broker which one; empty means all
     * @throws SandboxException if the sandbox is not up with {@code faulty}, or has no such broker
     */
    public void fault(Optional<Integer> broker, Fault fault) {
        FaultProxy proxy = proxy();
        List<Integer> brokers = List.copyOf(proxy.faults().keySet());
        broker.filter(number -> !brokers.contains(number)).ifPresent(number -> {
            throw SandboxException.notFound("there is no broker " + number + "; there are: " + brokers);
        });
        broker.map(List::of).orElse(brokers).forEach(number -> proxy.impose(number, fault));
    }

    /** What is done to the traffic of each broker now. */
    public Map<Integer, Fault> faults() {
        return proxy().faults();
    }

    private FaultProxy proxy() {
        return folder.state()
                .filter(SandboxState::faulty)
                .map(state -> new FaultProxy(state, site(FaultProxy.ID)))
                .orElseThrow(() -> SandboxException.precondition(
                        "sandbox '" + name + "' has no proxies; run: sandbox up --faulty"));
    }

    /** The log file of one server; it need not exist yet. */
    public Path log(String id) {
        server(id);
        return site(id).log();
    }

    /** What a shell needs to connect to its servers: names to values. Empty if it was never up. */
    public Map<String, String> exports() {
        Map<String, String> exports = new LinkedHashMap<>();
        folder.state()
                .ifPresent(state -> servers(state)
                        .forEach(server -> server.exports()
                                .forEach((key, value) ->
                                        exports.merge(key, value, (a, b) -> a.equals(b) ? a : a + "," + b))));
        return exports;
    }

    /** The Kafka address to use, if a broker of this sandbox runs. Asks no server. */
    public Optional<String> bootstrapServers() {
        return folder.state()
                .filter(state -> ofKind(state, ServerKind.KAFKA).stream()
                        .anyMatch(server -> process(server).handle().isPresent()))
                .map(ServerPlan::bootstrapServers);
    }

    private void exclusively(Progress progress, Runnable body) {
        // Beside the folder, not in it: `reset` deletes the folder while it holds the lock.
        folder.exclusively(home.sandboxes().resolve(name + ".lock"), progress, body);
    }

    private Set<Integer> portsOfOthers() {
        Set<Integer> ports = new HashSet<>();
        home.sandboxNames().stream()
                .filter(other -> !other.equals(name))
                .map(other -> new SandboxFolder(home.sandboxes().resolve(other)).state())
                .flatMap(Optional::stream)
                .forEach(state -> ports.addAll(state.ports().values()));
        return ports;
    }

    private Server server(String id) {
        List<Server> all = folder.state().map(this::servers).orElse(List.of());
        return all.stream()
                .filter(server -> server.id().equals(id))
                .findFirst()
                .orElseThrow(() -> SandboxException.notFound(
                        all.isEmpty()
                                ? "no sandbox '" + name + "'; run: sandbox up"
                                : "sandbox '%s' has no server '%s'; it has: %s"
                                        .formatted(
                                                name,
                                                id,
                                                all.stream().map(Server::id).collect(Collectors.joining(", ")))));
    }

    private List<Server> running(Optional<SandboxState> state) {
        return state.map(this::servers).orElse(List.of()).stream()
                .filter(server -> process(server).handle().isPresent())
                .toList();
    }

    private List<Server> ofKind(SandboxState state, ServerKind kind) {
        return servers(state).stream().filter(server -> server.kind() == kind).toList();
    }

    private void stop(List<Server> servers) {
        Function<Server, Runnable> stopping = server -> () -> {
            ServerProcess process = process(server);
            process.stop(PATIENCE);
            process.reapOrphans(server.marker());
        };
        Starter.together(servers.stream().map(stopping).toList());
    }

    private List<Server> servers(SandboxState state) {
        return ServerPlan.servers(state, this::site);
    }

    private ServerProcess process(Server server) {
        return new ServerProcess(site(server.id()));
    }

    private Site site(String id) {
        return new Site(folder.server(id), home.cache());
    }

    /** The kinds this sandbox holds; empty if it was never up. */
    public Set<ServerKind> kinds() {
        return folder.state().map(SandboxState::servers).orElse(new TreeSet<>());
    }
}
