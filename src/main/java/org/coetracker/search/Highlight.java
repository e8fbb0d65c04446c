package org.coetracker.search;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where something was found: one after the other, the fragments are an excerpt of the member.
 *
 * @param member the member of the record
 * @param fragments the excerpt, in parts that were looked for and parts around them; plain text, to be escaped as such
 */
@Schema(name = "Highlight")
public record Highlight(String member, List<Fragment> fragments) {
    /** What {@code search_text} puts around what divides words. */
    private static final String DIVIDERS = "\u0005";

    /** What {@code ts_headline} puts before what it finds. */
    public static final String MARK = "\u0002";

    private static final char START = '\u0002';
    private static final char STOP = '\u0003';
    private static final String BETWEEN = "\u0004";

    /** How {@code ts_headline} is to mark what it finds; a text as it is indexed has none of these characters. */
    public static final String OPTIONS = "StartSel=\"" + START + "\", StopSel=\"" + STOP + "\", FragmentDelimiter=\""
            + BETWEEN + "\", MaxFragments=3, MaxWords=20, MinWords=8";

    /** The same for what is short enough to be shown whole. */
    public static final String OPTIONS_FOR_ALL =
            "StartSel=\"" + START + "\", StopSel=\"" + STOP + "\", HighlightAll=true";

    /**
     * A part of an excerpt.
     *
     * @param text what it says
     * @param match whether this is what was looked for
     */
    @Schema(name = "Fragment")
    public record Fragment(String text, boolean match) {}

    /** Whether {@code ts_headline} has marked anything. */
    public static boolean isFound(String headline) {
        return headline != null && headline.indexOf(START) >= 0;
    }

    /** Reads what {@code ts_headline} marked. */
    public static Highlight of(String member, String headline) {
        String text = headline.replace(DIVIDERS, "").replace(BETWEEN, " … ");
        List<Fragment> fragments = new ArrayList<>();
        int place = 0;
        while (place < text.length()) {
            int start = text.indexOf(START, place);
            add(fragments, text.substring(place, start < 0 ? text.length() : start), false);
            if (start < 0) {
                break;
            }
            int stop = text.indexOf(STOP, start);
            add(fragments, text.substring(start + 1, stop), true);
            place = stop + 1;
        }
        return new Highlight(member, fragments);
    }

    /** Parts of one word, or of a sentence without blanks, belong together. */
    private static void add(List<Fragment> fragments, String text, boolean match) {
        int last = fragments.size() - 1;
        if (text.isEmpty()) {
            return;
        }
        if (last >= 0 && fragments.get(last).match() == match) {
            fragments.set(last, new Fragment(fragments.get(last).text() + text, match));
        } else {
            fragments.add(new Fragment(text, match));
        }
    }
}
