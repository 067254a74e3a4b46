package dev.kafkalab.labs.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void recordsOfDifferentKeysMayComeInAnyOrder() {
        Fingerprint one = of("a=1", "b=1", "a=2");
        Fingerprint other = of("b=1", "a=1", "a=2");
        assertThat(one.contents()).isEqualTo(other.contents());
        assertThat(one.orders()).isEqualTo(other.orders());
    }

    @Test
    void recordsOfOneKeyInAnotherOrderShow() {
        Fingerprint one = of("a=1", "a=2");
        Fingerprint other = of("a=2", "a=1");
        assertThat(one.contents()).isEqualTo(other.contents());
        assertThat(one.orders()).isNotEqualTo(other.orders());
    }

    @Test
    void aByteThatMovedFromKeyToValueShows() {
        assertThat(of("ab=c").contents()).isNotEqualTo(of("a=bc").contents());
        assertThat(of("ab=c").bytes()).isEqualTo(of("a=bc").bytes());
    }

    @Test
    void noKeyIsNotAnEmptyKey() {
        Fingerprint none = new Fingerprint();
        none.add(null, bytes("x"));
        assertThat(none.contents()).isNotEqualTo(of("=x").contents());
        assertThat(none.keys()).isZero();
    }

    private static Fingerprint of(String... records) {
        Fingerprint fingerprint = new Fingerprint();
        for (String record : records) {
            int sign = record.indexOf('=');
            fingerprint.add(bytes(record.substring(0, sign)), bytes(record.substring(sign + 1)));
        }
        return fingerprint;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
