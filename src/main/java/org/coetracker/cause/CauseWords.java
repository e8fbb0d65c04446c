package org.coetracker.cause;

import java.util.Locale;

/** What the pictures say in words. */
final class CauseWords {
    private CauseWords() {}

    /** In a sentence or two, what there is to see. */
    static String describe(CauseGraph graph) {
        if (graph.nodes().isEmpty()) {
            return "No causes are written down yet.";
        }
        int uncovered = graph.coverage().rootCausesWithoutAction().size();
        return count(graph.nodes().size(), "cause") + " in " + count(graph.depth(), "layer")
                + ", effects first; an arrow leads from what happened to why. "
                + (uncovered == 0
                        ? "Each root cause has an action."
                        : count(uncovered, "root cause") + " without an action.");
    }

    static String kind(CauseGraph.Node node) {
        return node.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The actions that address a cause, the first few of them. */
    static String actions(CauseGraph.Node node) {
        int shown = Math.min(2, node.actions().size());
        return String.join(", ", node.actions().subList(0, shown))
                + (node.actions().size() > shown ? " and " + (node.actions().size() - shown) + " more" : "");
    }

    /** In one line, and not longer than so many signs. */
    static String shortened(String text, int longest) {
        // Signs that XML 1.0 and terminals do not take are left out.
        String line = text.codePoints()
                .map(sign -> Character.isWhitespace(sign) ? ' ' : sign)
                .filter(sign -> !Character.isISOControl(sign)
                        && Character.getType(sign) != Character.SURROGATE
                        && (sign & 0xFFFE) != 0xFFFE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip()
                .replaceAll(" {2,}", " ");
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)).strip() + "…";
    }

    static String count(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
