package org.coetracker.markdown;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an item of a list begins: {@code root cause, process (c1; because of c2): The text}.
 *
 * @param words what stands before the colon, between commas
 * @param notes what stands in parentheses there, between semicolons
 * @param rest what stands behind the colon; null when there is no colon
 */
record Head(List<String> words, List<String> notes, String rest) {
    private static final Pattern END = Pattern.compile(":(?=[ \t]|$)");

    /** Takes the first line of an item apart. */
    static Head of(String line) {
        Matcher end = END.matcher(line);
        boolean found = end.find();
        // Emphasis is for the eye.
        String begin = (found ? line.substring(0, end.start()) : line)
                .replaceAll("[*`]", "")
                .strip();
        String rest = found ? line.substring(end.end()).replaceFirst("^[ \t]+", "") : null;
        int notes = begin.lastIndexOf('(');
        return notes >= 0 && begin.indexOf(')', notes) == begin.length() - 1
                ? new Head(
                        split(begin.substring(0, notes), ","),
                        split(begin.substring(notes + 1, begin.length() - 1), ";"),
                        rest)
                : new Head(split(begin, ","), List.of(), rest);
    }

    /** What stands between separators, without the blanks around it. */
    static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        Arrays.stream(text.split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        return parts;
    }

    /** A name however it was written: {@code Root cause}, {@code root_cause}, {@code rootCause:} are one. */
    static String plain(String name) {
        return name.replaceAll("[*`]", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .replace('_', ' ')
                .replaceFirst("^\\s*\\d+[.)]\\s+", "")
                .replaceAll("[\\s:]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** A value of an enum, as JSON has it. */
    static String word(String text) {
        return plain(text).replaceAll("[ -]+", "_");
    }
}
