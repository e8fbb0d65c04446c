package org.coetracker.cause;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The graph as a Mermaid flowchart, for Markdown that shows those. */
final class MermaidText {
    /** Longer texts make boxes that nobody reads; the record has them whole. */
    private static final int LONGEST = 200;

    private MermaidText() {}

    static String of(CauseGraph graph) {
        StringBuilder text = new StringBuilder("flowchart TD\n");
        text.append("    accTitle: Causes of ").append(graph.coe()).append('\n');
        text.append("    accDescr: ").append(CauseWords.describe(graph)).append('\n');
        Map<String, String> names = new HashMap<>();
        for (CauseGraph.Node node : graph.nodes()) {
            // Names of our own: an id may be a word of Mermaid, such as "end".
            String name = "n" + (names.size() + 1);
            names.put(node.id(), name);
            text.append("    ")
                    .append(name)
                    .append("[\"")
                    .append(escaped(node.id() + " · " + CauseWords.kind(node) + ": "))
                    .append(escaped(CauseWords.shortened(node.text(), LONGEST)))
                    .append(node.actions().isEmpty() ? "" : "<br/>" + escaped(CauseWords.actions(node)))
                    .append("\"]:::")
                    .append(node.kind().name().toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        graph.edges()
                .forEach(edge -> text.append("    ")
                        .append(names.get(edge.from()))
                        .append(" --> ")
                        .append(names.get(edge.to()))
                        .append('\n'));
        return text.append("    classDef root_cause stroke-width:3px\n")
                .append("    classDef contributing_factor stroke-dasharray:6 3\n")
                .append("    classDef trigger stroke-dasharray:2 2\n")
                .append("    classDef intermediate stroke-width:1px\n")
                .toString();
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
