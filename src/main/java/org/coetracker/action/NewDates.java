package org.coetracker.action;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import org.coetracker.access.Actor;
import org.coetracker.access.Role;
import org.coetracker.policy.Policies;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** When an action may be given another date, and which. */
@ApplicationScoped
class NewDates {
    private final Policies policies;

    NewDates(Policies policies) {
        this.policies = policies;
    }

    /** A new due date lies in the future, and not too far. */
    void check(Action action, LocalDate dueOn, Instant now, Violations violations) {
        if (dueOn != null) {
            ActionRules.checkFuture("/dueOn", dueOn, action.today(now), violations);
            checkNotTooFar(action, "/dueOn", dueOn, now, violations);
        }
    }

    /** The day on which to look at a risk again lies in the future, and no further than a new due date may. */
    void checkLookAgain(Action action, LocalDate lookAgainOn, Instant now, Violations violations) {
        ActionRules.checkFuture("/lookAgainOn", lookAgainOn, action.today(now), violations);
        checkNotTooFar(action, "/lookAgainOn", lookAgainOn, now, violations);
    }

    /** No day that puts something off lies too far; null is none. */
    void checkNotTooFar(Action action, String pointer, LocalDate day, Instant now, Violations violations) {
        if (day != null) {
            ActionRules.checkNotTooFar(
                    pointer, day, action.today(now), policies.dueDates().longestReDateDays(), violations);
        }
    }

    /** The same, and it is another date than before. */
    void checkMoved(Action action, LocalDate dueOn, Instant now, Violations violations) {
        check(action, dueOn, now, violations);
        if (dueOn != null && action.hasDueDate(dueOn)) {
            violations.add("/dueOn", "unchanged", "The action is due on that day already.");
        }
    }

    /**
     * The same for what is owed again: who refuses an action and takes it up again has moved its date. A verified one that
     * fails after all is another matter, as a failed check is: nobody asks for more time.
     *
     * @throws ProblemException 403 when it takes a manager of the parent team
     */
    void requireMayTakeUp(Action action, Actor actor) {
        if (action.state() == ActionState.REFUSED) {
            requireMayMove(action, actor);
        }
    }

    /**
     * Lets another date through unless the team has moved it often enough: then it takes those above.
     *
     * @throws ProblemException 403 when it takes a manager of the parent team
     */
    void requireMayMove(Action action, Actor actor) {
        requireMay(action, action.schedule().reDateCount(), "was given another date", actor);
    }

    /**
     * The same for the check of a done action, which is put off as often as a date may be moved.
     *
     * @throws ProblemException 403 when it takes a manager of the parent team
     */
    void requireMayPutOffCheck(Action action, Actor actor) {
        requireMay(action, action.check().putOff(), "had its check put off", actor);
    }

    private void requireMay(Action action, int times, String what, Actor actor) {
        String parent = action.parentTeam();
        if (parent == null
                || actor.roles().contains(Role.ADMIN)
                || actor.overseen().contains(parent)
                || times < policies.dueDates().reDatesByOwnTeam()) {
            return;
        }
        throw ProblemException.of(
                ErrorCode.FORBIDDEN,
                action.ref() + " " + what + " " + times + " times. One more is for the managers of " + parent
                        + ", the parent team, to give.");
    }
}
