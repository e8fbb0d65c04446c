package org.coetracker.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.workday.Calendars;

/** Derives due dates by the policy in force and the working days of teams. */
@ApplicationScoped
public class DueDates {
    private final Policies policies;
    private final Calendars calendars;

    DueDates(Policies policies, Calendars calendars) {
        this.policies = policies;
        this.calendars = calendars;
    }

    /** The version of the policy that is in force. */
    public int version() {
        return policies.get(PolicyName.DUE_DATES).version();
    }

    /** What holds for some teams now; two queries, however many they are. */
    public DueDateTerms termsFor(Collection<String> teams) {
        Policy policy = policies.get(PolicyName.DUE_DATES);
        return new DueDateTerms((DueDatePolicy) policy.document(), policy.version(), calendars.of(teams));
    }

    /**
     * The due date of an action that is committed to without one.
     *
     * @param from the day of the commitment, for the team
     */
    public DueDate derive(Priority priority, Severity severity, String team, LocalDate from) {
        return termsFor(List.of(team)).derive(priority, severity, team, from);
    }

    /**
     * Makes sure that a policy is the one of due dates. What the others say is read whenever it matters, so that there is
     * nothing to apply them to; the day of a check is set when the action is done, and stays.
     *
     * @throws ProblemException 404 when there is no such policy, 409 when it is another
     */
    public static void requireApplicable(String policy) {
        PolicyName name = PolicyName.of(policy);
        if (name != PolicyName.DUE_DATES) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "Only \"due-dates\" is applied: what \"" + policy + "\" says holds for "
                            + (name == PolicyName.VERIFICATION
                                    ? "what is done from then on."
                                    : "everything as soon as it is changed."));
        }
    }
}
