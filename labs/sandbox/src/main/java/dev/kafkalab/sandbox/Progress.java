package dev.kafkalab.sandbox;

/**
 * Told how a long step goes on. Called from several threads at once; implementations are thread-safe and must not
 * throw.
 */
public interface Progress {
    /** Says nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void say(String line) {}

        @Override
        public void advanced(String what, long doneBytes, long totalBytes) {}
    };

    /** One line worth reading even when the output is a file: a port that was taken, a server that is ready. */
    void say(String line);

    /**
     * A transfer went on.
     *
     * @param what the thing being fetched, the same text in each call for it
     * @param doneBytes bytes done so far
     * @param totalBytes bytes in all, or -1 if unknown; {@code doneBytes == totalBytes} in the last call
     */
    void advanced(String what, long doneBytes, long totalBytes);
}
