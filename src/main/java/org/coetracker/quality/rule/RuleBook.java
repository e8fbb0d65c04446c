package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import org.coetracker.policy.RuleLevel;

/** All rules, in the order of the questions. */
public final class RuleBook {
    static final List<Rule> RULES = List.of(
            new SummaryStandsAlone(),
            QuestionAnswered.WHAT_HAPPENED,
            new TemplateSections(),
            new TimelineComplete(),
            new TimelineGaps(),
            QuestionAnswered.IMPACT,
            new ImpactQuantified(),
            QuestionAnswered.ROOT_CAUSE,
            new FiveWhysDepth(),
            new WhyBeyondPerson(),
            new RootCauseEvidence(),
            new TestsMissedIt(),
            new DataOrReason(),
            new SecurityAnswered(),
            new LessonLearned(),
            QuestionAnswered.CORRECTIVE_ACTIONS,
            new PreventsOrDetects(),
            new ActionOwnerAndDate(),
            new ActionVerb(),
            new RootCauseCovered(),
            new ActionTiedToCause(),
            new BlamelessWording());

    private RuleBook() {}

    /** The ids of all rules. */
    public static List<String> ids() {
        return RULES.stream().map(Rule::id).toList();
    }

    /** What all rules find that are not switched off: blockers first, in the order of the rules. */
    public static List<Finding> findings(Subject coe, Terms terms) {
        List<Finding> findings = new ArrayList<>();
        for (RuleLevel level : List.of(RuleLevel.BLOCKER, RuleLevel.ADVICE)) {
            for (Rule rule : RULES) {
                if (terms.policy().levels().get(rule.id()) == level) {
                    rule.look(coe, terms)
                            .forEach(remark -> findings.add(remark.asFinding(rule.id(), Level.valueOf(level.name()))));
                }
            }
        }
        return findings;
    }
}
