package org.coetracker.quality.rule;

import java.util.List;
import org.coetracker.policy.QualityPolicy;

/**
 * What the rules go by beside the record.
 *
 * @param policy levels and thresholds
 * @param blame words that blame
 * @param people how people of the service are called in the record: names, and handles behind an @
 * @param required the sections for which the COE's template asks
 */
public record Terms(QualityPolicy policy, Words blame, Words people, List<String> required) {
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

    /** Of a COE without a template. */
    public Terms(QualityPolicy policy, Words blame, Words people) {
        this(policy, blame, people, List.of());
    }

    /** The defaults, with these people and a template that asks for everything. */
    public static Terms standard(List<String> people) {
        return new Terms(QualityPolicy.DEFAULT, Words.ofLines(Lists.blame()), Words.of(people), SECTIONS);
    }
}
