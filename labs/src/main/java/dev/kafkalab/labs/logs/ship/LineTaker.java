package dev.kafkalab.labs.logs.ship;

/** Takes what {@link LineCutter} cuts. */
@FunctionalInterface
interface LineTaker {
    /**
     * Takes a line, or a part of one that is too long.
     *
     * @param bytes are the taker's only until it returns
     * @param from of the line's first byte in {@code bytes}
     * @param to after its last, without what ends it
     * @param place where it begins in its log; {@link Place#part} counts parts of the same line from 0
     * @param last whether the line ends with it
     */
    void take(byte[] bytes, int from, int to, Place place, boolean last);
}
