package org.coetracker.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is known of a content.
 *
 * @param size in bytes
 * @param sha256 in hexadecimal digits
 * @param mediaType what it is; null before somebody has looked
 */
record Content(long size, String sha256, String mediaType) {

    private static final int AT_ONCE_BYTES = 16 * 1024;

    /** Reads a file through. */
    static Content of(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return copy(content, OutputStream.nullOutputStream(), Long.MAX_VALUE);
        }
    }

    /** Copies a content, and says what went by: at most one byte more than there should be, whatever comes. */
    static Content copy(InputStream from, OutputStream to, long expected) throws IOException {
        MessageDigest digest = newDigest();
        byte[] some = new byte[AT_ONCE_BYTES];
        long size = 0;
        while (size <= expected) {
            long most = Math.min(some.length, expected - size);
            int length = from.read(some, 0, most < some.length ? (int) most + 1 : some.length);
            if (length < 0) {
                break;
            }
            digest.update(some, 0, length);
            to.write(some, 0, length);
            size += length;
        }
        return new Content(size, HexFormat.of().formatHex(digest.digest()), null);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Content as(String type) {
        return new Content(size, sha256, type);
    }
}
