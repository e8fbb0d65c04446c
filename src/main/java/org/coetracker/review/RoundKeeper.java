package org.coetracker.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Role;
import org.coetracker.action.ActionReworded;
import org.coetracker.coe.CoeAmended;
import org.coetracker.coe.CoeHandedOver;
import org.coetracker.coe.CoeMoved;
import org.coetracker.coe.ReviewState;
import org.coetracker.coe.Status;
import org.coetracker.event.Event;
import org.coetracker.event.EventType;
import org.coetracker.event.Events;
import org.coetracker.history.AuditKind;
import org.coetracker.history.Change;
import org.coetracker.history.History;

/** Begins and ends rounds as COEs move, keeps them up as COEs change, and tells those who are asked. */
@ApplicationScoped
class RoundKeeper {
    private final Rounds rounds;
    private final ShownRounds shown;
    private final SignOffs signOffs;
    private final Events events;
    private final History history;

    RoundKeeper(Rounds rounds, ShownRounds shown, SignOffs signOffs, Events events, History history) {
        this.rounds = rounds;
        this.shown = shown;
        this.signOffs = signOffs;
        this.events = events;
        this.history = history;
    }

    /** A COE has moved. */
    void follow(@Observes CoeMoved moved) {
        if (moved.to() == Status.IN_REVIEW) {
            rounds.open(moved.coe());
            Event submitted = Event.of(EventType.COE_SUBMITTED, moved.coe(), moved.team());
            events.add(
                    moved.actor(),
                    moved.at(),
                    submitted.to(rounds.tell(moved.coe()).toArray(String[]::new)));
        } else if (moved.from() == Status.IN_REVIEW) {
            rounds.end(moved);
        }
    }

    /** A COE has another team, whose managers answer for it. */
    void follow(@Observes CoeHandedOver handedOver) {
        rounds.handOver(handedOver.coe());
    }

    /** A COE says something else, or names others to review it. */
    void follow(@Observes CoeAmended amended) {
        if (Status.REVIEWED.contains(amended.status())) {
            rounds.keepTerms(amended, amended.strikesOut() && !amended.actor().answersFor(amended.team()));
            tellStruckOut(amended);
        }
        if (amended.status() == Status.IN_REVIEW) {
            outdate(amended.coe(), amended.actor(), amended.at());
            askMore(amended.coe(), amended.team(), amended.actor(), amended.at());
        } else if (amended.isAmendment()) {
            // First: of what comes at once, whoever is told twice hears the first.
            askToSignOff(amended);
            Event event = toApprovers(amended.coe(), amended.team());
            boolean tooFew = amended.isWorse() && rounds.wantsMore(amended.coe());
            events.add(amended.actor(), amended.at(), tooFew ? event.toManagersOf(amended.team()) : event);
        }
    }

    private void tellStruckOut(CoeAmended amended) {
        List<String> struck = new ArrayList<>(amended.before().reviewers());
        struck.removeAll(amended.after().reviewers());
        if (!struck.isEmpty()) {
            Event event = Event.of(EventType.COE_REVIEWER_REMOVED, amended.coe(), amended.team());
            events.add(amended.actor(), amended.at(), event.to(struck.toArray(String[]::new)));
        }
    }

    /**
     * What is found to be exposed after the approval was approved by nobody who knows about it. That less is, or nothing,
     * is for a security reviewer to say as well, who did not write it.
     */
    private void askToSignOff(CoeAmended amended) {
        boolean less = amended.exposesLess();
        if (less
                && amended.actor().roles().contains(Role.SECURITY_REVIEWER)
                && signOffs.isFor(amended.coe(), amended.actor())) {
            if (!amended.after().isExposed()) {
                signOffs.end(amended.coe());
            }
        } else if (less || amended.exposesMore()) {
            List<String> signers = signOffs.ask(amended.coe(), amended.at());
            if (!signers.isEmpty()) {
                Event asked = Event.of(EventType.COE_REVIEW_ASKED, amended.coe(), amended.team());
                events.add(amended.actor(), amended.at(), asked.to(signers.toArray(String[]::new)));
            }
        }
    }

    /** An action of a COE, which may be in review or approved, says something else. */
    void follow(@Observes ActionReworded reworded) {
        Rounds.Standing coe = rounds.standing(reworded.coe());
        if (coe.status() == Status.IN_REVIEW) {
            outdate(reworded.coe(), reworded.actor(), reworded.at());
        } else if (Status.AGREED.contains(coe.status()) && reworded.kind() != ActionReworded.Kind.REFUSAL) {
            if (reworded.kind() != ActionReworded.Kind.FILED) {
                history.record(reworded.actor(), reworded.at(), amended(reworded, coe.version()));
            }
            events.add(reworded.actor(), reworded.at(), toApprovers(reworded.coe(), coe.team()));
        }
    }

    private static Change amended(ActionReworded reworded, int version) {
        String said = reworded.reason() == null ? "" : ": " + reworded.reason();
        return new Change(
                AuditKind.COE.word(),
                reworded.coe().toString(),
                reworded.coe(),
                version,
                "action_amended",
                reworded.action() + said,
                null);
    }

    private Event toApprovers(UUID coe, String team) {
        return Event.of(EventType.COE_AMENDED, coe, team)
                .to(rounds.approvers(coe).toArray(String[]::new));
    }

    /** Asks those again who approved what the COE does not say any more. */
    void outdate(UUID coe, Actor actor, Instant now) {
        List<Object[]> outdated = rounds.outdate(coe, now);
        if (!outdated.isEmpty()) {
            Event event = Event.of(EventType.COE_APPROVAL_OUTDATED, coe, (String) outdated.get(0)[1]);
            events.add(
                    actor,
                    now,
                    event.to(outdated.stream().map(row -> (String) row[0]).toArray(String[]::new)));
        }
    }

    /** Tells those who are asked since the round began. */
    void askMore(UUID coe, String team, Actor actor, Instant now) {
        List<String> more = rounds.tell(coe);
        if (!more.isEmpty()) {
            events.add(
                    actor, now, Event.of(EventType.COE_REVIEW_ASKED, coe, team).to(more.toArray(String[]::new)));
        }
    }

    /** A COE that a node of the version before has submitted has no round yet. */
    void requireRound(UUID coe) {
        ReviewState state = shown.state(coe);
        if (state == null || state.outcome() != null) {
            rounds.open(coe);
        }
    }
}
