package org.coetracker.cause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coetracker.coe.answer.RootCause.Kind;

/**
 * The graph as a picture that stands alone: no script, no style sheet, no link, nothing to load, so that the strictest
 * content policy shows it. What is said by a colour is said by a word too. Causes of one layer stand in one row, however
 * many they are: a picture of a hundred effects is 32,000 pixels wide, and scales.
 */
final class SvgPicture {
    private static final int WIDTH = 296;
    private static final int LINE = 17;
    private static final int GAP = 28;
    private static final int ROW_GAP = 64;
    private static final int MARGIN = 24;
    /** Room for a line between boxes. */
    private static final int BEND = 12;

    private static final int SIGNS_IN_LINE = 34;
    /** The width of a small letter, in tenths of it. */
    private static final int SIGN = 10;
    /** A capital at the start of a sentence fits in. */
    private static final int WIDTH_OF_LINE = SIGNS_IN_LINE * SIGN + 5;

    private static final int MOST_LINES = 5;
    /** More lines make a picture black. */
    static final int MOST_EDGES = 1_000;

    private final CauseGraph graph;
    private final Map<String, Box> boxes = new HashMap<>();
    private final StringBuilder svg = new StringBuilder();

    private record Box(int x, int y, int width, int height) {
        int middle() {
            return x + width / 2;
        }
    }

    private SvgPicture(CauseGraph graph) {
        this.graph = graph;
    }

    static String of(CauseGraph graph) {
        return new SvgPicture(graph).draw();
    }

    private String draw() {
        Layout layout = Layout.of(graph);
        List<List<Layout.Spot>> rows = layout.rows();
        int widest = rows.stream().mapToInt(SvgPicture::width).max().orElse(WIDTH);
        int width = Math.max(2 * MARGIN + widest, 2 * MARGIN + 2 * WIDTH);
        int y = MARGIN;
        for (List<Layout.Spot> row : rows) {
            int height = row.stream()
                    .mapToInt(spot -> spot.node() == null ? 0 : height(spot.node()))
                    .max()
                    .orElse(0);
            int x = (width - width(row)) / 2;
            for (Layout.Spot spot : row) {
                boxes.put(spot.id(), new Box(x, y, width(spot), spot.node() == null ? height : height(spot.node())));
                x += width(spot) + GAP;
            }
            y += height + ROW_GAP;
        }
        int bottom = rows.isEmpty() ? MARGIN + 2 * LINE : y - ROW_GAP + MARGIN;
        String id = graph.coe().toLowerCase(Locale.ROOT);
        boolean more = graph.edges().size() > MOST_EDGES;
        int height = more ? bottom + 2 * LINE : bottom;
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"%1$s-title %1$s-desc\"", id);
        add(" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\"", width, height);
        svg.append(" font-family=\"system-ui, 'DejaVu Sans', Helvetica, Arial, sans-serif\" font-size=\"13\">\n");
        add("<title id=\"%s-title\">Causes of %s</title>\n", id, escaped(graph.coe()));
        add("<desc id=\"%s-desc\">%s</desc>\n", id, escaped(CauseWords.describe(graph)));
        add("<defs><marker id=\"%s-arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\"", id);
        svg.append(" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"#555\"/></marker></defs>\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        graph.edges().stream().limit(MOST_EDGES).forEach(edge -> edge(edge, layout.between(edge), id));
        graph.nodes().forEach(this::box);
        if (rows.isEmpty()) {
            line(MARGIN, MARGIN + LINE, "No causes are written down yet.", "");
        }
        if (more) {
            line(MARGIN, bottom + LINE, (graph.edges().size() - MOST_EDGES) + " more arrows are not drawn.", "");
        }
        return svg.append("</svg>\n").toString();
    }

    private static int width(Layout.Spot spot) {
        return spot.node() == null ? BEND : WIDTH;
    }

    private static int width(List<Layout.Spot> row) {
        return row.stream().mapToInt(SvgPicture::width).sum() + Math.max(0, row.size() - 1) * GAP;
    }

    private void edge(CauseGraph.Edge edge, List<String> between, String id) {
        Box from = boxes.get(edge.from());
        StringBuilder path = new StringBuilder()
                .append('M')
                .append(from.middle())
                .append(' ')
                .append(from.y + from.height);
        for (String bend : between) {
            Box to = boxes.get(bend);
            curve(path, from, to);
            path.append('V').append(to.y + to.height);
            from = to;
        }
        curve(path, from, boxes.get(edge.to()));
        add(
                "<path d=\"%s\" fill=\"none\" stroke=\"#555\" stroke-width=\"1.4\" marker-end=\"url(#%s-arrow)\"/>\n",
                path, id);
    }

    private static void curve(StringBuilder path, Box from, Box to) {
        int begin = from.y + from.height;
        int bend = Math.max(ROW_GAP / 2, (to.y - begin) / 2);
        path.append(String.format(
                Locale.ROOT,
                "C%d %d %d %d %d %d",
                from.middle(),
                begin + bend,
                to.middle(),
                to.y - bend,
                to.middle(),
                to.y));
    }

    private void box(CauseGraph.Node node) {
        Box box = boxes.get(node.id());
        boolean uncovered = node.kind() == Kind.ROOT_CAUSE && node.actions().isEmpty();
        svg.append("<g><title>")
                .append(escaped(CauseWords.shortened(node.text(), 1_000)))
                .append("</title>\n");
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s/>\n",
                box.x,
                box.y,
                WIDTH,
                box.height,
                fill(node.kind()),
                uncovered ? "#b00020" : "#444",
                node.kind() == Kind.ROOT_CAUSE ? "2.5" : "1",
                uncovered ? " stroke-dasharray=\"7 4\"" : "");
        int y = box.y + LINE + 2;
        line(box.x + 10, y, header(node), " font-weight=\"600\"");
        for (String text : lines(node.text())) {
            y += LINE;
            line(box.x + 10, y, text, "");
        }
        if (uncovered || !node.actions().isEmpty()) {
            line(
                    box.x + 10,
                    y + LINE,
                    uncovered
                            ? "No action addresses this."
                            : fitted(CauseWords.actions(node), WIDTH_OF_LINE + 4 * SIGN),
                    uncovered ? " fill=\"#b00020\" font-size=\"12\"" : " fill=\"#333\" font-size=\"12\"");
        }
        svg.append("</g>\n");
    }

    private void line(int x, int y, String text, String attributes) {
        add("<text x=\"%d\" y=\"%d\"%s>%s</text>\n", x, y, attributes, escaped(text));
    }

    /** Numbers are written in ASCII, whatever the machine speaks. */
    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    /** The id, shortened when it does not fit beside the kind; it is bold, and so a little wider. */
    static String header(CauseGraph.Node node) {
        String kind = " · " + CauseWords.kind(node);
        return fitted(node.id(), WIDTH_OF_LINE - width(kind) - 4 * SIGN) + kind;
    }

    /** As much of a text as fits, with a mark where it is cut. */
    private static String fitted(String text, int room) {
        if (width(text) <= room) {
            return text;
        }
        int end = fitting(text, room - SIGN);
        return text.substring(0, end).strip() + "…";
    }

    /** How much of a text fits, at least one sign of it. */
    private static int fitting(String text, int room) {
        int end = text.offsetByCodePoints(0, 1);
        int width = width(text.substring(0, end));
        while (end < text.length()) {
            int sign = text.codePointAt(end);
            width += width(sign);
            if (width > room) {
                break;
            }
            end += Character.charCount(sign);
        }
        return end;
    }

    private static int height(CauseGraph.Node node) {
        boolean last = node.kind() == Kind.ROOT_CAUSE || !node.actions().isEmpty();
        return (1 + lines(node.text()).size() + (last ? 1 : 0)) * LINE + 14;
    }

    private static String fill(Kind kind) {
        return switch (kind) {
            case ROOT_CAUSE -> "#fde7c7";
            case CONTRIBUTING_FACTOR -> "#e6eef8";
            case TRIGGER -> "#f3e3f3";
            case INTERMEDIATE -> "#f4f4f4";
        };
    }

    /** The text in lines, broken at spaces where there are any, and shortened. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        // No more than could fit, were all signs narrow.
        for (String word :
                CauseWords.shortened(text, SIGNS_IN_LINE * (MOST_LINES - 1)).split(" ")) {
            String rest = word;
            if (!line.isEmpty() && width(line) + SIGN + width(rest) > WIDTH_OF_LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (width(rest) > WIDTH_OF_LINE) {
                int end = fitting(rest, WIDTH_OF_LINE);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, MOST_LINES));
        shown.set(MOST_LINES - 1, fitted(shown.get(MOST_LINES - 1) + " " + lines.get(MOST_LINES), WIDTH_OF_LINE));
        return shown;
    }

    private static int width(CharSequence text) {
        return text.codePoints().map(SvgPicture::width).sum();
    }

    /** About how wide, in tenths of a small letter; signs of Chinese and the like, and pictures, are as wide as two. */
    private static int width(int sign) {
        if (sign >= 0x1100 && (Character.isIdeographic(sign) || sign >= 0x3040)) {
            return 2 * SIGN;
        }
        if ("MW@%—".indexOf(sign) >= 0) {
            return 16;
        }
        return Character.isUpperCase(sign) ? 12 : SIGN;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
