package dev.kafkalab.cdc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which missing ids may still be filled. An auto-increment id is taken before its row is there and seen only after the
 * commit, so a reader sees higher ids first. An id that was missing may be passed when
 *
 * <ol>
 *   <li>whoever held the table's metadata lock, asked after it was seen missing ({@link #heldBy}),
 *   <li>is gone when asked again ({@link #release}),
 *   <li>and a read after that still lacks it ({@link #found}).
 * </ol>
 *
 * <p>It rests on this: an INSERT takes the metadata lock before it takes ids, and keeps it to the end of its transaction.
 * Not thread-safe; the reader's thread owns it.
 */
final class OpenGaps {
    private final List<Watched> gaps = new ArrayList<>();

    /** @param holders null until somebody has asked */
    private record Watched(Gap gap, @Nullable Set<Holder> holders, boolean free) {
        Watched part(long from, long to) {
            return new Watched(new Gap(from, to), holders, free);
        }
    }

    /** @param open as an earlier reader left them; who can fill them is asked anew */
    OpenGaps(List<Gap> open) {
        open.forEach(this::open);
    }

    /** Registers ids that are missing. They lie above all that are registered. */
    private void open(Gap gap) {
        gaps.add(new Watched(gap, null, false));
    }

    List<Gap> open() {
        return gaps.stream().map(Watched::gap).toList();
    }

    int size() {
        return gaps.size();
    }

    boolean isEmpty() {
        return gaps.isEmpty();
    }

    /** Whether holders must be asked for before the next read counts: {@link #release}. */
    boolean awaitRelease() {
        return gaps.stream().anyMatch(gap -> !gap.free());
    }

    /** Whether there are gaps nobody has asked the holders of: {@link #heldBy}. */
    boolean awaitHolders() {
        return gaps.stream().anyMatch(gap -> gap.holders() == null);
    }

    /** Who could fill the gaps that were found by the latest read; asked after that read. */
    void heldBy(Set<Holder> holders) {
        // Nobody holds it: nobody can fill them, and this question is as good as a later one.
        gaps.replaceAll(gap -> gap.holders() == null ? new Watched(gap.gap(), holders, holders.isEmpty()) : gap);
    }

    /** Asked before a read: gaps whose holders are all gone are free; if that read still lacks them they are passed. */
    void release(Set<Holder> now) {
        gaps.replaceAll(gap -> gap.holders() != null && gap.holders().stream().noneMatch(now::contains)
                ? new Watched(gap.gap(), gap.holders(), true)
                : gap);
    }

    /**
     * What a read found.
     *
     * @param ids of the rows found, ascending; those above {@code read} extend what is read
     * @param read the highest id read so far
     * @param seenTo up to here the read has seen all there is; {@link Long#MAX_VALUE} if it was not cut short
     */
    void found(List<Long> ids, long read, long seenTo) {
        List<Watched> left = new ArrayList<>();
        int next = 0;
        for (Watched gap : gaps) {
            long from = gap.gap().from();
            while (next < ids.size() && ids.get(next) < from) {
                next++;
            }
            for (; next < ids.size() && ids.get(next) <= gap.gap().to(); next++) {
                long id = ids.get(next);
                if (id > from) {
                    keep(left, gap.part(from, id - 1), seenTo);
                }
                from = id + 1;
            }
            if (from <= gap.gap().to()) {
                keep(left, gap.part(from, gap.gap().to()), seenTo);
            }
        }
        gaps.clear();
        gaps.addAll(left);
        long high = read;
        for (long id : ids) {
            if (id > high + 1) {
                open(new Gap(high + 1, id - 1));
            }
            high = Math.max(high, id);
        }
    }

    private static void keep(List<Watched> left, Watched gap, long seenTo) {
        if (!gap.free()) {
            left.add(gap);
        } else if (gap.gap().to() > seenTo) {
            left.add(gap.part(Math.max(gap.gap().from(), seenTo + 1), gap.gap().to()));
        }
    }
}
