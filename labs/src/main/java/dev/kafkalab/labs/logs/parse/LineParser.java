package dev.kafkalab.labs.logs.parse;

/** Takes lines apart. Of one thread. */
public interface LineParser {
    /**
     * Takes one apart.
     *
     * @param into is cleared first
     * @throws UnmatchedLineException if it is no such line
     */
    void parse(byte[] line, int from, int to, ParsedLine into) throws UnmatchedLineException;
}
