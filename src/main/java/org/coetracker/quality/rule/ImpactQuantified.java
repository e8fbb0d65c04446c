package org.coetracker.quality.rule;

import java.util.List;

/** The impact has a number, or a reason why it has none. */
final class ImpactQuantified extends Rule {
    ImpactQuantified() {
        super("impact-quantified", "impact");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        return when(
                !QuestionAnswered.IMPACT.saysAll(coe, terms)
                        && coe.impact().measures().isEmpty()
                        && !Subject.isSaid(coe.impact().unknownBecause()),
                "/impact/measures",
                "The impact has no number.",
                "Add a measure, such as customers, failed requests or minutes; an estimate is marked as estimated. If"
                        + " nobody can know, say in unknownBecause why.");
    }
}
