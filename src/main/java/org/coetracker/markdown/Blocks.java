package org.coetracker.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** What a passage consists of, as CommonMark sees it: headings, lists, fences and the rest, each with its lines. */
final class Blocks {
    /** Deeper than this nobody nests; what does is taken as plain lines. */
    private static final int DEEPEST = 64;

    private static final Pattern MARKS = Pattern.compile("^ {0,3}#{1,6}(?:[ \t]+|$)");

    /** Rows are filled up to the width of the table: a few kilobytes make a million cells. A timeline has 6,000 at most. */
    private static final int MOST_CELLS = 20_000;

    private static final Parser PARSER = parser(List.of());

    private static final Parser WITH_TABLES = parser(List.of(TablesExtension.create()));

    private Blocks() {}

    /** Texts are kept as they were written, so that what stands inside of lines need not be parsed. */
    private static Parser parser(List<Extension> extensions) {
        return Parser.builder()
                .extensions(extensions)
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .inlineParserFactory(context -> (lines, node) -> {})
                .maxOpenBlockParsers(DEEPEST)
                .build();
    }

    /**
     * One block at the outermost level.
     *
     * @param node what it is
     * @param start position of its first line in the passage
     * @param end position behind its last one; blank lines that follow it are among them
     */
    record Part(Node node, int start, int end, Passage passage) {
        int line() {
            return passage.first();
        }

        /** The level of a heading; 0 for anything else. */
        int level() {
            return node instanceof Heading heading ? heading.getLevel() : 0;
        }

        /** What a heading says. */
        String heading() {
            Passage lines = passage.trimmed();
            String first = lines.lines().get(0);
            if (MARKS.matcher(first).find()) {
                return unclosed(MARKS.matcher(first).replaceFirst(""));
            }
            return String.join(" ", lines.part(0, lines.size() - 1).lines()).strip();
        }

        /** A heading without the marks that may close it, and the blanks before and behind them. */
        private static String unclosed(String heading) {
            int end = Passage.endWithout(heading, heading.length(), " \t");
            int marks = Passage.endWithout(heading, end, "#");
            boolean areMarks = marks == 0 || Passage.isBlank(heading.substring(marks - 1, marks));
            return heading.substring(0, areMarks ? Passage.endWithout(heading, marks, " \t") : end);
        }

        /** The items of a list, without their markers. */
        List<Passage> items() {
            List<ListItem> items = new ArrayList<>();
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                items.add((ListItem) child);
            }
            List<Passage> passages = new ArrayList<>();
            for (int index = 0; index < items.size(); index++) {
                int from = firstLine(items.get(index)) - start;
                int to = index + 1 == items.size() ? passage.size() : firstLine(items.get(index + 1)) - start;
                passages.add(passage.part(from, to).inside(items.get(index).getContentIndent()));
            }
            return passages;
        }

        boolean isList() {
            return node instanceof ListBlock;
        }
    }

    /** The blocks of a passage, in their order; a table is lines of a paragraph. */
    static List<Part> of(Passage passage) {
        return of(passage, PARSER);
    }

    /**
     * The same, tables among them.
     *
     * @throws IllegalArgumentException when there may be more cells than are {@linkplain #mayHaveTables taken}
     */
    static List<Part> withTables(Passage passage) {
        if (!mayHaveTables(passage)) {
            throw new IllegalArgumentException("too many cells");
        }
        return of(passage, WITH_TABLES);
    }

    /**
     * Whether all tables of a passage together have no more cells than a timeline needs, whatever is filled up. A document
     * of many tables, each of which is no larger than it may be, would be no smaller than one large table.
     */
    static boolean mayHaveTables(Passage passage) {
        long widest = passage.lines().stream().mapToLong(Blocks::bars).max().orElse(0) + 1;
        return widest * passage.size() <= MOST_CELLS;
    }

    /** How many bars a line has; those behind a backslash are no bars. */
    static long bars(String line) {
        return line.replace("\\|", "").chars().filter(sign -> sign == '|').count();
    }

    private static List<Part> of(Passage passage, Parser parser) {
        List<Node> nodes = new ArrayList<>();
        for (Node node = parser.parse(passage.text()).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Block && !node.getSourceSpans().isEmpty()) {
                nodes.add(node);
            }
        }
        List<Part> parts = new ArrayList<>();
        for (int index = 0; index < nodes.size(); index++) {
            int from = firstLine(nodes.get(index));
            int to = index + 1 == nodes.size() ? passage.size() : firstLine(nodes.get(index + 1));
            parts.add(new Part(nodes.get(index), from, to, passage.part(from, to)));
        }
        return parts;
    }

    private static int firstLine(Node node) {
        return node.getSourceSpans().get(0).getLineIndex();
    }
}
