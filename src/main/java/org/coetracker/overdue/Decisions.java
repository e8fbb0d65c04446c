package org.coetracker.overdue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Involved;
import org.coetracker.access.Operation;
import org.coetracker.action.Action;
import org.coetracker.action.ActionRef;
import org.coetracker.action.CoeWithdrawn;
import org.coetracker.action.DecidedActions;
import org.coetracker.action.FlaggedActionChanged;
import org.coetracker.action.FlaggedActionsReDated;
import org.coetracker.event.Event;
import org.coetracker.event.EventType;
import org.coetracker.event.Events;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** How overdue reviews end: by a decision, or because the action stopped being overdue. */
@ApplicationScoped
class Decisions {
    /** The members of a decision that whoever hears of it is told. */
    private static final Set<String> TOLD = Set.of("decision", "owner", "dueOn", "lookAgainOn");

    private static final String SUBJECT = "overdue_review";

    private final OverdueReviews reviews;
    private final DecidedActions actions;
    private final History history;
    private final Events events;
    private final Rules rules;
    private final Clock clock;

    Decisions(
            OverdueReviews reviews, DecidedActions actions, History history, Events events, Rules rules, Clock clock) {
        this.reviews = reviews;
        this.actions = actions;
        this.history = history;
        this.events = events;
        this.rules = rules;
        this.clock = clock;
    }

    /** Decides, and does to the action what was decided: both or neither. */
    @Transactional
    OverdueReviewView decide(UUID id, IfMatch expected, Decision decision, Actor actor) {
        // The COE's row is locked before its actions', as everywhere.
        OverdueReview review = reviews.lock(id, actor, (about, coe) -> {
            if (decision.takesUp(about)) {
                actions.requireOpenCoe(coe);
            } else {
                actions.holdCoe(coe);
            }
        });
        AccessPolicy.require(
                actor, Operation.DECIDE, Involved.team(review.action().team()));
        expected.check(review.version());
        Violations violations = new Violations();
        rules.check(decision, violations);
        Instant now = clock.instant();
        review.decide(decision, actor.handle(), now);
        // Decided before the action changes: what hears of the change finds nothing pending to resolve.
        reviews.flush();
        // Before what comes of it: whoever hears of the decision need not hear of that too.
        events.add(actor, now, decided(review, decision));
        carryOut(decision, review, actor, violations);
        OverdueReviewView view = OverdueReviewView.of(review);
        history.record(actor, now, change(review, view, "decided", decision.reason()));
        return view;
    }

    private static Event decided(OverdueReview review, Decision decision) {
        Action action = review.action();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("about", review.about().word());
        JsonText.tree(decision).properties().stream()
                .filter(member -> TOLD.contains(member.getKey()))
                .forEach(member -> said.put(member.getKey(), member.getValue().asText()));
        return Event.of(EventType.ACTION_DECIDED, action.coeId(), action.id(), action.team())
                .to(action.owner())
                .saying(said);
    }

    /** What the managers are told whose decision it is now. */
    private static Event asked(OverdueReview review) {
        Action action = review.action();
        return Event.of(EventType.ACTION_OVERDUE, action.coeId(), action.id(), review.team())
                .toManagersOf(review.team())
                .saying(Map.of("about", review.about(), "dueOn", review.dueOn()));
    }

    /** What is wrong with the decision and with its effect is said together; the transaction ends with either. */
    private void carryOut(Decision decision, OverdueReview review, Actor actor, Violations violations) {
        try {
            decision.carryOut(
                    review.about(), actions, ActionRef.of(review.action().id()), actor);
        } catch (ProblemException e) {
            if (e.code() != ErrorCode.INVALID) {
                throw e;
            }
            e.violations()
                    .forEach(violation -> violations.add(violation.pointer(), violation.code(), violation.detail()));
        }
        violations.orElseThrow(ErrorCode.INVALID);
    }

    /** A flagged action has changed: its review follows it, or has nothing left to decide. */
    void follow(@Observes FlaggedActionChanged changed) {
        reviews.pendingOf(changed.action()).ifPresent(review -> {
            if (changed.resolution() == null) {
                boolean handedOver = !review.team().equals(changed.team());
                if (review.follow(changed.team(), changed.owner(), changed.at())) {
                    reviews.flush();
                    OverdueReviewView view = OverdueReviewView.of(review);
                    history.record(changed.actor(), changed.at(), change(review, view, "followed", null));
                    if (handedOver) {
                        events.add(changed.actor(), changed.at(), asked(review));
                    }
                }
            } else {
                resolve(List.of(review), changed.resolution(), changed.actor(), changed.at());
            }
        });
    }

    /** Many flagged actions have other due dates. */
    void resolve(@Observes FlaggedActionsReDated reDated) {
        resolve(reviews.pendingOf(reDated.actions()), "re_dated", reDated.actor(), reDated.at());
    }

    /** Nothing is owed for a COE any more, so there is nothing to decide about its actions. */
    void resolve(@Observes CoeWithdrawn withdrawn) {
        resolve(reviews.pendingOfCoe(withdrawn.coe()), "coe_withdrawn", withdrawn.actor(), withdrawn.at());
    }

    private void resolve(List<OverdueReview> pending, String resolution, Actor actor, Instant at) {
        pending.forEach(review -> review.resolve(resolution, at));
        reviews.flush();
        List<Change> changes = pending.stream()
                .map(review -> change(review, OverdueReviewView.of(review), "resolved", resolution))
                .toList();
        if (!changes.isEmpty()) {
            history.record(actor, at, changes);
        }
    }

    private static Change change(OverdueReview review, OverdueReviewView view, String change, String reason) {
        return Change.of(SUBJECT, view.id(), review.action().coeId(), view.version(), change, reason, view);
    }
}
