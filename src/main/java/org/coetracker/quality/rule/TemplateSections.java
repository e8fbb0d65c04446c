package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.coetracker.coe.answer.CriticalImplications.SecurityExposure;

/**
 * What the COE's template asks for is there, in full: supporting data are data and not only a reason why there are none, and
 * implications are more than an answer to the security question. Of a section that another rule insists on, it is silent; where
 * that rule is waived it speaks, unless both miss the very same: then one waiver does.
 */
final class TemplateSections extends Rule {
    /**
     * One section.
     *
     * @param pointer where it is
     * @param rule the rule that asks for it anyway
     * @param isMissed whether that rule finds nothing there
     * @param isFull whether it is there as the template wants it
     * @param isTheSame whether the rule finds nothing exactly where the template does
     * @param howToFix what to do
     */
    private record Section(
            String pointer,
            String rule,
            Predicate<Subject> isMissed,
            Predicate<Subject> isFull,
            boolean isTheSame,
            String howToFix) {

        private boolean isToldBy(Terms terms, Subject coe) {
            return isMissed.test(coe) && (isTheSame ? terms.blocks(rule) : terms.insistsOn(rule));
        }
    }

    private static final Map<String, Section> SECTIONS = Map.of(
            "summary",
            new Section(
                    "/summary",
                    "summary-stands-alone",
                    coe -> !Subject.isSaid(coe.summary()),
                    coe -> Subject.isSaid(coe.summary()),
                    false,
                    "Write a summary that stands alone."),
            "whatHappened",
            section(
                    "/whatHappened",
                    QuestionAnswered.WHAT_HAPPENED.id(),
                    QuestionAnswered.WHAT_HAPPENED::isAnswered,
                    "Tell what happened, in words or by the clock."),
            "impact",
            section(
                    "/impact",
                    QuestionAnswered.IMPACT.id(),
                    QuestionAnswered.IMPACT::isAnswered,
                    "Say who noticed what, with a number."),
            "rootCause",
            section(
                    "/rootCause",
                    QuestionAnswered.ROOT_CAUSE.id(),
                    QuestionAnswered.ROOT_CAUSE::isAnswered,
                    "Ask why until the answer is something that can be changed."),
            "supportingData",
            new Section(
                    "/supportingData/items",
                    "data-or-reason",
                    coe -> coe.supportingData().items().isEmpty()
                            && !Subject.isSaid(coe.supportingData().missing()),
                    coe -> !coe.supportingData().items().isEmpty(),
                    false,
                    "Add at least one datum: a graph, a log line, a query or a link."),
            "criticalImplications",
            new Section(
                    "/criticalImplications/items",
                    "security-answered",
                    coe -> coe.criticalImplications().securityExposure() == SecurityExposure.UNANSWERED,
                    coe -> !coe.criticalImplications().items().isEmpty(),
                    false,
                    "Add at least one implication: what follows from it for reliability, privacy, contracts, cost or"
                            + " another pillar, be it none."),
            "lessons",
            section(
                    "/lessons/items",
                    "lesson-learned",
                    coe -> !coe.lessons().items().isEmpty(),
                    "Write down one thing that another team could use."),
            "correctiveActions",
            section(
                    "/correctiveActions",
                    QuestionAnswered.CORRECTIVE_ACTIONS.id(),
                    QuestionAnswered.CORRECTIVE_ACTIONS::isAnswered,
                    "File what will be changed."));

    TemplateSections() {
        super("template-sections", null);
    }

    private static Section section(String pointer, String rule, Predicate<Subject> isThere, String howToFix) {
        return new Section(pointer, rule, isThere.negate(), isThere, true, howToFix);
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        for (String name : Terms.SECTIONS) {
            Section section = SECTIONS.get(name);
            if (terms.required().contains(name) && !section.isFull().test(coe) && !section.isToldBy(terms, coe)) {
                remarks.add(new Remark(
                        name.equals("summary") ? null : name,
                        section.pointer(),
                        "The template of this COE asks for " + name + ", and it is not there.",
                        section.howToFix()));
            }
        }
        return remarks;
    }
}
