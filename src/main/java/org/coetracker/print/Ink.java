package org.coetracker.print;

import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What there is for one print: texts are printed whole until together they are longer than any book, and are cut short
 * from there on, with a word that says so. A record at its limits would be tens of thousands of pages. Lines, rows and
 * elements of HTML take room too, however little they say.
 */
final class Ink {
    /** Some 80 pages, which take a processor a few seconds. */
    static final int MOST = 250_000;

    /** A single text; logs, mostly, are longer. */
    static final int LONGEST = 30_000;

    /** What a line, a row or an element takes beside its signs. */
    static final int LINE = 20;

    /** Rows of a list that cannot be left out altogether. */
    static final int FEWEST_ROWS = 50;

    /** What of a text cannot be left out altogether. */
    private static final int LEAST = 200;

    private static final int FEWEST_ELEMENTS = 20;

    private static final String CUT = " […]";

    private final Map<String, Integer> omitted = new HashMap<>();
    private int left = MOST;
    private boolean isCut;

    /** Markdown, as HTML; null stays null. */
    RawString markdown(String text) {
        if (text == null) {
            return null;
        }
        String html = SafeHtml.of(measured(text), Math.max(FEWEST_ELEMENTS, left / LINE));
        left -= SafeHtml.elements(html) * LINE;
        return new RawString(html);
    }

    /** Text as it is. */
    String plain(String text) {
        return text == null ? null : SafeHtml.printable(measured(text));
    }

    /** Ids and names in a line; null when there are none. */
    String list(List<String> items) {
        return items.isEmpty() ? null : plain(String.join(", ", items));
    }

    /** A list as rows, as far as there is room for them. */
    <T> List<Map<String, Object>> rows(String name, List<T> items, Function<T, Map<String, Object>> form) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (T item : items) {
            if (left <= 0 && rows.size() >= FEWEST_ROWS) {
                isCut = true;
                omitted.merge(name, items.size() - rows.size(), Integer::sum);
                break;
            }
            left -= LINE;
            rows.add(form.apply(item));
        }
        return rows;
    }

    /** How many rows were left out, by the names of their lists. */
    Map<String, Integer> omitted() {
        return omitted;
    }

    /** Whether anything was cut short. */
    boolean isCut() {
        return isCut;
    }

    private String measured(String text) {
        int most = Math.max(LEAST, Math.min(LONGEST, left));
        int taken = 0;
        int end = 0;
        while (end < text.length()) {
            int more = text.charAt(end) == '\n' ? LINE + 1 : 1;
            if (taken + more > most) {
                break;
            }
            taken += more;
            end++;
        }
        left -= taken;
        if (end == text.length()) {
            return text;
        }
        isCut = true;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
