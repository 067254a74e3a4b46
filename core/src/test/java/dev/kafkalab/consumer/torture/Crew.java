package dev.kafkalab.consumer.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** The members of one group: joins them, kills them, sends them away, knows what all of them did. For one thread. */
final class Crew implements AutoCloseable {
    private final Roster roster;
    private final MemberJvm jvm;
    private final Admin admin;
    private final Map<String, MemberProcess> working = new LinkedHashMap<>();
    private final List<MemberProcess> leaving = new ArrayList<>();
    private final List<MemberProcess> gone = new ArrayList<>();
    private final Map<Mode, Map<Integer, BitSet>> finished = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private MemberProcess spare;
    private int incarnations;

    Crew(Roster roster, MemberJvm jvm, Admin admin) throws IOException {
        this.roster = roster;
        this.jvm = jvm;
        this.admin = admin;
        this.spare = MemberProcess.start(roster, jvm);
    }

    /** Those that work, by the slot that each has in the group. */
    Map<String, MemberProcess> working() {
        return working;
    }

    /** Joins a member; at once, since its JVM is started already. */
    void join(String slot) throws IOException {
        spare.go(slot, slot + incarnations++);
        working.put(slot, spare);
        spare = MemberProcess.start(roster, jvm);
    }

    /** {@code kill -9}. What it wrote until then is read. */
    MemberProcess kill(String slot) throws IOException, InterruptedException {
        MemberProcess victim = working.remove(slot);
        victim.kill();
        gone.add(victim);
        read(victim);
        victim.closeLedgers();
        observe();
        return victim;
    }

    /** Tells the groups that whoever had this slot is dead, and ends its transactions: what time would do otherwise. */
    void bury(String slot) throws InterruptedException {
        for (MemberSettings settings : roster.settings()) {
            try {
                admin.removeMembersFromConsumerGroup(
                                settings.group(),
                                new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(slot))))
                        .all()
                        .get();
                if (settings.mode().commit() == Mode.Commit.IN_TRANSACTION) {
                    admin.fenceProducers(List.of(settings.transactionalId(slot)))
                            .all()
                            .get();
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownMemberIdException)) { // it was killed before it had joined
                    throw new IllegalStateException("cannot remove " + slot, e.getCause());
                }
            }
        }
    }

    /** Asks a member to close; it is seen off by {@link #observe}. */
    void sendAway(String slot) {
        MemberProcess member = working.remove(slot);
        member.askToLeave();
        leaving.add(member);
    }

    boolean isLeaving(String slot) {
        return leaving.stream().anyMatch(member -> member.slot().equals(slot));
    }

    /** Reads what all of them did since the last time, and buries those that have left. */
    void observe() throws IOException, InterruptedException {
        for (MemberProcess member : List.copyOf(leaving)) {
            read(member);
            if (!member.isAlive()) {
                leaving.remove(member);
                depart(member);
            }
        }
        for (MemberProcess member : List.copyOf(working.values())) {
            read(member);
            if (!member.isAlive()) {
                findings.add(new Finding(Finding.Kind.UNEXPECTED, member.name() + " ended by itself"));
                working.remove(member.slot());
                depart(member);
            }
        }
    }

    private void depart(MemberProcess member) throws IOException, InterruptedException {
        if (!member.leftCleanly()) {
            findings.add(new Finding(
                    Finding.Kind.UNEXPECTED, member.name() + " did not leave cleanly: " + member.printed()));
        }
        read(member);
        member.closeLedgers();
        gone.add(member);
        bury(member.slot());
    }

    private void read(MemberProcess member) throws IOException {
        for (Mode mode : roster.modes()) {
            for (Event event : member.readOn(mode)) {
                if (event instanceof Event.End end) {
                    finished.computeIfAbsent(mode, absent -> new HashMap<>())
                            .computeIfAbsent(end.partition(), absent -> new BitSet())
                            .set((int) end.offset());
                }
            }
        }
    }

    /** Records of a mode that were finished at least once. */
    long finished(Mode mode) {
        return finished.getOrDefault(mode, Map.of()).values().stream()
                .mapToLong(BitSet::cardinality)
                .sum();
    }

    /** Sends all away and waits until they are gone. */
    void dismiss() throws IOException, InterruptedException {
        for (String slot : List.copyOf(working.keySet())) {
            sendAway(slot);
        }
        for (MemberProcess member : leaving) {
            member.awaitLeft();
        }
        observe();
    }

    /** What all of them did in a mode; all are gone. */
    List<History> histories(Mode mode) {
        List<History> histories = new ArrayList<>();
        for (MemberProcess member : gone) {
            histories.add(member.history(mode));
        }
        return histories;
    }

    /** Members that went wrong. */
    List<Finding> findings() {
        return findings;
    }

    @Override
    public void close() throws InterruptedException {
        spare.discard();
        for (MemberProcess member : working.values()) {
            member.discard();
        }
        for (MemberProcess member : leaving) {
            member.discard();
        }
    }
}
