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
 */
public record Terms(QualityPolicy policy, Set<String> waived, Words blame, Words tests, Words people) {

    /** The defaults, with these people. */
    public static Terms standard(List<String> people) {
        return new Terms(
                QualityPolicy.DEFAULT,
                Set.of(),
                Words.ofLines(Lists.blame()),
                Words.ofLines(Lists.tests()),
                Words.ofPeople(people));
    }

    /** Whether what the rule finds keeps the record from being submitted. */
    boolean insistsOn(String rule) {
        return policy.levels().get(rule) == RuleLevel.BLOCKER && !waived.contains(rule);
    }
}
