package org.coetracker.quality.rule;

import java.util.List;
import java.util.Set;
import org.coetracker.policy.QualityPolicy;
import org.coetracker.policy.RuleLevel;

/**
 * What the rules go by beside the record.
 *
 * @param policy levels and thresholds
 * @param waived ids of the rules that are waived for the record
 * @param blame words that blame
 * @param tests words that speak of tests
 * @param people how people of the service are called in the record: names, and handles behind an @
 * @param required the sections for which the COE's template asks
 */
public record Terms(
        QualityPolicy policy, Set<String> waived, Words blame, Words tests, Words people, List<String> required) {
    /** The sections for which a template may ask, in the order of the record. */
    static final List<String> SECTIONS = List.of(
            "summary",
            "whatHappened",
            "impact",
            "rootCause",
            "supportingData",
            "criticalImplications",
            "lessons",
            "correctiveActions");

    /** The defaults, with these people and a template that asks for everything. */
    public static Terms standard(List<String> people) {
        return new Terms(
                QualityPolicy.DEFAULT,
                Set.of(),
                Words.ofLines(Lists.blame()),
                Words.ofLines(Lists.tests()),
                Words.ofPeople(people),
                SECTIONS);
    }

    /** Whether what the rule finds keeps a record from being submitted, unless it is waived. */
    boolean blocks(String rule) {
        return policy.levels().get(rule) == RuleLevel.BLOCKER;
    }

    /** Whether what the rule finds keeps the record from being submitted. */
    boolean insistsOn(String rule) {
        return blocks(rule) && !waived.contains(rule);
    }
}
