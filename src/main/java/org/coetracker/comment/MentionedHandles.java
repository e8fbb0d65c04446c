package org.coetracker.comment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Finds what may be handles in a comment: {@code @ana} in its text, not in code, addresses, pictures or HTML blocks. */
final class MentionedHandles {
    /** Deeper than anybody quotes. */
    private static final int DEEPEST = 50;

    private static final Parser MARKDOWN =
            Parser.builder().maxOpenBlockParsers(DEEPEST).build();

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    /** What goes on in a word, accents that stand by themselves included. */
    private static final String LETTER = "\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}\\p{M}\\p{N}";

    /**
     * Behind what is part of a word of these scripts there is no mention, as that is an e-mail address; scripts that write
     * no blanks may go on right after it. Single dots inside are part of a handle, more are the end of a sentence; and
     * {@code @ana/lib} is the name of a package.
     */
    private static final Pattern MENTION = Pattern.compile("(?<![" + LETTER
            + "_@])@([A-Za-z0-9](?:[A-Za-z0-9_-]|(?<=[A-Za-z0-9])\\.(?=[A-Za-z0-9])){0,62}+)(?![" + LETTER
            + "@])(?!/[A-Za-z0-9_.-])");

    private MentionedHandles() {}

    /** What stands behind each {@code @}, in lower case: a dash at its end may be part of it or not. */
    static Set<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        if (text.indexOf('@') < 0) {
            return found;
        }
        for (String run : runs(MARKDOWN.parse(text))) {
            for (String word : BLANKS.split(run)) {
                // In the address of a page people have such names as well.
                Matcher mention = MENTION.matcher(word.contains("://") ? "" : word);
                while (mention.find()) {
                    found.add(mention.group(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        return found;
    }

    /** A handle without what may be the end of an emphasis, or of a thought. */
    static String withoutEnd(String mention) {
        return mention.replaceAll("[_-]++$", "");
    }

    /** The text between other nodes; found without recursion, as somebody may nest thousands of emphases. */
    private static List<String> runs(Node document) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        Node node = document;
        while (node != null) {
            if (node instanceof Text text) {
                run.append(text.getLiteral());
            } else if (!run.isEmpty()) {
                runs.add(run.toString());
                run.setLength(0);
            }
            node = node.getFirstChild() != null && !(node instanceof Image)
                    ? node.getFirstChild()
                    : behind(node, document);
        }
        runs.add(run.toString());
        return runs;
    }

    private static Node behind(Node node, Node document) {
        Node up = node;
        while (up != null && up != document && up.getNext() == null) {
            up = up.getParent();
        }
        return up == null || up == document ? null : up.getNext();
    }
}
