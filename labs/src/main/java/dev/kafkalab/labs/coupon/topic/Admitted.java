package dev.kafkalab.labs.coupon.topic;

import dev.kafkalab.labs.coupon.CouponStores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who the topic says holds which coupon of an event.
 *
 * @param holders the admissions that count, each once
 * @param passedOver admissions that a fence keeps out
 * @param repeated admissions that were sent more than once, the same each time
 * @param conflicts admissions that cannot stand beside one that came before; there never should be one
 * @param unreadable records that are neither admission nor fence
 * @param latestEpoch of the fences
 */
public record Admitted(
        List<Admission> holders,
        long passedOver,
        long repeated,
        List<Admission> conflicts,
        long unreadable,
        int latestEpoch) {
    /** Reads the topic between two places, by partition. */
    public static Admitted read(CouponStores stores, long event, Map<Integer, Long> from, Map<Integer, Long> until) {
        Reading reading = new Reading(event);
        new RequestTopic(stores).read(from, until, record -> reading.unreadable++, reading::take);
        return new Admitted(
                List.copyOf(reading.byNumber.values()),
                reading.passedOver,
                reading.repeated,
                List.copyOf(reading.conflicts),
                reading.unreadable,
                reading.latestEpoch);
    }

    /** Of one thread. */
    private static final class Reading {
        private final long event;
        private final Fences fences = new Fences();
        private final Map<Integer, Admission> byNumber = new HashMap<>();
        private final Map<Long, Admission> byUser = new HashMap<>();
        private final List<Admission> conflicts = new ArrayList<>();
        private long passedOver;
        private long repeated;
        private long unreadable;
        private int latestEpoch;

        Reading(long event) {
            this.event = event;
        }

        void take(int partition, long offset, CouponRecord said) {
            if (said.event() != event) {
                return;
            }
            if (said instanceof Fence fence) {
                fences.add(partition, event, fence.epoch(), offset);
                latestEpoch = Math.max(latestEpoch, fence.epoch());
            } else if (said instanceof Admission admission) {
                if (!fences.admits(partition, offset, admission)) {
                    passedOver++;
                } else {
                    keep(admission);
                }
            }
        }

        private void keep(Admission admission) {
            Admission sameNumber = byNumber.get(admission.number());
            Admission sameUser = byUser.get(admission.user());
            if (sameNumber == null && sameUser == null) {
                byNumber.put(admission.number(), admission);
                byUser.put(admission.user(), admission);
            } else if (sameNumber != null && sameNumber == sameUser) {
                repeated++;
            } else {
                conflicts.add(admission);
            }
        }
    }
}
