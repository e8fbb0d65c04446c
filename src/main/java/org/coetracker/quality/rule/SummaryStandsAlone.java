package org.coetracker.quality.rule;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The summary tells somebody who reads nothing else what happened. */
final class SummaryStandsAlone extends Rule {
    /** What tells the reader to look elsewhere; "customers did not see the timeline" does not. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?:^|[.;:,!?(\\[–—-]\\s*|\\b(?:please|details|more|rest|also|which)\\s+)"
                    + "(see\\s+(?:above|below|(?:the\\s+)?(?:title|timeline|narrative|description|root\\s+cause)))\\b"
                    + "|\\b((?:as\\s+)?(?:described|mentioned|explained)\\s+(?:above|below|elsewhere))\\b",
            Pattern.CASE_INSENSITIVE);
    /** A mark of what is still to be written; a sentence may well be about a TODO in code, and "todo" is a word too. */
    private static final Pattern UNWRITTEN = Pattern.compile("\\b(TBD)\\b"
            + "|(?:^|[.;:,!?(\\[–—-]\\s*)\\b(TODO)\\b"
            + "|\\b(TODO)\\b(?=\\s*(?:[.:;,!?)\\]–—-]|$))"
            + "|(?i:^\\W*\\b(todo|tbd|to be (?:done|written))\\b(?=\\s*(?:[.:;,!?)\\]–—-]|$)))"
            + "|(?i:[.;:,!?(\\[–—-]\\s*(todo|tbd|to be (?:done|written))\\b(?=\\W*$))");

    private static final String HOW =
            "Say in three or four sentences what broke, for whom and for how long, why, and what"
                    + " will change. Somebody who gets only this by mail has to understand it.";

    SummaryStandsAlone() {
        super("summary-stands-alone", null);
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        if (!Subject.isSaid(coe.summary())) {
            return List.of(remark("/summary", "There is no summary.", HOW));
        }
        String summary = coe.summary().strip();
        int length = length(summary);
        int least = terms.policy().shortestSummary();
        if (length < least) {
            return List.of(remark(
                    "/summary",
                    "The summary has " + length + " characters; at least " + least + " are asked for.",
                    HOW));
        }
        String elsewhere = first(ELSEWHERE, summary);
        String said = elsewhere == null ? first(UNWRITTEN, summary) : elsewhere;
        return when(said != null, "/summary", "The summary does not stand alone: it says \"" + said + "\".", HOW);
    }

    /** In characters of alphabets; an ideograph, which says as much as two or more of those, counts as two. */
    private static int length(String text) {
        return text.codePoints()
                .map(sign -> Character.isIdeographic(sign) ? 2 : 1)
                .sum();
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        int group = 1;
        while (matcher.group(group) == null) {
            group++;
        }
        return matcher.group(group).replaceAll("\\s+", " ");
    }
}
