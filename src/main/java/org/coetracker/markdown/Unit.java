package org.coetracker.markdown;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One text or item on its way into a document: first as a person would write it; then, when it is not read back as it
 * was in that place, sign by sign in a fence.
 */
final class Unit {
    private static final String NEXT = "\n\n## Related items\n\n- COE-1, probe\n";

    private Unit() {}

    /** Texts as they are, or in fences. */
    enum Style {
        /** As a person would write it. */
        PLAIN,
        /** Sign by sign. */
        EXACT
    }

    /**
     * Writes something so that it is read back as it is.
     *
     * @param before what stands before it in the document, from the beginning of its section
     * @param same whether what was read is what was written
     */
    static String of(String before, Function<Style, String> writer, Predicate<Reading> same) {
        String plain = writer.apply(Style.PLAIN);
        Reading read = DocumentReader.read(before + plain + NEXT);
        boolean isWhole = read.wrong().isEmpty()
                && read.record()
                        .path("relatedItems")
                        .path(0)
                        .path("relation")
                        .asText()
                        .equals("probe");
        return isWhole && same.test(read) ? plain : writer.apply(Style.EXACT);
    }

    /** An item of a list: its head, its text behind it or in lines below, its fields. */
    static String item(String head, String text, Style style, Field... fields) {
        StringBuilder item = new StringBuilder("- ").append(head);
        List<String> lines = new ArrayList<>();
        if (text != null) {
            lines.addAll(style == Style.EXACT ? TextForm.exact(text) : Arrays.asList(text.split("\n", -1)));
            item.append(':');
            if (style == Style.PLAIN) {
                item.append(' ').append(lines.remove(0));
            }
        }
        item.append('\n').append(indented(lines, "  "));
        for (Field field : fields) {
            item.append(field.write("  ", style));
        }
        return item.toString();
    }

    /** Lines below a marker; blank ones stay empty, since many an editor takes blanks at line ends away. */
    static String indented(List<String> lines, String indentation) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line.isEmpty() ? "" : indentation + line).append('\n');
        }
        return text.toString();
    }

    /**
     * A field below an item or an action; nothing when there is no value.
     *
     * @param name as people read it
     * @param value its text; null for none
     * @param form how its text is written
     */
    record Field(String name, String value, Form form) {
        /** A text of any kind. */
        static Field text(String name, String value) {
            return new Field(name, value, Form.TEXT);
        }

        /** A text that a machine may have written. */
        static Field literal(String name, String value) {
            return new Field(name, value, Form.LITERAL);
        }

        /** A word, a date or an id, which is what it looks like. */
        static Field word(String name, Object value) {
            return new Field(name, value == null ? null : value.toString(), Form.WORD);
        }

        String write(String indentation, Style style) {
            if (value == null) {
                return "";
            }
            if (form == Form.WORD) {
                return (indentation + "- " + name + ": " + value).stripTrailing() + "\n";
            }
            boolean isLong = form == Form.LITERAL && value.indexOf('\n') >= 0;
            String begin = indentation + "- " + name + ":";
            if (style == Style.EXACT || isLong) {
                List<String> fence = form == Form.LITERAL ? TextForm.literal(value) : TextForm.exact(value);
                return begin + "\n" + indented(fence, indentation + "  ");
            }
            List<String> lines = new ArrayList<>(Arrays.asList(value.split("\n", -1)));
            return begin + " " + lines.remove(0) + "\n" + indented(lines, indentation + "  ");
        }

        private enum Form {
            TEXT,
            LITERAL,
            WORD
        }
    }
}
