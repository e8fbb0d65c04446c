package org.coetracker.cause;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The graph as a Mermaid flowchart, for Markdown that shows those. */
final class MermaidText {
    /** Longer texts make boxes that nobody reads; the record has them whole. */
    private static final int LONGEST = 200;

    private static final int SHORTEST = 30;
    /** Mermaid shows no chart of more than 500 edges or 50,000 characters, unless its page is told otherwise. */
    static final int MOST_EDGES = 500;

    static final int MOST_CHARACTERS = 45_000;
    /** So that there is room for the edges. */
    private static final int MOST_OF_NODES = 32_000;

    private static final String STYLES = """
                classDef root_cause stroke-width:3px
                classDef contributing_factor stroke-dasharray:6 3
                classDef trigger stroke-dasharray:2 2
                classDef intermediate stroke-width:1px
            """;

    private final CauseGraph graph;
    private final StringBuilder text = new StringBuilder();
    /** Names of our own: an id may be a word of Mermaid, such as "end". */
    private final Map<String, String> names = new HashMap<>();

    private MermaidText(CauseGraph graph) {
        this.graph = graph;
    }

    static String of(CauseGraph graph) {
        return new MermaidText(graph).write();
    }

    private String write() {
        text.append("flowchart TD\n");
        text.append("    accTitle: Causes of ").append(graph.coe()).append('\n');
        text.append("    accDescr: ").append(CauseWords.describe(graph)).append('\n');
        int longest = Math.max(
                SHORTEST,
                Math.min(LONGEST, MOST_OF_NODES / 2 / Math.max(1, graph.nodes().size())));
        for (CauseGraph.Node node : graph.nodes()) {
            String name = "n" + (names.size() + 1);
            String line = line(node, name, longest);
            if (text.length() + line.length() > MOST_OF_NODES) {
                break;
            }
            names.put(node.id(), name);
            text.append(line);
        }
        int edges = 0;
        for (CauseGraph.Edge edge : graph.edges()) {
            String line = "    " + names.get(edge.from()) + " --> " + names.get(edge.to()) + "\n";
            boolean fits = edges < MOST_EDGES && text.length() + line.length() < MOST_CHARACTERS - 500;
            if (fits && names.containsKey(edge.from()) && names.containsKey(edge.to())) {
                text.append(line);
                edges++;
            }
        }
        leftOut(graph.nodes().size() - names.size(), graph.edges().size() - edges);
        return text.append(STYLES).toString();
    }

    private void leftOut(int causes, int arrows) {
        if (causes + arrows > 0) {
            text.append("    more[\"Left out: ")
                    .append(CauseWords.count(causes, "cause"))
                    .append(" and ")
                    .append(CauseWords.count(arrows, "arrow"))
                    .append(".\"]\n");
        }
    }

    private static String line(CauseGraph.Node node, String name, int longest) {
        return "    " + name + "[\""
                + escaped(node.id() + " · " + CauseWords.kind(node) + ": ")
                + escaped(CauseWords.shortened(node.text(), longest))
                + (node.actions().isEmpty() ? "" : "<br/>" + escaped(CauseWords.actions(node)))
                + "\"]:::"
                + node.kind().name().toLowerCase(Locale.ROOT)
                + "\n";
    }

    /** Whatever is not a letter, a digit, a space or harmless goes as its number: Mermaid has many special signs. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(sign -> {
            if (Character.isLetterOrDigit(sign)
                    || " .,:·()-".indexOf(sign) >= 0
                    || Character.getType(sign) == Character.NON_SPACING_MARK) {
                escaped.appendCodePoint(sign);
            } else {
                escaped.append('#').append(sign).append(';');
            }
        });
        return escaped.toString();
    }
}
