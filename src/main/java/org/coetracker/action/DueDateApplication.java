package org.coetracker.action;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.coetracker.access.Actor;
import org.coetracker.event.Events;
import org.coetracker.history.AuditKind;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.policy.DueDate;
import org.coetracker.policy.DueDateTerms;
import org.coetracker.policy.DueDates;
import org.coetracker.shared.Ids;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PlainPageQuery;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;

/**
 * Applies the policy of due dates to what is owed by a day that it gave before. It goes through the actions batch by
 * batch, each a transaction of its own, so that nobody waits long; what a run that broke off has moved, the next one
 * finds where it belongs.
 */
@ApplicationScoped
class DueDateApplication {
    private static final int BATCH = 500;

    private final Actions actions;
    private final DueDates dueDates;
    private final History history;
    private final Events events;
    private final Rules rules;
    private final Clock clock;
    private final Event<FlaggedActionsReDated> flaggedReDated;

    DueDateApplication(
            Actions actions,
            DueDates dueDates,
            History history,
            Events events,
            Rules rules,
            Clock clock,
            Event<FlaggedActionsReDated> flaggedReDated) {
        this.actions = actions;
        this.dueDates = dueDates;
        this.history = history;
        this.events = events;
        this.rules = rules;
        this.clock = clock;
        this.flaggedReDated = flaggedReDated;
    }

    /**
     * Lists every date that would move, or moves all of them and lists the first.
     *
     * @throws ProblemException 404 when there is no such policy, 409 when it gives no dates or is changed meanwhile
     */
    Page<MovedDate> apply(String policy, ApplyPolicy command, PlainPageQuery query, Actor actor) {
        DueDates.requireApplicable(policy);
        boolean dryRun = Boolean.TRUE.equals(command.dryRun());
        Violations violations = new Violations();
        rules.check(command, violations);
        if (!dryRun && (command.reason() == null || command.reason().isBlank())) {
            violations.add("/reason", "required", "Dates that were promised move: say why.");
        }
        violations.orElseThrow(ErrorCode.INVALID);
        int limit = query.readLimit();
        UUID behind = query.cursor() == null ? null : cursor(query.cursor());

        List<MovedDate> listed = new ArrayList<>();
        UUID lastListed = null;
        long total = 0;
        int version = dueDates.version();
        Batch batch;
        UUID after = behind;
        do {
            UUID start = after;
            try {
                batch = QuarkusTransaction.requiringNew()
                        .call(() -> dryRun ? look(start, version) : move(start, version, command.reason(), actor));
            } catch (PolicyChanged e) {
                throw stopped(policy, command.reason(), dryRun ? 0 : total, version, actor);
            }
            for (Moving moving : batch.moving) {
                total++;
                if (listed.size() < limit) {
                    listed.add(moving.shown);
                    lastListed = moving.id;
                }
            }
            after = batch.last;
        } while (after != null && !(dryRun && behind != null && total > limit));
        if (!dryRun && total > 0) {
            noteRun(policy, command.reason(), actor);
        }
        String next = dryRun && total > listed.size() ? lastListed.toString() : null;
        return new Page<>(listed, next, behind == null ? total : null);
    }

    /**
     * A part of what is owed by a rule.
     *
     * @param moving whose date moves
     * @param last the action to go on behind; null when there are no more
     */
    private record Batch(List<Moving> moving, UUID last) {}

    private record Moving(UUID id, DueDate to, MovedDate shown) {}

    /** Ends a batch: it would go by another version of the policy than those before it. */
    private static final class PolicyChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private ProblemException stopped(String policy, String reason, long moved, int version, Actor actor) {
        if (moved > 0) {
            noteRun(policy, reason, actor);
        }
        return ProblemException.of(
                ErrorCode.ILLEGAL_MOVE,
                "The policy was changed while version " + version + " was being applied: " + moved
                        + " dates have moved by that, the others have not. Apply it again; it goes on from there.");
    }

    private DueDateTerms terms(int version, Stream<String> teams) {
        DueDateTerms terms = dueDates.termsFor(teams.distinct().toList());
        if (terms.version() != version) {
            throw new PolicyChanged();
        }
        return terms;
    }

    private Batch look(UUID after, int version) {
        List<Actions.OwedByRule> owed = actions.owedByRule(after, BATCH, clock.instant());
        DueDateTerms terms = terms(version, owed.stream().map(Actions.OwedByRule::team));
        List<Moving> moving = new ArrayList<>();
        for (Actions.OwedByRule one : owed) {
            DueDate to =
                    terms.derive(one.priority(), one.severity(), one.team(), one.dueFrom(), one.today(), one.dueOn());
            if (!to.on().equals(one.dueOn())) {
                moving.add(
                        new Moving(one.id(), to, new MovedDate(one.ref(), one.coe(), one.dueOn(), to.on(), to.rule())));
            }
        }
        return new Batch(
                moving, owed.size() < BATCH ? null : owed.get(owed.size() - 1).id());
    }

    /** Looks again at each action once it is locked: whoever had it before may have changed its date. */
    private Batch move(UUID after, int version, String reason, Actor actor) {
        Batch found = look(after, version);
        Instant now = clock.instant();
        List<Action> locked =
                actions.lockAll(found.moving.stream().map(Moving::id).toList());
        DueDateTerms terms = terms(version, locked.stream().map(Action::team));
        String why = "Policy " + terms.name() + " applied: " + reason.strip();
        List<Moving> moved = new ArrayList<>();
        List<Action> changed = new ArrayList<>();
        List<Action> flagged = new ArrayList<>();
        for (Action action : locked) {
            LocalDate from = action.dueOn();
            if (!action.isOwed() || action.schedule().rule() == null) {
                continue;
            }
            DueDate to = terms.derive(
                    action.priority(), action.severity(), action.team(), action.dueFrom(), action.today(now), from);
            if (to.on().equals(from)) {
                continue;
            }
            if (action.flaggedAt() != null) {
                flagged.add(action);
            }
            action.apply(to, why, actor.handle(), now);
            changed.add(action);
            moved.add(new Moving(
                    action.id(), to, new MovedDate(action.ref(), action.coeRef(), from, to.on(), to.rule())));
        }
        keep(changed, flagged, why, actor, now);
        return new Batch(moved, found.last);
    }

    private void keep(List<Action> changed, List<Action> flagged, String why, Actor actor, Instant now) {
        if (changed.isEmpty()) {
            return;
        }
        actions.flush();
        history.record(
                actor,
                now,
                changed.stream()
                        .map(action -> Change.of(
                                "action",
                                action.id(),
                                action.coeId(),
                                action.version(),
                                "re_dated",
                                why,
                                ActionView.of(action, now)))
                        .toList());
        events.add(actor, now, changed.stream().map(ActionEvents::reDated).toList());
        if (!flagged.isEmpty()) {
            flaggedReDated.fire(
                    new FlaggedActionsReDated(flagged.stream().map(Action::id).toList(), actor, now));
        }
    }

    private void noteRun(String policy, String reason, Actor actor) {
        QuarkusTransaction.requiringNew()
                .run(() -> history.event(
                        actor, clock.instant(), AuditKind.POLICY, policy, "applied", reason.strip(), null));
    }

    private static UUID cursor(String text) {
        return Ids.parse(text)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.MALFORMED,
                        List.of(Violation.of("cursor", "unknown_cursor", "Take nextCursor of the page before."))));
    }
}
