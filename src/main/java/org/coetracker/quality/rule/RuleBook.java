package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coetracker.policy.RuleLevel;

/** All rules, in the order of the questions. */
public final class RuleBook {
    /** So many findings of one rule are told; nobody mends the sixth before the first. */
    static final int MOST = 5;

    static final List<Rule> RULES = List.of(
            new SummaryStandsAlone(),
            new QuestionAnswered(),
            new TemplateSections(),
            new TimelineComplete(),
            new TimelineGaps(),
            new ImpactQuantified(),
            new FiveWhysDepth(),
            new WhyBeyondPerson(),
            new RootCauseEvidence(),
            new TestsMissedIt(),
            new DataOrReason(),
            new SecurityAnswered(),
            new LessonLearned(),
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
                    findings.addAll(told(rule, rule.look(coe, terms), Level.valueOf(level.name())));
                }
            }
        }
        return findings;
    }

    private static List<Finding> told(Rule rule, List<Remark> remarks, Level level) {
        List<Finding> told = new ArrayList<>();
        for (Remark remark : remarks.subList(0, Math.min(MOST, remarks.size()))) {
            boolean last = told.size() == MOST - 1 && remarks.size() > MOST;
            told.add(new Finding(
                    rule.id(),
                    level,
                    remark.question(),
                    remark.pointer(),
                    last
                            ? String.format(
                                    Locale.ROOT, "%s (And %d more like this.)", remark.message(), remarks.size() - MOST)
                            : remark.message(),
                    remark.howToFix()));
        }
        return told;
    }
}
