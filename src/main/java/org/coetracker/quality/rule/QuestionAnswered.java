package org.coetracker.quality.rule;

import java.util.List;
import java.util.function.Predicate;
import org.coetracker.coe.answer.Impact;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.WhatHappened;

/**
 * A question that has no rule of its own is answered: what happened, impact, root cause, corrective actions. While this
 * insists on an answer, the rules that look closer at the question are silent; where it is waived, or does not block, they
 * speak.
 */
final class QuestionAnswered extends Rule {
    static final QuestionAnswered WHAT_HAPPENED = new QuestionAnswered(
            "what-happened-answered",
            "whatHappened",
            coe -> isAnswered(coe.whatHappened()),
            "Nothing says what happened.",
            "Tell the story in a few sentences, and by the clock: a timeline with at least the trigger, the detection and"
                    + " the resolution.");
    static final QuestionAnswered IMPACT = new QuestionAnswered(
            "impact-answered",
            "impact",
            coe -> isAnswered(coe.impact()),
            "Nothing says what the impact was.",
            "Say who noticed what, with at least one number, or in unknownBecause why there is none.");
    static final QuestionAnswered ROOT_CAUSE = new QuestionAnswered(
            "root-cause-answered",
            "rootCause",
            coe -> isAnswered(coe.rootCause()),
            "Nothing says why it happened.",
            "Begin with what was seen and ask why until the answer is something that can be changed: each answer is a"
                    + " cause, becauseOf points at the next, the last is a root_cause.");
    static final QuestionAnswered CORRECTIVE_ACTIONS = new QuestionAnswered(
            "corrective-actions-answered",
            "correctiveActions",
            coe -> !coe.actions().isEmpty(),
            "No corrective action is filed.",
            "File what will be changed, with an owner and a due date, and the causes that it addresses.");

    private final String question;
    private final Predicate<Subject> answered;
    private final String message;
    private final String howToFix;

    private QuestionAnswered(String id, String question, Predicate<Subject> answered, String message, String howToFix) {
        super(id, question);
        this.question = question;
        this.answered = answered;
        this.message = message;
        this.howToFix = howToFix;
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        return when(!answered.test(coe), "/" + question, message, howToFix);
    }

    /** Whether the question has an answer, whatever it is worth. */
    boolean isAnswered(Subject coe) {
        return answered.test(coe);
    }

    /** Whether this alone is to be said about the question: it has no answer, and cannot stay without. */
    boolean saysAll(Subject coe, Terms terms) {
        return !answered.test(coe) && terms.insistsOn(id());
    }

    private static boolean isAnswered(WhatHappened answer) {
        return Subject.isSaid(answer.narrative()) || !answer.timeline().isEmpty();
    }

    private static boolean isAnswered(Impact answer) {
        return Subject.isSaid(answer.narrative())
                || !answer.measures().isEmpty()
                || Subject.isSaid(answer.unknownBecause());
    }

    private static boolean isAnswered(RootCause answer) {
        return Subject.isSaid(answer.narrative()) || !answer.causes().isEmpty();
    }
}
