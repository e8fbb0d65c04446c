package org.coetracker.print;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What people wrote in Markdown, as HTML that shows and does nothing else: no picture, no style, no script, no link but
 * to the web and to mail. Pictures become links to where they are, since nothing is
 * fetched; HTML among the Markdown is shown as it was typed.
 */
final class SafeHtml {
    /** Deeper than this nobody nests; what does is taken as plain text. */
    private static final int DEEPEST = 20;

    /** The layout goes down into each element, and has no more stack than a thread has. */
    private static final int DEEPEST_ELEMENTS = 60;

    /** Rows are filled up to the width of the table: a few kilobytes would make a million cells. */
    private static final int MOST_CELLS = 3_000;

    private static final Parser PARSER = Parser.builder()
            .extensions(
                    List.of(TablesExtension.builder().maxCells(MOST_CELLS).build(), StrikethroughExtension.create()))
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
            .escapeHtml(true)
            .nodeRendererFactory(Pictures::new)
            .build();

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "pre",
                    "code",
                    "em",
                    "strong",
                    "b",
                    "i",
                    "u",
                    "s",
                    "del",
                    "ins",
                    "sub",
                    "sup",
                    "kbd",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "a",
                    "div",
                    "span")
            .allowAttributes("start")
            .matching(java.util.regex.Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowAttributes("href")
            .onElements("a")
            .allowUrlProtocols("http", "https", "mailto")
            .toFactory();

    private SafeHtml() {}

    /**
     * Markdown as well-formed HTML; what has too large a table, nests too deep, or has more elements than there is room
     * for, as it was typed.
     */
    static String of(String markdown, int mostElements) {
        String html;
        try {
            html = POLICY.sanitize(RENDERER.render(PARSER.parse(markdown)));
        } catch (IllegalArgumentException e) {
            return asTyped(markdown); // The parser refuses a table with too many cells so.
        }
        return depth(html) <= DEEPEST_ELEMENTS && elements(html) <= mostElements ? printable(html) : asTyped(markdown);
    }

    private static String asTyped(String markdown) {
        return printable("<div class=\"log\">" + escaped(markdown) + "</div>");
    }

    /** How many elements there are in HTML of this class. */
    static int elements(String html) {
        int elements = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            elements += html.startsWith("</", at) ? 0 : 1;
        }
        return elements;
    }

    /** How deep elements stand in each other; text has no {@code <} of its own. */
    private static int depth(String html) {
        int depth = 0;
        int deepest = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            if (html.startsWith("</", at)) {
                depth--;
            } else if (html.charAt(html.indexOf('>', at) - 1) != '/') {
                depth++;
                deepest = Math.max(deepest, depth);
            }
        }
        return deepest;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Text without the signs that XML 1.0 does not take. */
    static String printable(String text) {
        return text.codePoints()
                .filter(sign -> sign == '\n'
                        || sign == '\t'
                        || !Character.isISOControl(sign)
                                && Character.getType(sign) != Character.SURROGATE
                                && (sign & 0xFFFE) != 0xFFFE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Shows a picture as a link with its words. */
    private static final class Pictures implements NodeRenderer {
        private final HtmlNodeRendererContext context;

        Pictures(HtmlNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Image.class);
        }

        @Override
        public void render(Node node) {
            HtmlWriter html = context.getWriter();
            html.tag("a", Map.of("href", ((Image) node).getDestination()));
            if (node.getFirstChild() == null) {
                html.text(((Image) node).getDestination());
            }
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
            html.tag("/a");
        }
    }
}
