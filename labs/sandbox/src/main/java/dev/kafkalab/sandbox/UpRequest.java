package dev.kafkalab.sandbox;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * What to bring up.
 *
 * @param brokers 1 or 3; empty keeps what the sandbox has, 1 for a new one
 * @param servers the kinds to start; empty means every kind that runs on this platform
 * @param secure add SCRAM over TLS to the brokers
 * @param faulty put a proxy before each broker
 * @param coursePorts start looking at the well-known ports; otherwise take any free port
 */
public record UpRequest(
        Optional<Integer> brokers, Set<ServerKind> servers, boolean secure, boolean faulty, boolean coursePorts) {
    public UpRequest {
        servers = Set.copyOf(servers);
        brokers.filter(count -> count != 1 && count != 3).ifPresent(count -> {
            throw SandboxException.usage("--brokers must be 1 or 3, got " + count);
        });
    }

    /** These kinds, one broker, well-known ports. */
    public static UpRequest of(ServerKind first, ServerKind... more) {
        return new UpRequest(Optional.empty(), EnumSet.of(first, more), false, false, true);
    }

    /**
     * The state to reach. What runs keeps its security and its proxies unless more is asked for; after {@code down} the
     * request alone decides.
     */
    SandboxState mergedWith(Optional<SandboxState> before, BooleanSupplier brokersRun) {
        int had = before.map(SandboxState::brokers).orElse(brokers.orElse(1));
        boolean formatted =
                before.map(state -> state.servers().contains(ServerKind.KAFKA)).orElse(false);
        int count = brokers.orElse(had);
        if (formatted && count != had) {
            throw SandboxException.precondition(
                    "this sandbox was made with %d broker%s, not %d; run: sandbox reset, or choose another with --name"
                            .formatted(had, had == 1 ? "" : "s", count));
        }
        Set<ServerKind> kinds = new TreeSet<>(servers.isEmpty() ? ServerPlan.supportedKinds() : servers);
        before.ifPresent(state -> kinds.addAll(state.servers()));
        boolean keep = before.isPresent() && brokersRun.getAsBoolean();
        return new SandboxState(
                count,
                kinds,
                secure || (keep && before.get().secure()),
                faulty || (keep && before.get().faulty()),
                before.map(SandboxState::coursePorts).orElse(coursePorts),
                before.map(SandboxState::ports).orElse(Map.of()));
    }
}
