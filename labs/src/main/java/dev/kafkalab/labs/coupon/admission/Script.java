package dev.kafkalab.labs.coupon.admission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A script that Redis runs in one step; see the comments in the scripts themselves. */
public enum Script {
    DECIDE,
    SETTLE,
    BEGIN,
    AMEND,
    OPEN;

    private final byte[] text;

    Script() {
        String file = name().toLowerCase(Locale.ROOT) + ".lua";
        try (InputStream stream = Script.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("no " + file + " beside " + Script.class.getName());
            }
            this.text = stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lua. */
    public byte[] text() {
        return text.clone();
    }
}
