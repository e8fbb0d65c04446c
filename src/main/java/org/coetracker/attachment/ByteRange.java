package org.coetracker.attachment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a content (RFC 9110, section 14).
 *
 * @param from the first byte, from 0 on
 * @param length how many bytes
 */
record ByteRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

    /** A header that cannot be satisfied. */
    static final ByteRange NONE = new ByteRange(0, 0);

    /**
     * The part that a header asks for; nothing when all is to be sent: for no header, several ranges, or one that is
     * none (a server may ignore them). {@link #NONE} when there is no such part.
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher range = ONE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long last = Math.min(Long.parseLong(range.group(2)), size);
            return Optional.of(last == 0 ? NONE : new ByteRange(size - last, last));
        }
        long from = Long.parseLong(range.group(1));
        long to = range.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(range.group(2)), size - 1);
        if (!range.group(2).isEmpty() && Long.parseLong(range.group(2)) < from) {
            return Optional.empty();
        }
        return Optional.of(from >= size ? NONE : new ByteRange(from, to - from + 1));
    }

    /** The header {@code Content-Range}. */
    String contentRange(long size) {
        return length == 0 ? "bytes */" + size : "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
