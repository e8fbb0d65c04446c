package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A text that the authors wrote. Evidence is left out: it is quoted.
 *
 * @param question the question that it answers; null for the summary and the title
 * @param pointer where in the record
 * @param text the text
 */
record Passage(String question, String pointer, String text) {

    /** All texts of a record, in its order. */
    static List<Passage> of(Subject coe) {
        List<Passage> all = new ArrayList<>();
        all.add(new Passage(null, "/title", coe.title()));
        all.add(new Passage(null, "/summary", coe.summary()));
        String happened = "whatHappened";
        all.add(new Passage(
                happened, "/whatHappened/narrative", coe.whatHappened().narrative()));
        each(all, happened, "/whatHappened/timeline", "text", coe.whatHappened().timeline(), entry -> entry.text());
        all.add(new Passage("impact", "/impact/narrative", coe.impact().narrative()));
        all.add(new Passage("impact", "/impact/unknownBecause", coe.impact().unknownBecause()));
        all.add(new Passage("rootCause", "/rootCause/narrative", coe.rootCause().narrative()));
        each(all, "rootCause", "/rootCause/causes", "text", coe.rootCause().causes(), cause -> cause.text());
        all.add(new Passage(
                "supportingData",
                "/supportingData/missing",
                coe.supportingData().missing()));
        String implications = "criticalImplications";
        each(
                all,
                implications,
                "/criticalImplications/items",
                "text",
                coe.criticalImplications().items(),
                i -> i.text());
        each(all, "lessons", "/lessons/items", "text", coe.lessons().items(), lesson -> lesson.text());
        each(
                all,
                "lessons",
                "/lessons/items",
                "checklistQuestion",
                coe.lessons().items(),
                lesson -> lesson.checklistQuestion());
        each(all, "correctiveActions", "/correctiveActions", "title", coe.actions(), action -> action.title());
        each(
                all,
                "correctiveActions",
                "/correctiveActions",
                "description",
                coe.actions(),
                action -> action.description());
        all.removeIf(passage -> !Subject.isSaid(passage.text));
        return all;
    }

    private static <T> void each(
            List<Passage> all, String question, String list, String member, List<T> items, Function<T, String> text) {
        for (int index = 0; index < items.size(); index++) {
            all.add(new Passage(question, list + "/" + index + "/" + member, text.apply(items.get(index))));
        }
    }
}
