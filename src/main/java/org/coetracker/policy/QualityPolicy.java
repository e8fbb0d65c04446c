package org.coetracker.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coetracker.shared.problem.Violations;

/**
 * What the quality gate insists on.
 *
 * @param levels what a finding of each rule means, by the rule's id
 * @param longestGapMinutes the longest time between trigger and mitigation of which the timeline may say nothing
 * @param shortestChain how many causes at least lead from the effect to a root cause
 * @param shortestSummary how many characters at least a summary has
 */
public record QualityPolicy(
        Map<String, RuleLevel> levels,
        @Min(1) @Max(1_440) int longestGapMinutes,
        @Min(1) @Max(10) int shortestChain,
        @Min(1) @Max(5_000) int shortestSummary)
        implements PolicyDocument {
    private static final Map<String, RuleLevel> LEVELS = standardLevels();

    /** Wording, titles and gaps are advice, all else blocks; docs/adr/0025 says why. */
    public static final QualityPolicy DEFAULT = new QualityPolicy(LEVELS, 15, 3, 100);

    /** Fills in the rules that are not named, such as those of a later version of this service. */
    public QualityPolicy {
        Map<String, RuleLevel> all = new LinkedHashMap<>(LEVELS);
        if (levels != null) {
            levels.forEach((rule, level) -> {
                if (level != null) {
                    all.put(rule, level);
                }
            });
        }
        levels = Collections.unmodifiableMap(all);
    }

    private static Map<String, RuleLevel> standardLevels() {
        Map<String, RuleLevel> levels = new LinkedHashMap<>();
        levels.put("summary-stands-alone", RuleLevel.BLOCKER);
        levels.put("what-happened-answered", RuleLevel.BLOCKER);
        levels.put("template-sections", RuleLevel.BLOCKER);
        levels.put("timeline-complete", RuleLevel.BLOCKER);
        levels.put("timeline-gaps", RuleLevel.ADVICE);
        levels.put("impact-answered", RuleLevel.BLOCKER);
        levels.put("impact-quantified", RuleLevel.BLOCKER);
        levels.put("root-cause-answered", RuleLevel.BLOCKER);
        levels.put("five-whys-depth", RuleLevel.BLOCKER);
        levels.put("why-beyond-person", RuleLevel.BLOCKER);
        levels.put("root-cause-evidence", RuleLevel.BLOCKER);
        levels.put("tests-missed-it", RuleLevel.BLOCKER);
        levels.put("data-or-reason", RuleLevel.BLOCKER);
        levels.put("security-answered", RuleLevel.BLOCKER);
        levels.put("lesson-learned", RuleLevel.BLOCKER);
        levels.put("corrective-actions-answered", RuleLevel.BLOCKER);
        levels.put("prevents-or-detects", RuleLevel.BLOCKER);
        levels.put("action-owner-and-date", RuleLevel.BLOCKER);
        levels.put("action-verb", RuleLevel.ADVICE);
        levels.put("root-cause-covered", RuleLevel.BLOCKER);
        levels.put("action-tied-to-cause", RuleLevel.BLOCKER);
        levels.put("blameless-wording", RuleLevel.ADVICE);
        return Collections.unmodifiableMap(levels);
    }

    @Override
    public void check(Violations violations) {
        levels.keySet().stream()
                .filter(rule -> !LEVELS.containsKey(rule))
                .forEach(rule -> violations.add(
                        "/levels/" + rule.replace("~", "~0").replace("/", "~1"),
                        "unknown_rule",
                        "There is no such rule; there are " + String.join(", ", LEVELS.keySet()) + "."));
    }
}
