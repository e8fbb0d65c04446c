package org.coetracker.quality.rule;

import java.util.List;

/** The summary tells somebody who reads nothing else what happened. */
final class SummaryStandsAlone extends Rule {
    private static final Words ELSEWHERE = Words.of(List.of(
            "see above",
            "see below",
            "as above",
            "as below",
            "described above",
            "described below",
            "mentioned above",
            "see the timeline",
            "see timeline",
            "see narrative",
            "see the narrative",
            "see title",
            "to be written",
            "to be done",
            "tbd",
            "todo",
            "to do",
            "placeholder"));
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
        int least = terms.policy().shortestSummary();
        if (summary.length() < least) {
            return List.of(remark(
                    "/summary",
                    "The summary has " + summary.length() + " characters; at least " + least + " are asked for.",
                    HOW));
        }
        List<String> elsewhere = ELSEWHERE.in(summary);
        return when(
                !elsewhere.isEmpty(),
                "/summary",
                "The summary does not stand alone: it says \"" + String.join("\", \"", elsewhere) + "\".",
                HOW);
    }
}
