package dev.kafkalab.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A buffered print stream that, unlike others, can say why writing failed. */
final class StandardOutput extends PrintStream {
    private final Remembering raw;

    private StandardOutput(Remembering raw) {
        super(new BufferedOutputStream(raw, 1 << 16), false, StandardCharsets.UTF_8);
        this.raw = raw;
    }

    static StandardOutput to(OutputStream out) {
        return new StandardOutput(new Remembering(out));
    }

    /** The first failure, or null. */
    @Nullable
    IOException failure() {
        return raw.failure;
    }

    private static final class Remembering extends FilterOutputStream {
        private volatile @Nullable IOException failure;

        Remembering(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }
}
