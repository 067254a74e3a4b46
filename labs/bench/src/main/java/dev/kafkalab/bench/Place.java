package dev.kafkalab.bench;

import java.nio.ByteBuffer;

/**
 * Where a record stands, written into its value, since not every library tells its handler.
 *
 * @param sequence number of the record within its key, from 0
 */
record Place(int key, int partition, long offset, long sequence) {
    static final int BYTES = 24;

    void writeTo(byte[] value) {
        ByteBuffer.wrap(value).putInt(key).putInt(partition).putLong(offset).putLong(sequence);
    }

    static Place in(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        return new Place(buffer.getInt(), buffer.getInt(), buffer.getLong(), buffer.getLong());
    }
}
