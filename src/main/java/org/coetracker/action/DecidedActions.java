package org.coetracker.action;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.event.Events;
import org.coetracker.policy.Policies;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.problem.ErrorCode;

/** What the decisions on overdue actions do to them. Whoever decides has seen the review, not the action's version. */
@ApplicationScoped
public class DecidedActions {
    private final ActionService moves;
    private final Transitions transitions;
    private final NewDates dates;
    private final Parents parents;
    private final Policies policies;
    private final Events events;

    DecidedActions(
            ActionService moves,
            Transitions transitions,
            NewDates dates,
            Parents parents,
            Policies policies,
            Events events) {
        this.moves = moves;
        this.transitions = transitions;
        this.dates = dates;
        this.parents = parents;
        this.policies = policies;
        this.events = events;
    }

    /** The action is owed by another day. */
    @Transactional
    public ActionView reDate(ActionRef ref, Moves.ReDate command, Actor actor) {
        return moves.reDate(ref, IfMatch.any(), command, actor);
    }

    /** The check of a done action was made. */
    @Transactional
    public ActionView verify(ActionRef ref, Moves.Verify command, Actor actor) {
        return moves.verify(ref, IfMatch.any(), command, actor);
    }

    /** The action will not be done. */
    @Transactional
    public ActionView refuse(ActionRef ref, Moves.Refuse command, Actor actor) {
        return moves.refuseHeld(ref, IfMatch.any(), command, actor);
    }

    /** The action is carried out, whether anybody said before that work had begun or not. */
    @Transactional
    public ActionView finish(ActionRef ref, Moves.Complete command, Actor actor) {
        return transitions.make(
                ref,
                Operation.COMPLETE_ACTION,
                IfMatch.any(),
                command,
                actor,
                "completed",
                null,
                (action, now, violations) -> {
                    violations.orElseThrow(ErrorCode.INVALID);
                    if (action.state() == ActionState.COMMITTED) {
                        action.start(now);
                    }
                    action.complete(command.evidence(), actor.handle(), policies.verification(), now);
                });
    }

    /** Somebody else owes the action, by another day. */
    @Transactional
    public ActionView reAssign(ActionRef ref, String owner, Moves.ReDate newDate, Actor actor) {
        return transitions.make(
                ref,
                Operation.AMEND_ACTION,
                IfMatch.any(),
                newDate,
                actor,
                "re_assigned",
                newDate.reason(),
                (action, now, violations) -> {
                    dates.requireMayMove(action, actor);
                    dates.checkMoved(action, newDate.dueOn(), now, violations);
                    ActionRules.checkNewOwner(action, owner, violations);
                    transitions.requirePerson(violations, "/owner", owner);
                    action.assign(owner);
                    action.reDate(newDate.dueOn(), newDate.reason(), actor.handle(), now);
                });
    }

    /** Less is owed, by another day. */
    @Transactional
    public ActionView reduceScope(ActionRef ref, String title, String description, Moves.ReDate newDate, Actor actor) {
        return transitions.make(
                ref,
                Operation.AMEND_ACTION,
                IfMatch.any(),
                newDate,
                actor,
                "scope_reduced",
                newDate.reason(),
                (action, now, violations) -> {
                    dates.requireMayMove(action, actor);
                    dates.checkMoved(action, newDate.dueOn(), now, violations);
                    violations.orElseThrow(ErrorCode.INVALID);
                    action.reword(title, description);
                    action.reDate(newDate.dueOn(), newDate.reason(), actor.handle(), now);
                });
    }

    /** A done action is to be checked by another day, and by another person where one is named. */
    @Transactional
    public ActionView postponeCheck(ActionRef ref, String verifier, Moves.ReDate newDate, Actor actor) {
        return transitions.make(
                ref,
                Operation.VERIFY_ACTION,
                IfMatch.any(),
                newDate,
                actor,
                "verification_postponed",
                newDate.reason(),
                (action, now, violations) -> {
                    dates.requireMayPutOffCheck(action, actor);
                    dates.check(action, newDate.dueOn(), now, violations);
                    if (verifier != null && verifier.equals(action.owner())) {
                        violations.add("/owner", "is_the_owner", "The owner does not verify their own action.");
                    }
                    transitions.requirePerson(violations, "/owner", verifier);
                    String before = ActionEvents.verifier(action);
                    action.postponeCheck(newDate.dueOn(), verifier, now);
                    ActionEvents.newVerifier(action, before, now).ifPresent(event -> events.add(actor, now, event));
                });
    }

    /** The risk of a refused action is still taken, until a later day. */
    @Transactional
    public ActionView refuseAgain(ActionRef ref, Moves.Refuse command, Actor actor) {
        return transitions.make(
                ref,
                Operation.REFUSE_ACTION,
                IfMatch.any(),
                command,
                actor,
                "refused",
                command.reason(),
                (action, now, violations) -> {
                    ActionRules.requireNotOwner(action, actor);
                    ActionRules.checkApprover("", command.approver(), action.owner(), violations);
                    dates.checkLookAgain(action, command.lookAgainOn(), now, violations);
                    transitions.requirePerson(violations, "/approver", command.approver());
                    action.refuseAgain(command, now);
                });
    }

    /**
     * A refused action is owed after all, by somebody else or less of it where that is said.
     *
     * @param owner who owes it now; null for whoever did
     * @param title what is left to do; null for all of it
     */
    @Transactional
    public ActionView takeUpAgain(
            ActionRef ref, String owner, String title, String description, Moves.Reopen command, Actor actor) {
        return transitions.make(
                ref,
                Operation.REOPEN_ACTION,
                IfMatch.any(),
                command,
                actor,
                "reopened",
                command.reason(),
                (action, now, violations) -> {
                    dates.requireMayTakeUp(action, actor);
                    dates.check(action, command.dueOn(), now, violations);
                    if (owner == null) {
                        Transitions.requireOwner(action, violations);
                    }
                    ActionRules.checkNewOwner(action, owner, violations);
                    transitions.requirePerson(violations, "/owner", owner);
                    action.reopen(command, actor.handle(), now);
                    if (owner != null) {
                        action.assign(owner);
                    }
                    if (title != null) {
                        action.reword(title, description);
                    }
                });
    }

    /** The COE of an action stays as it is until the transaction ends. Take it before the action's row. */
    public void holdCoe(UUID coe) {
        parents.hold(coe);
    }

    /**
     * Makes sure that the COE of an action is not closed, and stays so until the transaction ends. Take it before the
     * action's row.
     */
    public void requireOpenCoe(UUID coe) {
        parents.requireOpen(coe);
    }
}
