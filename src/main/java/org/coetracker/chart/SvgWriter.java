package org.coetracker.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a picture as XML, whatever the language of the machine and whatever stands in a table. */
final class SvgWriter {
    private static final int SIGNS_OF_A_NOTE = 120;

    private final StringBuilder svg = new StringBuilder();

    /** Adds what is XML already. */
    SvgWriter raw(String xml) {
        svg.append(xml);
        return this;
    }

    @Override
    public String toString() {
        return svg.toString();
    }

    /** Numbers as XML has them, whatever the language of the machine. */
    void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    void text(double x, double y, String text, String attributes) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\"%s>%s</text>\n", x, y, attributes, escaped(text)));
    }

    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(sign -> {
            switch (sign) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> {
                    // What XML cannot have at all (XML 1.0, section 2.2).
                    if (sign >= ' ' && sign != 0xfffe && sign != 0xffff && !(sign >= 0xd800 && sign <= 0xdfff)) {
                        safe.appendCodePoint(sign);
                    }
                }
            }
        });
        return safe.toString();
    }

    static String compact(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.format(Locale.ROOT, "%.4g", number);
    }

    static void place(StringBuilder path, boolean first, double x, double y) {
        path.append(first ? 'M' : 'L').append(rounded(x)).append(' ').append(rounded(y));
    }

    static double rounded(double number) {
        return Math.rint(number * 10) / 10;
    }

    static List<String> wrapped(String note) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : note.split(" ")) {
            if (line.length() + word.length() >= SIGNS_OF_A_NOTE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
