package dev.kafkalab.labs.logs.ship;

import java.io.IOException;

/** Where the bytes of a log come from. Used by one thread, which closes it. */
interface Source extends AutoCloseable {
    /** Nothing at present; more may come. */
    int NOTHING = 0;
    /** Nothing any more. */
    int END = -1;

    /**
     * Reads what follows.
     *
     * @param into there must be room for {@link Seam#MOST} more bytes before {@code at}
     * @return how many bytes, {@link #NOTHING} or {@link #END}
     * @throws ReplacedException if the file holds another log now
     * @throws IOException if it cannot be read
     */
    int read(byte[] into, int at, int length) throws IOException;

    @Override
    void close() throws IOException;
}
