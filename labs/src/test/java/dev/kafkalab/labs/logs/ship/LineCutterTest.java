package dev.kafkalab.labs.logs.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LineCutterTest {
    private record Taken(long offset, int part, boolean last, String text) {}

    private final List<Taken> taken = new ArrayList<>();

    private void take(byte[] bytes, int from, int to, Place place, boolean last) {
        taken.add(new Taken(
                place.offset(), place.part(), last, new String(bytes, from, to - from, StandardCharsets.UTF_8)));
    }

    /** Feeds the text in reads of at most so many bytes. */
    private void feed(LineCutter cutter, byte[] text, int most) {
        byte[] buffer = new byte[1 << 16];
        for (int from = 0; from < text.length; from += most) {
            int length = Math.min(most, text.length - from);
            int at = cutter.lay(buffer);
            System.arraycopy(text, from, buffer, at, length);
            cutter.cut(buffer, at + length, this::take);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void linesBeginWhereTheOneBeforeEndsAndHalfALineWaits() {
        LineCutter cutter = new LineCutter(100, Optional.empty(), Place.BEGINNING);
        feed(cutter, utf8("one\ntwo\r\n\nhal"), 5);
        assertThat(taken)
                .containsExactly(new Taken(0, 0, true, "one"), new Taken(4, 0, true, "two"), new Taken(9, 0, true, ""));
        assertThat(cutter.place().offset()).isEqualTo(10);
        assertThat(cutter.waiting()).isEqualTo(3);
        feed(cutter, utf8("f\n"), 5);
        assertThat(taken.get(3)).isEqualTo(new Taken(10, 0, true, "half"));
    }

    @Test
    void aLineThatIsTooLongComesInPartsAndNoCharacterIsCut() {
        LineCutter cutter = new LineCutter(64, Optional.empty(), Place.BEGINNING);
        String line = "가".repeat(50); // 150 bytes
        feed(cutter, utf8(line + "\nnext\n"), 40);
        assertThat(taken.stream().map(Taken::text).reduce("", String::concat)).isEqualTo(line + "next");
        assertThat(taken.stream().map(Taken::part)).containsExactly(0, 1, 2, 0);
        assertThat(taken.stream().map(Taken::last)).containsExactly(false, false, true, true);
        assertThat(taken).allSatisfy(part -> assertThat(part.text()).doesNotContain("\uFFFD"));
    }

    /** After a crash the parts must have the same ids. */
    @RepeatedTest(20)
    void cutsAtTheSameBytesHoweverItIsReadAndWhereverItBegins() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < 40; i++) {
            text.writeBytes(utf8("é가😀ab".repeat(random.nextInt(random.nextInt(8) == 0 ? 60 : 4)) + "\n"));
        }
        byte[] bytes = text.toByteArray();
        LineCutter cutter = new LineCutter(64, Optional.empty(), Place.BEGINNING);
        feed(cutter, bytes, 1 + random.nextInt(300));
        List<Taken> whole = List.copyOf(taken);
        taken.clear();
        LineCutter first = new LineCutter(64, Optional.empty(), Place.BEGINNING);
        int stop = random.nextInt(bytes.length);
        feed(first, java.util.Arrays.copyOf(bytes, stop), 7);
        Place place = first.place();
        LineCutter second = new LineCutter(64, Optional.empty(), place);
        feed(second, java.util.Arrays.copyOfRange(bytes, (int) place.offset(), bytes.length), 1 + random.nextInt(50));
        assertThat(taken).as("seed " + seed).isEqualTo(whole);
        assertThat(place.seam().fits(bytes, (int) place.offset())).isTrue();
    }

    @Test
    void linesThatBelongTogetherAreOneEvent() {
        Multiline starts = new Multiline(Pattern.compile("^\\d"), Duration.ofSeconds(1));
        LineCutter cutter = new LineCutter(1000, Optional.of(starts), Place.BEGINNING);
        feed(cutter, utf8("1 a\n at x\n at y\n2 b\n3 c\n at z\n"), 4);
        assertThat(taken.stream().map(Taken::text)).containsExactly("1 a\n at x\n at y", "2 b");
        assertThat(cutter.place().offset()).isEqualTo(20);
        cutter.flushEvent(this::take);
        assertThat(taken.get(2)).isEqualTo(new Taken(20, 0, true, "3 c\n at z"));
        assertThat(cutter.waiting()).isZero();
    }

    @Test
    void whatHasNoEndIsHandedOnWhenItIsAskedFor() {
        LineCutter cutter = new LineCutter(100, Optional.empty(), Place.BEGINNING);
        feed(cutter, utf8("a\nrest"), 100);
        assertThat(cutter.flushAll(this::take)).isTrue();
        assertThat(taken.get(1)).isEqualTo(new Taken(2, 0, true, "rest"));
        assertThat(cutter.place().offset()).isEqualTo(6);
        assertThat(cutter.flushAll(this::take)).isFalse();
    }
}
