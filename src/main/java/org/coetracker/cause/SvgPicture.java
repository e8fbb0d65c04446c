package org.coetracker.cause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coetracker.coe.answer.RootCause.Kind;

/**
 * The graph as a picture that stands alone: no script, no style sheet, no link, nothing to load, so that the strictest
 * content policy shows it. What is said by a colour is said by a word too.
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
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"%1$s-title %1$s-desc\""
                .formatted(id));
        svg.append(" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\"".formatted(width, height));
        svg.append(" font-family=\"system-ui, 'DejaVu Sans', Helvetica, Arial, sans-serif\" font-size=\"13\">\n");
        svg.append("<title id=\"%s-title\">Causes of %s</title>\n".formatted(id, escaped(graph.coe())));
        svg.append("<desc id=\"%s-desc\">%s</desc>\n".formatted(id, escaped(CauseWords.describe(graph))));
        svg.append("<defs><marker id=\"%s-arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\""
                .formatted(id));
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
        StringBuilder path = new StringBuilder("M%d %d".formatted(from.middle(), from.y + from.height));
        for (String bend : between) {
            Box to = boxes.get(bend);
            curve(path, from, to);
            path.append("V%d".formatted(to.y + to.height));
            from = to;
        }
        curve(path, from, boxes.get(edge.to()));
        svg.append(
                "<path d=\"%s\" fill=\"none\" stroke=\"#555\" stroke-width=\"1.4\" marker-end=\"url(#%s-arrow)\"/>\n"
                        .formatted(path, id));
    }

    private static void curve(StringBuilder path, Box from, Box to) {
        int begin = from.y + from.height;
        int bend = Math.max(ROW_GAP / 2, (to.y - begin) / 2);
        path.append("C%d %d %d %d %d %d"
                .formatted(from.middle(), begin + bend, to.middle(), to.y - bend, to.middle(), to.y));
    }

    private void box(CauseGraph.Node node) {
        Box box = boxes.get(node.id());
        boolean uncovered = node.kind() == Kind.ROOT_CAUSE && node.actions().isEmpty();
        svg.append("<g><title>")
                .append(escaped(CauseWords.shortened(node.text(), 1_000)))
                .append("</title>\n");
        svg.append(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s/>\n"
                        .formatted(
                                box.x,
                                box.y,
                                WIDTH,
                                box.height,
                                fill(node.kind()),
                                uncovered ? "#b00020" : "#444",
                                node.kind() == Kind.ROOT_CAUSE ? "2.5" : "1",
                                uncovered ? " stroke-dasharray=\"7 4\"" : ""));
        int y = box.y + LINE + 2;
        line(box.x + 10, y, node.id() + " · " + CauseWords.kind(node), " font-weight=\"600\"");
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
                            : CauseWords.shortened(CauseWords.actions(node), SIGNS_IN_LINE + 4),
                    uncovered ? " fill=\"#b00020\" font-size=\"12\"" : " fill=\"#333\" font-size=\"12\"");
        }
        svg.append("</g>\n");
    }

    private void line(int x, int y, String text, String attributes) {
        svg.append("<text x=\"%d\" y=\"%d\"%s>%s</text>\n".formatted(x, y, attributes, escaped(text)));
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
        for (String word :
                CauseWords.shortened(text, SIGNS_IN_LINE * (MOST_LINES - 1)).split(" ")) {
            String rest = word;
            while (width(rest) > SIGNS_IN_LINE) {
                if (!line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                int end = rest.offsetByCodePoints(
                        0, width(rest) == rest.codePointCount(0, rest.length()) ? SIGNS_IN_LINE : SIGNS_IN_LINE / 2);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            if (!line.isEmpty() && width(line) + 1 + width(rest) > SIGNS_IN_LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** In signs of Latin letters; those of Chinese and the like, and pictures, are as wide as two. */
    private static int width(CharSequence text) {
        return text.codePoints()
                .map(sign -> sign >= 0x1100 && (Character.isIdeographic(sign) || sign >= 0x3040) ? 2 : 1)
                .sum();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
