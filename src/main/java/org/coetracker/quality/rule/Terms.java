package org.coetracker.quality.rule;

import java.util.List;
import org.coetracker.policy.QualityPolicy;

/**
 * What the rules go by beside the record.
 *
 * @param policy levels and thresholds
 * @param blame words that blame
 * @param people how people of the service are called in the record: names, and handles behind an @
 */
public record Terms(QualityPolicy policy, Words blame, Words people) {

    /** The defaults, with these people. */
    public static Terms standard(List<String> people) {
        return new Terms(QualityPolicy.DEFAULT, Words.ofLines(Lists.blame()), Words.of(people));
    }
}
