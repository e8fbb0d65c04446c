package org.coetracker.markdown;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some lines of a document, without the indentation of what they stand in.
 *
 * @param lines the lines, without their ends
 * @param first the number of the first of them in the document, from 1
 */
record Passage(List<String> lines, int first) {
    private static final int TAB = 4;

    /** The lines of a whole document; they end in LF, CRLF or CR. */
    static Passage of(String text) {
        return new Passage(Arrays.asList(text.split("\r\n|\n|\r", -1)), 1);
    }

    /** Whether there is nothing in a line that Markdown would see. */
    static boolean isBlank(String line) {
        return line.chars().allMatch(sign -> sign == ' ' || sign == '\t');
    }

    /** Where a text ends without those of some signs that stand at its end, before a position. */
    static int endWithout(String text, int end, String signs) {
        int at = end;
        while (at > 0 && signs.indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    /** Where a text begins without those of some signs that stand at its beginning. */
    static int beginWithout(String text, String signs) {
        int at = 0;
        while (at < text.length() && signs.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    int size() {
        return lines.size();
    }

    String text() {
        return String.join("\n", lines);
    }

    /** The lines from one position to before another. */
    Passage part(int from, int to) {
        return new Passage(lines.subList(from, to), first + from);
    }

    /** Without blank lines at either end. */
    Passage trimmed() {
        int from = 0;
        int to = lines.size();
        while (from < to && isBlank(lines.get(from))) {
            from++;
        }
        while (to > from && isBlank(lines.get(to - 1))) {
            to--;
        }
        return part(from, to);
    }

    boolean isEmpty() {
        return lines.stream().allMatch(Passage::isBlank);
    }

    /** With another first line. */
    Passage beginning(String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(0, line);
        return new Passage(changed, first);
    }

    /** The content of a list item, whose marker and indentation are so many columns wide. */
    Passage inside(int columns) {
        List<String> inner = new ArrayList<>();
        for (String line : lines) {
            inner.add(without(line, columns, !inner.isEmpty()));
        }
        return new Passage(inner, first);
    }

    /** A line without its first columns; of a tab that reaches further, the rest is left as spaces. */
    private static String without(String line, int columns, boolean blanksOnly) {
        int column = 0;
        int index = 0;
        while (index < line.length() && column < columns) {
            char sign = line.charAt(index);
            if (blanksOnly && sign != ' ' && sign != '\t') {
                break;
            }
            column += sign == '\t' ? TAB - column % TAB : 1;
            index++;
        }
        return " ".repeat(Math.max(0, column - columns)) + line.substring(index);
    }
}
