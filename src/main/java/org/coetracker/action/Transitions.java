package org.coetracker.action;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.event.Events;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.people.Directory;
import org.coetracker.policy.Priority;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** A move of an action as one unit of work: lock, check, change, keep in the history, tell. */
@ApplicationScoped
class Transitions {
    private final Actions actions;
    private final Parents parents;
    private final Directory directory;
    private final History history;
    private final Events events;
    private final Rules rules;
    private final Clock clock;
    private final Event<FlaggedActionChanged> flaggedChanges;
    private final Event<ActionReworded> rewordings;

    Transitions(
            Actions actions,
            Parents parents,
            Directory directory,
            History history,
            Events events,
            Rules rules,
            Clock clock,
            Event<FlaggedActionChanged> flaggedChanges,
            Event<ActionReworded> rewordings) {
        this.actions = actions;
        this.parents = parents;
        this.directory = directory;
        this.history = history;
        this.events = events;
        this.rules = rules;
        this.clock = clock;
        this.flaggedChanges = flaggedChanges;
        this.rewordings = rewordings;
    }

    /** A change of an action: first says all that is wrong with it, together with what was found before. */
    interface Transition {
        void make(Action action, Instant now, Violations violations);
    }

    /**
     * Makes a move.
     *
     * @param change the move in the word of the history
     * @param reason why, where somebody has to say
     */
    ActionView make(
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
        Words before = Words.of(action);
        transition.make(action, now, violations);
        ActionView view = keep(action, wasFlagged, change, reason, actor, now);
        tellIfReworded(before, action, reason, actor, now);
        return view;
    }

    /** What an action says is to be done, and what else whoever approves the COE goes by. */
    record Words(
            String title,
            String description,
            ActionType type,
            Priority priority,
            List<String> causes,
            String criterion,
            Refusal refusal) {
        static Words of(Action action) {
            Verification plan = action.check().verification();
            return new Words(
                    action.title(),
                    action.description(),
                    action.type(),
                    action.priority(),
                    List.copyOf(action.causes()),
                    plan == null ? null : plan.criterion(),
                    action.refusal());
        }

        /** What it would say after an edit, which refuses nothing. */
        Words with(NewAction edited) {
            return new Words(
                    edited.title(),
                    edited.description(),
                    edited.type(),
                    edited.priority(),
                    edited.causes(),
                    edited.verification() == null ? null : edited.verification().criterion(),
                    refusal);
        }

        private Words with(Refusal another) {
            return new Words(title, description, type, priority, causes, criterion, another);
        }

        /** Whether the same is to be done, whoever refused it or not. */
        boolean asksForTheSame(Words other) {
            return equals(other.with(refusal));
        }
    }

    /** Whoever has approved the COE has approved what its actions said. */
    void tellIfReworded(Words before, Action action, String reason, Actor actor, Instant at) {
        Words now = Words.of(action);
        if (!before.equals(now)) {
            ActionReworded.Kind kind =
                    before.asksForTheSame(now) ? ActionReworded.Kind.REFUSAL : ActionReworded.Kind.REWORDED;
            rewordings.fire(new ActionReworded(action.coeId(), action.ref(), kind, reason, actor, at));
        }
    }

    /** An action is gone. */
    void tellDeleted(Action action, String reason, Actor actor, Instant now) {
        actions.flush();
        rewordings.fire(
                new ActionReworded(action.coeId(), action.ref(), ActionReworded.Kind.DELETED, reason, actor, now));
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

    /** Looks somebody up (null for nobody), and ends the request when anything is wrong. */
    void requirePerson(Violations violations, String pointer, String handle) {
        directory.find(Arrays.asList(handle), List.of()).person(pointer, handle, violations);
        violations.orElseThrow(ErrorCode.INVALID);
    }

    /** Who owes an action again has to be somebody. */
    static void requireOwner(Action action, Violations violations) {
        if (action.owner() == null) {
            violations.add("", "no_owner", "Nobody owns this action; give it an owner by PATCH first.");
        }
    }
}
