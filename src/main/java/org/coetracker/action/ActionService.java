package org.coetracker.action;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.access.Role;
import org.coetracker.event.Events;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.people.Directory;
import org.coetracker.policy.DueDate;
import org.coetracker.policy.DueDates;
import org.coetracker.policy.Policies;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** The moves of corrective actions, each one unit of work: lock, check, change, keep in the history. */
@ApplicationScoped
public class ActionService {
    private final Actions actions;
    private final Parents parents;
    private final Directory directory;
    private final History history;
    private final Events events;
    private final Rules rules;
    private final Policies policies;
    private final DueDates dueDates;
    private final Clock clock;
    private final Event<FlaggedActionChanged> flaggedChanges;
    private final Event<CoeWithdrawn> withdrawals;

    ActionService(
            Actions actions,
            Parents parents,
            Directory directory,
            History history,
            Events events,
            Rules rules,
            Policies policies,
            DueDates dueDates,
            Clock clock,
            Event<FlaggedActionChanged> flaggedChanges,
            Event<CoeWithdrawn> withdrawals) {
        this.actions = actions;
        this.parents = parents;
        this.directory = directory;
        this.history = history;
        this.events = events;
        this.rules = rules;
        this.policies = policies;
        this.dueDates = dueDates;
        this.clock = clock;
        this.flaggedChanges = flaggedChanges;
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
        return move(
                ref,
                Operation.COMMIT_ACTION,
                expected,
                command,
                actor,
                "committed",
                null,
                (action, now, violations) -> {
                    ActionRules.checkNewOwner(action, command.owner(), violations);
                    people(violations, "/owner", command.owner());
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
        return move(
                ref, Operation.START_ACTION, expected, command, actor, "started", null, (action, now, violations) -> {
                    violations.orElseThrow(ErrorCode.INVALID);
                    action.start(now);
                });
    }

    /** The action is carried out. */
    @Transactional
    public ActionView complete(ActionRef ref, IfMatch expected, Moves.Complete command, Actor actor) {
        return move(
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

    /** The action is carried out, whether anybody said before that work had begun or not. */
    @Transactional
    public ActionView finish(ActionRef ref, Moves.Complete command, Actor actor) {
        return move(
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

    /** The check was made. */
    @Transactional
    public ActionView verify(ActionRef ref, IfMatch expected, Moves.Verify command, Actor actor) {
        boolean worked = command.outcome() == Verification.Outcome.WORKED;
        String change = worked ? "verified" : "verification_failed";
        return move(ref, Operation.VERIFY_ACTION, expected, command, actor, change, null, (action, now, violations) -> {
            action.state().require(ActionState.Move.VERIFY, action.ref());
            if (command.outcome() == Verification.Outcome.DID_NOT_WORK && command.dueOn() == null) {
                violations.add("/dueOn", "required", "The action is owed again, so it needs a new due date.");
            }
            if (!worked) {
                requireOwner(action, violations);
            }
            if (worked && command.dueOn() != null) {
                violations.add(
                        "/dueOn", "not_in_this_state", "An action that worked is not owed, so it has no new date.");
            }
            checkNewDate(action, command.dueOn(), now, violations);
            violations.orElseThrow(ErrorCode.INVALID);
            action.verify(command, actor.handle(), now);
        });
    }

    /** The action will not be done. */
    @Transactional
    public ActionView refuse(ActionRef ref, IfMatch expected, Moves.Refuse command, Actor actor) {
        return move(
                ref,
                Operation.REFUSE_ACTION,
                expected,
                command,
                actor,
                "refused",
                command.reason(),
                (action, now, violations) -> {
                    action.state().require(ActionState.Move.REFUSE, action.ref());
                    ActionRules.checkApprover("", command.approver(), action.owner(), violations);
                    ActionRules.checkFuture("/lookAgainOn", command.lookAgainOn(), action.today(now), violations);
                    people(violations, "/approver", command.approver());
                    action.refuse(command, now);
                });
    }

    /** The action is owed again. */
    @Transactional
    public ActionView reopen(ActionRef ref, IfMatch expected, Moves.Reopen command, Actor actor) {
        // The COE's row is locked before its actions', as everywhere.
        parents.requireOpen(actions.coeOf(ref, actor));
        return move(
                ref,
                Operation.REOPEN_ACTION,
                expected,
                command,
                actor,
                "reopened",
                command.reason(),
                (action, now, violations) -> {
                    action.state().require(ActionState.Move.REOPEN, action.ref());
                    checkNewDate(action, command.dueOn(), now, violations);
                    requireOwner(action, violations);
                    violations.orElseThrow(ErrorCode.INVALID);
                    action.reopen(command, actor.handle(), now);
                });
    }

    /** The action is owed by another day. */
    @Transactional
    public ActionView reDate(ActionRef ref, IfMatch expected, Moves.ReDate command, Actor actor) {
        return move(
                ref,
                Operation.RE_DATE_ACTION,
                expected,
                command,
                actor,
                "re_dated",
                command.reason(),
                (action, now, violations) -> {
                    action.state().require(ActionState.Move.RE_DATE, action.ref());
                    requireMayReDate(action, actor);
                    newDate(action, command.dueOn(), now, violations);
                    violations.orElseThrow(ErrorCode.INVALID);
                    action.reDate(command.dueOn(), command.reason(), actor.handle(), now);
                });
    }

    /** Somebody else owes the action, by another day. */
    @Transactional
    public ActionView reAssign(ActionRef ref, String owner, Moves.ReDate newDate, Actor actor) {
        return move(
                ref,
                Operation.AMEND_ACTION,
                IfMatch.any(),
                newDate,
                actor,
                "re_assigned",
                newDate.reason(),
                (action, now, violations) -> {
                    requireMayReDate(action, actor);
                    newDate(action, newDate.dueOn(), now, violations);
                    ActionRules.checkNewOwner(action, owner, violations);
                    people(violations, "/owner", owner);
                    action.assign(owner);
                    action.reDate(newDate.dueOn(), newDate.reason(), actor.handle(), now);
                });
    }

    /** Less is owed, by another day. */
    @Transactional
    public ActionView reduceScope(ActionRef ref, String title, String description, Moves.ReDate newDate, Actor actor) {
        return move(
                ref,
                Operation.AMEND_ACTION,
                IfMatch.any(),
                newDate,
                actor,
                "scope_reduced",
                newDate.reason(),
                (action, now, violations) -> {
                    requireMayReDate(action, actor);
                    newDate(action, newDate.dueOn(), now, violations);
                    violations.orElseThrow(ErrorCode.INVALID);
                    action.reword(title, description);
                    action.reDate(newDate.dueOn(), newDate.reason(), actor.handle(), now);
                });
    }

    /** A done action is to be checked by another day, and by another person where one is named. */
    @Transactional
    public ActionView postponeCheck(ActionRef ref, String verifier, Moves.ReDate newDate, Actor actor) {
        return move(
                ref,
                Operation.VERIFY_ACTION,
                IfMatch.any(),
                newDate,
                actor,
                "verification_postponed",
                newDate.reason(),
                (action, now, violations) -> {
                    checkNewDate(action, newDate.dueOn(), now, violations);
                    if (verifier != null && verifier.equals(action.owner())) {
                        violations.add("/owner", "is_the_owner", "The owner does not verify their own action.");
                    }
                    people(violations, "/owner", verifier);
                    action.postponeCheck(newDate.dueOn(), verifier, now);
                });
    }

    /** The risk of a refused action is still taken, until a later day. */
    @Transactional
    public ActionView refuseAgain(ActionRef ref, Moves.Refuse command, Actor actor) {
        return move(
                ref,
                Operation.REFUSE_ACTION,
                IfMatch.any(),
                command,
                actor,
                "refused",
                command.reason(),
                (action, now, violations) -> {
                    ActionRules.checkApprover("", command.approver(), action.owner(), violations);
                    ActionRules.checkFuture("/lookAgainOn", command.lookAgainOn(), action.today(now), violations);
                    people(violations, "/approver", command.approver());
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
        return move(
                ref,
                Operation.REOPEN_ACTION,
                IfMatch.any(),
                command,
                actor,
                "reopened",
                command.reason(),
                (action, now, violations) -> {
                    checkNewDate(action, command.dueOn(), now, violations);
                    if (owner == null) {
                        requireOwner(action, violations);
                    }
                    ActionRules.checkNewOwner(action, owner, violations);
                    people(violations, "/owner", owner);
                    action.reopen(command, actor.handle(), now);
                    if (owner != null) {
                        action.assign(owner);
                    }
                    if (title != null) {
                        action.reword(title, description);
                    }
                });
    }

    /**
     * Makes sure that the COE of an action is not closed, and stays so until the transaction ends. Take it before the
     * action's row.
     */
    public void requireOpenCoe(UUID coe) {
        parents.requireOpen(coe);
    }

    /**
     * Lets another date through unless the team has moved it often enough: then it takes those above.
     *
     * @throws ProblemException 403 when it takes a manager of the parent team
     */
    void requireMayReDate(Action action, Actor actor) {
        String parent = action.parentTeam();
        if (parent == null
                || actor.roles().contains(Role.ADMIN)
                || actor.overseen().contains(parent)
                || action.reDateCount() < policies.dueDates().reDatesByOwnTeam()) {
            return;
        }
        throw ProblemException.of(
                ErrorCode.FORBIDDEN,
                action.ref() + " was given another date " + action.reDateCount()
                        + " times. One more is for the managers" + " of " + parent + ", the parent team, to give.");
    }

    /** Nothing is owed for a COE any more. */
    @Transactional
    public void withdraw(UUID coe, Actor actor, Instant now) {
        actions.withdraw(coe);
        withdrawals.fire(new CoeWithdrawn(coe, actor, now));
    }

    /** Takes out an action that nobody ever committed to. */
    @Transactional
    public void delete(ActionRef ref, IfMatch expected, Actor actor) {
        Action action = lock(ref, Operation.DELETE_ACTION, actor);
        expected.check(action.version());
        action.requireNotWithdrawn();
        if (action.state() != ActionState.PROPOSED) {
            throw ProblemException.illegalMove(
                    "Only a proposed action can be deleted; one that was committed to is refused, with a reason.",
                    action.state(),
                    action.state().openMoves());
        }
        Instant now = clock.instant();
        ActionView view = ActionView.of(action, now);
        actions.delete(action);
        history.record(
                actor, now, Change.of("action", view.id(), action.coeId(), view.version() + 1, "deleted", null, view));
    }

    private static void requireOwner(Action action, Violations violations) {
        if (action.owner() == null) {
            violations.add("", "no_owner", "Nobody owns this action; give it an owner by PATCH first.");
        }
    }

    /** A new due date lies in the future, and not too far. */
    void checkNewDate(Action action, LocalDate dueOn, Instant now, Violations violations) {
        if (dueOn != null) {
            LocalDate today = action.today(now);
            ActionRules.checkFuture("/dueOn", dueOn, today, violations);
            ActionRules.checkNotTooFar(
                    "/dueOn", dueOn, today, policies.dueDates().longestReDateDays(), violations);
        }
    }

    private void newDate(Action action, LocalDate dueOn, Instant now, Violations violations) {
        checkNewDate(action, dueOn, now, violations);
        if (dueOn != null && action.hasDueDate(dueOn)) {
            violations.add("/dueOn", "unchanged", "The action is due on that day already.");
        }
    }

    /** A change of an action: first says all that is wrong with it, together with what was found before. */
    private interface Transition {
        void make(Action action, Instant now, Violations violations);
    }

    /** Looks somebody up, and ends the request when anything is wrong. */
    private void people(Violations violations, String pointer, String handle) {
        directory.find(Arrays.asList(handle), List.of()).person(pointer, handle, violations);
        violations.orElseThrow(ErrorCode.INVALID);
    }

    /** The action, locked, for somebody who may do this with it. */
    Action lock(ActionRef ref, Operation operation, Actor actor) {
        Action action = actions.lock(ref, actor);
        if (operation == Operation.REFUSE_ACTION) {
            // What is not done is for those to say who answer for the action's team, as a decision is.
            AccessPolicy.require(actor, operation, action.involved());
        } else {
            AccessPolicy.require(actor, operation, action.involved(), () -> parents.involved(action.coeId()));
        }
        return action;
    }

    private ActionView move(
            ActionRef ref,
            Operation operation,
            IfMatch expected,
            Object command,
            Actor actor,
            String change,
            String reason,
            Transition transition) {
        Action action = lock(ref, operation, actor);
        expected.check(action.version());
        Violations violations = new Violations();
        rules.check(command, violations);
        boolean wasFlagged = action.flaggedAt() != null;
        Instant now = clock.instant();
        transition.make(action, now, violations);
        return keep(action, wasFlagged, change, reason, actor, now);
    }

    /** Writes the change down; who waits for a decision about the action hears of it. */
    ActionView keep(Action action, boolean wasFlagged, String change, String reason, Actor actor, Instant now) {
        actions.flush();
        ActionView view = ActionView.of(action, now);
        history.record(
                actor, now, Change.of("action", view.id(), action.coeId(), view.version(), change, reason, view));
        ActionEvents.changed(action, change).ifPresent(event -> events.add(actor, now, event));
        if (wasFlagged) {
            String resolution = action.flaggedAt() == null ? change : null;
            flaggedChanges.fire(new FlaggedActionChanged(view.id(), resolution, view.team(), view.owner(), actor, now));
        }
        return view;
    }
}
