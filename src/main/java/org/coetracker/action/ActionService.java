package org.coetracker.action;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.policy.DueDate;
import org.coetracker.policy.DueDates;
import org.coetracker.policy.Policies;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Reason;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** The moves of corrective actions, each one unit of work. */
@ApplicationScoped
public class ActionService {
    private final Actions actions;
    private final Transitions transitions;
    private final NewDates dates;
    private final Parents parents;
    private final History history;
    private final Policies policies;
    private final DueDates dueDates;
    private final Clock clock;
    private final Event<CoeWithdrawn> withdrawals;

    ActionService(
            Actions actions,
            Transitions transitions,
            NewDates dates,
            Parents parents,
            History history,
            Policies policies,
            DueDates dueDates,
            Clock clock,
            Event<CoeWithdrawn> withdrawals) {
        this.actions = actions;
        this.transitions = transitions;
        this.dates = dates;
        this.parents = parents;
        this.history = history;
        this.policies = policies;
        this.dueDates = dueDates;
        this.clock = clock;
        this.withdrawals = withdrawals;
    }

    /** One action. */
    public ActionView read(ActionRef ref, Actor actor) {
        return actions.find(ref, actor)
                .map(action -> ActionView.of(action, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("action " + ref.text()));
    }

    /** Somebody takes a proposed action on. */
    @Transactional
    public ActionView commit(ActionRef ref, IfMatch expected, Moves.Commit command, Actor actor) {
        return transitions.make(
                ref,
                Operation.COMMIT_ACTION,
                expected,
                command,
                actor,
                "committed",
                null,
                (action, now, violations) -> {
                    ActionRules.checkNewOwner(action, command.owner(), violations);
                    transitions.requirePerson(violations, "/owner", command.owner());
                    boolean byPolicy = command.dueOn() == null && action.dueOn() == null;
                    DueDate derived = byPolicy
                            ? dueDates.derive(action.priority(), action.severity(), action.team(), action.today(now))
                            : null;
                    action.commit(command.owner(), command.dueOn(), derived, now);
                });
    }

    /** Work begins. */
    @Transactional
    public ActionView start(ActionRef ref, IfMatch expected, Moves.Start command, Actor actor) {
        return transitions.make(
                ref, Operation.START_ACTION, expected, command, actor, "started", null, (action, now, violations) -> {
                    violations.orElseThrow(ErrorCode.INVALID);
                    action.start(now);
                });
    }

    /** The action is carried out. */
    @Transactional
    public ActionView complete(ActionRef ref, IfMatch expected, Moves.Complete command, Actor actor) {
        return transitions.make(
                ref,
                Operation.COMPLETE_ACTION,
                expected,
                command,
                actor,
                "completed",
                null,
                (action, now, violations) -> {
                    violations.orElseThrow(ErrorCode.INVALID);
                    action.complete(command.evidence(), actor.handle(), policies.verification(), now);
                });
    }

    /** The check was made. */
    @Transactional
    public ActionView verify(ActionRef ref, IfMatch expected, Moves.Verify command, Actor actor) {
        boolean worked = command.outcome() == Verification.Outcome.WORKED;
        String change = worked ? "verified" : "verification_failed";
        return transitions.make(
                ref, Operation.VERIFY_ACTION, expected, command, actor, change, null, (action, now, violations) -> {
                    action.state().require(ActionState.Move.VERIFY, action.ref());
                    if (command.outcome() == Verification.Outcome.DID_NOT_WORK && command.dueOn() == null) {
                        violations.add("/dueOn", "required", "The action is owed again, so it needs a new due date.");
                    }
                    if (!worked) {
                        Transitions.requireOwner(action, violations);
                    }
                    if (worked && command.dueOn() != null) {
                        violations.add(
                                "/dueOn",
                                "not_in_this_state",
                                "An action that worked is not owed, so it has no new date.");
                    }
                    dates.check(action, command.dueOn(), now, violations);
                    violations.orElseThrow(ErrorCode.INVALID);
                    action.verify(command, actor.handle(), now);
                });
    }

    /** The action will not be done. */
    @Transactional
    public ActionView refuse(ActionRef ref, IfMatch expected, Moves.Refuse command, Actor actor) {
        parents.hold(actions.coeOf(ref, actor));
        return refuseHeld(ref, expected, command, actor);
    }

    /** The same, where the COE is held already. */
    ActionView refuseHeld(ActionRef ref, IfMatch expected, Moves.Refuse command, Actor actor) {
        return transitions.make(
                ref,
                Operation.REFUSE_ACTION,
                expected,
                command,
                actor,
                "refused",
                command.reason(),
                (action, now, violations) -> {
                    action.state().require(ActionState.Move.REFUSE, action.ref());
                    ActionRules.requireNotOwner(action, actor);
                    ActionRules.checkApprover("", command.approver(), action.owner(), violations);
                    dates.checkLookAgain(action, command.lookAgainOn(), now, violations);
                    transitions.requirePerson(violations, "/approver", command.approver());
                    action.refuse(command, now);
                });
    }

    /** The action is owed again. */
    @Transactional
    public ActionView reopen(ActionRef ref, IfMatch expected, Moves.Reopen command, Actor actor) {
        // The COE's row is locked before its actions', as everywhere.
        parents.requireOpen(actions.coeOf(ref, actor));
        return transitions.make(
                ref,
                Operation.REOPEN_ACTION,
                expected,
                command,
                actor,
                "reopened",
                command.reason(),
                (action, now, violations) -> {
                    action.state().require(ActionState.Move.REOPEN, action.ref());
                    dates.requireMayTakeUp(action, actor);
                    dates.check(action, command.dueOn(), now, violations);
                    Transitions.requireOwner(action, violations);
                    violations.orElseThrow(ErrorCode.INVALID);
                    action.reopen(command, actor.handle(), now);
                });
    }

    /** The action is owed by another day. */
    @Transactional
    public ActionView reDate(ActionRef ref, IfMatch expected, Moves.ReDate command, Actor actor) {
        return transitions.make(
                ref,
                Operation.RE_DATE_ACTION,
                expected,
                command,
                actor,
                "re_dated",
                command.reason(),
                (action, now, violations) -> {
                    action.state().require(ActionState.Move.RE_DATE, action.ref());
                    dates.requireMayMove(action, actor);
                    dates.checkMoved(action, command.dueOn(), now, violations);
                    violations.orElseThrow(ErrorCode.INVALID);
                    action.reDate(command.dueOn(), command.reason(), actor.handle(), now);
                });
    }

    /** Nothing is owed for a COE any more. */
    @Transactional
    public void withdraw(UUID coe, Actor actor, Instant now) {
        actions.withdraw(coe);
        withdrawals.fire(new CoeWithdrawn(coe, actor, now));
    }

    /**
     * Takes out an action that nobody ever committed to.
     *
     * @param reason why; null where nobody has to say, as the COE is not approved
     */
    @Transactional
    public void delete(ActionRef ref, IfMatch expected, String reason, Actor actor) {
        Parents.Held coe = parents.hold(actions.coeOf(ref, actor));
        Action action = transitions.lock(ref, Operation.DELETE_ACTION, actor);
        expected.check(action.version());
        action.requireNotWithdrawn();
        if (action.state() != ActionState.PROPOSED) {
            throw ProblemException.illegalMove(
                    "Only a proposed action can be deleted; one that was committed to is refused, with a reason.",
                    action.state(),
                    action.state().openMoves());
        }
        Violations violations = new Violations();
        String why = Reason.ofParameter(reason, violations);
        if (coe.agreed() && why == null) {
            violations.parameter(
                    "reason",
                    "required",
                    "The COE is approved, and what is to be done was approved with it: send the reason along, as the"
                            + " query parameter \"reason\".");
        }
        violations.orElseThrow(ErrorCode.INVALID);
        Instant now = clock.instant();
        ActionView view = ActionView.of(action, now);
        actions.delete(action);
        history.record(
                actor, now, Change.of("action", view.id(), action.coeId(), view.version() + 1, "deleted", why, view));
        transitions.tellDeleted(action, why, actor, now);
    }
}
