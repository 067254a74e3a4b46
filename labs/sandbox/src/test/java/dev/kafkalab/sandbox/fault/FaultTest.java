package dev.kafkalab.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.sandbox.SandboxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "delay 200", "drop requests", "drop responses", "drop both", "cut"})
    void readsWhatItWrites(String text) {
        assertThat(Fault.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "explode", "delay", "delay soon", "delay 0", "delay 600001", "drop sideways"})
    void namesWhatItCannotRead(String text) {
        assertThatThrownBy(() -> Fault.parse(text))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining(text.startsWith("delay ") && text.matches(".*[0-9]") ? "delay is" : "no fault");
    }
}
