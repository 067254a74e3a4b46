package dev.kafkalab.labs.logs.ship;

/**
 * How far a log was shipped. Offsets count bytes from its beginning, uncompressed.
 *
 * @param offset of the next byte
 * @param line where the line that is under way began; the offset, unless parts of that line are shipped
 * @param part how many parts of it are shipped
 * @param seam what stands before the offset
 */
record Place(long offset, long line, int part, Seam seam) {
    static final Place BEGINNING = new Place(0, 0, 0, Seam.NONE);
}
