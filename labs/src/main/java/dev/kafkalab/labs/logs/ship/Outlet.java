package dev.kafkalab.labs.logs.ship;

import org.jspecify.annotations.Nullable;

/** Where events go. Of one thread, but for {@link #fail}, which is called by whoever delivers. */
interface Outlet extends AutoCloseable {
    /** Takes one; blocks while it can take no more. The shipment is told when it has arrived. */
    void send(byte[] key, byte[] value, Shipment shipment);

    /** Remembers what cannot be helped by waiting. */
    void fail(Exception cause);

    /** Why nothing more can be shipped, or null. */
    @Nullable
    Exception failure();

    /** Returns when everything has arrived, or cannot. */
    void flush();

    /** Gives what is on its way a moment to arrive. */
    @Override
    void close();

    /** Gives it none. */
    void abandon();
}
