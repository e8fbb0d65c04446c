package org.coetracker.notice.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Writes the text of a header in ASCII (RFC 2047). The mail client would do so by itself, but cuts characters outside of
 * the basic plane in halves.
 */
final class EncodedWords {
    private static final Pattern PLAIN = Pattern.compile("[ -~]*");
    /** Of an encoded word, which has 75 characters at most, after its frame and in base 64. */
    private static final int MOST_BYTES = 45;

    private EncodedWords() {}

    /** The text as it is where it is ASCII, or else in words on lines of their own. */
    static String of(String text) {
        if (PLAIN.matcher(text).matches() && !text.contains("=?")) {
            return text;
        }
        StringBuilder words = new StringBuilder();
        StringBuilder part = new StringBuilder();
        int bytes = 0;
        for (int character : text.codePoints().toArray()) {
            int length = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > MOST_BYTES) {
                words.append(word(part)).append("\n ");
                part.setLength(0);
                bytes = 0;
            }
            part.appendCodePoint(character);
            bytes += length;
        }
        return words.append(word(part)).toString();
    }

    private static String word(CharSequence text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8))
                + "?=";
    }
}
