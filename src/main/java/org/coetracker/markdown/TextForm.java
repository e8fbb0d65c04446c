package org.coetracker.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.shared.json.JsonText;
import org.commonmark.node.FencedCodeBlock;

/**
 * A text inside a document. Most stand there as they are. One that would be taken for something else – it has headings of
 * its own, say, or blanks at its ends – stands in a fence with the word {@code markdown}, and one with carriage returns,
 * which no editor keeps, as a JSON string in a fence with the word {@code json-string}.
 */
final class TextForm {
    private static final String EXACT = "markdown";
    private static final String LITERAL = "text";
    private static final String JSON = "json-string";
    /** Stands where a text was cut. */
    static final String CUT = " […]";

    private static final Pattern TICKS = Pattern.compile("`{3,}");

    private TextForm() {}

    /** The text that a passage holds; null when there is nothing in it. */
    static String read(Passage passage) {
        return read(passage, false);
    }

    /** The same, where text of a machine is at home: a fence with the word {@code text} is no part of it either. */
    static String readLiteral(Passage passage) {
        return read(passage, true);
    }

    private static String read(Passage passage, boolean isLiteral) {
        Passage trimmed = passage.trimmed();
        if (trimmed.isEmpty()) {
            return null;
        }
        List<Blocks.Part> parts = trimmed.lines().get(0).contains("```") ? Blocks.of(trimmed) : List.of();
        if (parts.size() == 1 && parts.get(0).node() instanceof FencedCodeBlock fence) {
            String literal = fence.getLiteral();
            String info = fence.getInfo();
            if (info.equals(EXACT) || isLiteral && info.equals(LITERAL)) {
                return literal.isEmpty() ? "" : literal.substring(0, literal.length() - 1);
            }
            if (info.equals(JSON)) {
                return string(literal);
            }
        }
        return trimmed.text();
    }

    private static String string(String json) {
        try {
            JsonNode value = JsonText.parse(json);
            return value.isTextual() ? value.textValue() : json;
        } catch (UncheckedIOException e) {
            return json;
        }
    }

    /**
     * As much of a text as there is room for, with a mark where it was cut.
     *
     * @param room how many signs there is room for; with none for the mark the text stays as it is, to be refused
     */
    static String cut(String text, int room) {
        if (text.length() <= room || room < CUT.length()) {
            return text;
        }
        return text.substring(0, end(text, room - CUT.length())) + CUT;
    }

    /** Where a text ends that has room for so many signs; no character is cut in two. */
    static int end(String text, int room) {
        return room > 0 && room < text.length() && Character.isHighSurrogate(text.charAt(room - 1))
                ? room - 1
                : Math.min(room, text.length());
    }

    /** The text as the lines of a fence, which is read back sign by sign. */
    static List<String> exact(String text) {
        return fenced(text, EXACT);
    }

    /** The same for text that a machine wrote, and that is shown as it wrote it. */
    static List<String> literal(String text) {
        return fenced(text, LITERAL);
    }

    private static List<String> fenced(String text, String info) {
        if (text.indexOf('\r') >= 0) {
            return List.of("```" + JSON, JsonText.write(text), "```");
        }
        int longest = 2;
        Matcher ticks = TICKS.matcher(text);
        while (ticks.find()) {
            longest = Math.max(longest, ticks.end() - ticks.start());
        }
        String fence = "`".repeat(longest + 1);
        return text.isEmpty()
                ? List.of(fence + info, fence)
                : List.of((fence + info + "\n" + text + "\n" + fence).split("\n", -1));
    }
}
