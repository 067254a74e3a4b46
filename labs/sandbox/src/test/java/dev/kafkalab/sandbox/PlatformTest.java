package dev.kafkalab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    private static final Platform ALPINE = new Platform("linux", "x86_64", false);

    @ParameterizedTest
    @CsvSource({"linux, x86_64, true", "linux, aarch64, true", "mac, x86_64, false", "mac, aarch64, false"})
    void everyKindRunsWhereItsProgramsWereBuiltFor(String os, String processor, boolean glibc) {
        assertThat(new Platform(os, processor, glibc).supported()).containsExactly(ServerKind.values());
    }

    @ParameterizedTest
    @CsvSource({"linux, x86_64, false", "linux, riscv64, true", "windows, x86_64, false", "freebsd, x86_64, false"})
    void elsewhereTheOnesInJavaRun(String os, String processor, boolean glibc) {
        assertThat(new Platform(os, processor, glibc).supported()).containsExactly(ServerKind.KAFKA, ServerKind.MONGO);
    }

    @Test
    void refusesByNameInOneLineThatSaysWhatWorksAndWhatToPointTo() {
        assertThatThrownBy(() -> ALPINE.admit(EnumSet.of(ServerKind.KAFKA, ServerKind.MYSQL), Progress.SILENT))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        e -> assertThat(e.reason()).isEqualTo(SandboxException.Reason.PRECONDITION))
                .hasMessage("mysql cannot run on linux-x86_64 without glibc; kafka, mongo can (mongo is a stand-in). "
                        + "Start those here and set KAFKA_LAB_MYSQL_URL to servers of your own");
    }

    @Test
    void leavesOutAndSaysAloudWhatNobodyAskedForByName() {
        List<String> said = new ArrayList<>();
        ALPINE.admit(Set.of(), new Said(said));
        assertThat(said).singleElement().asString().startsWith("mysql, redis, elasticsearch cannot run");
    }

    @Test
    void admitsWhatRuns() {
        List<String> said = new ArrayList<>();
        ALPINE.admit(EnumSet.of(ServerKind.KAFKA, ServerKind.MONGO), new Said(said));
        assertThat(said).isEmpty();
    }

    private record Said(List<String> lines) implements Progress {
        @Override
        public void say(String line) {
            lines.add(line);
        }

        @Override
        public void advanced(String what, long doneBytes, long totalBytes) {}
    }
}
