package org.coetracker.attachment;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.BitSet;

/** Names of files: what was sent is made safe, and said again in a header that old and new programs read. */
final class FileName {
    /** In code points: what people read. */
    static final int MOST_SIGNS = 120;

    /** In UTF-8: file systems take 255, and who saves it may put a number behind it. */
    static final int MOST_BYTES = 240;

    private static final int LONGEST_EXTENSION = 16;
    private static final String NONE = "file";
    /** What stands for itself in an extended value (RFC 8187, section 3.2.1). */
    private static final BitSet PLAIN = new BitSet();

    static {
        PLAIN.set('a', 'z' + 1);
        PLAIN.set('A', 'Z' + 1);
        PLAIN.set('0', '9' + 1);
        "!#$&+-.^_`|~".chars().forEach(PLAIN::set);
    }

    private FileName() {}

    /** The last part of a path, without what file systems, terminals and readers could take for something else. */
    static String safe(String sent) {
        if (sent == null) {
            return NONE;
        }
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        StringBuilder name = new StringBuilder();
        Normalizer.normalize(last, Normalizer.Form.NFC)
                .codePoints()
                .map(sign -> Character.isWhitespace(sign) || Character.isSpaceChar(sign) ? ' ' : sign)
                .filter(FileName::isShown)
                .map(sign -> ":*?\"<>|".indexOf(sign) >= 0 ? '_' : sign)
                .forEach(name::appendCodePoint);
        String plain = name.toString().replaceAll(" {2,}", " ").replaceAll("^[. ]+|[. ]+$", "");
        return plain.isEmpty() ? NONE : shortened(plain);
    }

    /** No controls, nothing that turns the direction of what follows, nothing that no font has. */
    private static boolean isShown(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String shortened(String name) {
        int signs = name.codePointCount(0, name.length());
        if (signs <= MOST_SIGNS && bytes(name) <= MOST_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        int room = MOST_BYTES - bytes(extension);
        int most = MOST_SIGNS - extension.codePointCount(0, extension.length());
        StringBuilder kept = new StringBuilder();
        name.substring(0, name.length() - extension.length())
                .codePoints()
                .limit(most)
                .mapToObj(Character::toString)
                .takeWhile(sign -> bytes(kept + sign) <= room)
                .forEach(kept::append);
        return kept.toString().stripTrailing() + extension;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The header by which a file is saved under its name (RFC 6266). */
    static String disposition(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints()
                .map(sign -> sign < ' ' || sign > '~' || sign == '"' || sign == '\\' || sign == '%' ? '_' : sign)
                .forEach(plain::appendCodePoint);
        StringBuilder extended = new StringBuilder();
        for (byte part : name.getBytes(StandardCharsets.UTF_8)) {
            int value = part & 0xff;
            extended.append(PLAIN.get(value) ? String.valueOf((char) value) : "%%%02X".formatted(value));
        }
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + extended;
    }
}
