package dev.kafkalab.labs.logs.ship;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How a file begins: a hash of its first bytes. Tells a file from another that was given its inode, and finds a file again in
 * a copy or a compressed archive of it.
 *
 * @param length how many bytes were hashed, at most {@link #FULL}; fewer while the file is shorter
 * @param hash of them; half of a SHA-256 in hexadecimal digits
 */
record Fingerprint(int length, String hash) {
    /** As in Filebeat: few logs share so many bytes. */
    static final int FULL = 1024;

    static final Fingerprint NONE = of(new byte[0]);

    /** @param beginning of the file; what is longer than {@link #FULL} is cut; zeros alone tell nothing */
    static Fingerprint of(byte[] beginning) {
        int length = Math.min(FULL, beginning.length);
        for (int i = 0; i < length; i++) {
            if (beginning[i] != 0) {
                return of(beginning, length);
            }
        }
        return of(beginning, 0);
    }

    private static Fingerprint of(byte[] beginning, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(beginning, 0, length);
            return new Fingerprint(length, HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 16)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isFull() {
        return length == FULL;
    }

    /** Whether a file that begins so may be the one of which this is: it may have grown since. */
    boolean isOf(byte[] beginning) {
        return beginning.length >= length && of(beginning, length).equals(this);
    }
}
