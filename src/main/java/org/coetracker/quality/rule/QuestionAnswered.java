package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import org.coetracker.coe.answer.Impact;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.WhatHappened;

/** The questions that nothing else asks for are answered: what happened, impact, root cause, corrective actions. */
final class QuestionAnswered extends Rule {
    QuestionAnswered() {
        super("question-answered", null);
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        if (!isAnswered(coe.whatHappened())) {
            remarks.add(new Remark(
                    "whatHappened",
                    "/whatHappened",
                    "Nothing says what happened.",
                    "Tell the story in a few sentences, and by the clock: a timeline with at least the trigger, the"
                            + " detection and the resolution."));
        }
        if (!isAnswered(coe.impact())) {
            remarks.add(new Remark(
                    "impact",
                    "/impact",
                    "Nothing says what the impact was.",
                    "Say who noticed what, with at least one number, or in unknownBecause why there is none."));
        }
        if (!isAnswered(coe.rootCause())) {
            remarks.add(new Remark(
                    "rootCause",
                    "/rootCause",
                    "Nothing says why it happened.",
                    "Begin with what was seen and ask why until the answer is something that can be changed: each"
                            + " answer is a cause, becauseOf points at the next, the last is a root_cause."));
        }
        if (coe.actions().isEmpty()) {
            remarks.add(new Remark(
                    "correctiveActions",
                    "/correctiveActions",
                    "No corrective action is filed.",
                    "File what will be changed, with an owner and a due date, and the causes that it addresses."));
        }
        return remarks;
    }

    /** Whether anything is said about it; other rules look only at what is. */
    static boolean isAnswered(WhatHappened answer) {
        return Subject.isSaid(answer.narrative()) || !answer.timeline().isEmpty();
    }

    static boolean isAnswered(Impact answer) {
        return Subject.isSaid(answer.narrative())
                || !answer.measures().isEmpty()
                || Subject.isSaid(answer.unknownBecause());
    }

    static boolean isAnswered(RootCause answer) {
        return Subject.isSaid(answer.narrative()) || !answer.causes().isEmpty();
    }
}
