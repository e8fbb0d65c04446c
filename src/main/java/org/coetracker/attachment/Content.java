package org.coetracker.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
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

    /** Reads a file through. */
    static Content of(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return copy(content, OutputStream.nullOutputStream());
        }
    }

    /** Copies a content, and says what went by. */
    static Content copy(InputStream from, OutputStream to) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = new DigestInputStream(from, digest).transferTo(to);
            return new Content(size, HexFormat.of().formatHex(digest.digest()), null);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Content as(String type) {
        return new Content(size, sha256, type);
    }
}
