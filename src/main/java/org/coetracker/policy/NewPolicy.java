package org.coetracker.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.coetracker.shared.json.JsonText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The members of all policies; each policy has its own and none of the others.
 *
 * @param byPriority of {@code due-dates}
 * @param bySeverity of {@code due-dates}
 * @param longestReDateDays of {@code due-dates}
 * @param reDatesByOwnTeam of {@code due-dates}
 * @param daysBefore of {@code reminders}
 * @param parentAfterDays of {@code escalation}
 * @param topAfterDays of {@code escalation}
 * @param submittedWithinDays of {@code deadlines}
 * @param approvedWithinDays of {@code deadlines}
 * @param observedForDays of {@code verification}
 * @param madeWithinDays of {@code verification}
 * @param levels of {@code quality}
 * @param longestGapMinutes of {@code quality}
 * @param shortestChain of {@code quality}
 * @param shortestSummary of {@code quality}
 * @param defaultReviewers of {@code review}
 * @param defaultReviewTeams of {@code review}
 * @param managerAsked of {@code review}
 * @param leastApprovals of {@code review}
 */
@Schema(name = "NewPolicy")
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewPolicy(
        Map<Priority, Integer> byPriority,
        Map<Severity, Integer> bySeverity,
        Integer longestReDateDays,
        Integer reDatesByOwnTeam,
        List<Integer> daysBefore,
        Integer parentAfterDays,
        Integer topAfterDays,
        Map<Severity, Integer> submittedWithinDays,
        Map<Severity, Integer> approvedWithinDays,
        Integer observedForDays,
        Integer madeWithinDays,
        Map<String, RuleLevel> levels,
        Integer longestGapMinutes,
        Integer shortestChain,
        Integer shortestSummary,
        Map<Severity, List<String>> defaultReviewers,
        Map<Severity, List<String>> defaultReviewTeams,
        Map<Severity, Boolean> managerAsked,
        Map<Severity, Integer> leastApprovals) {

    /** The members of one policy. */
    static NewPolicy of(PolicyDocument document) {
        return JsonText.read(JsonText.write(document), NewPolicy.class);
    }
}
