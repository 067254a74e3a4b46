package dev.kafkalab.labs.logs.ship;

import java.io.IOException;

/** The file was truncated, or its inode belongs to another file now: it holds another log. */
final class ReplacedException extends IOException {
    private static final long serialVersionUID = 1L;

    ReplacedException(String how) {
        super(how);
    }
}
