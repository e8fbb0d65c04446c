package org.coetracker.coe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Involved;
import org.coetracker.access.Operation;
import org.coetracker.action.Action;
import org.coetracker.action.ActionFiling;
import org.coetracker.action.ActionReworded;
import org.coetracker.action.ActionService;
import org.coetracker.action.ActionState;
import org.coetracker.action.ActionView;
import org.coetracker.action.Actions;
import org.coetracker.action.NewAction;
import org.coetracker.coe.Status.Move;
import org.coetracker.event.Event;
import org.coetracker.event.EventType;
import org.coetracker.event.Events;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.policy.Severity;
import org.coetracker.shared.Ids;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Files COEs and moves them through their lifecycle. */
@ApplicationScoped
public class CoeService {
    private final Coes coes;
    private final Actions actions;
    private final ActionFiling filing;
    private final ActionService actionMoves;
    private final CoeChecks checks;
    private final TemplateChoice templates;
    private final History history;
    private final Events events;
    private final Rules rules;
    private final Clock clock;
    private final jakarta.enterprise.event.Event<CoeMoved> moves;
    private final jakarta.enterprise.event.Event<ActionReworded> rewordings;
    private final jakarta.enterprise.event.Event<CoeDeleted> deletions;
    private final QualityCheck quality;
    private final ReviewBoard reviews;

    CoeService(
            Coes coes,
            Actions actions,
            ActionFiling filing,
            ActionService actionMoves,
            CoeChecks checks,
            TemplateChoice templates,
            History history,
            Events events,
            Rules rules,
            Clock clock,
            jakarta.enterprise.event.Event<CoeMoved> moves,
            jakarta.enterprise.event.Event<ActionReworded> rewordings,
            jakarta.enterprise.event.Event<CoeDeleted> deletions,
            QualityCheck quality,
            ReviewBoard reviews) {
        this.coes = coes;
        this.actions = actions;
        this.filing = filing;
        this.actionMoves = actionMoves;
        this.checks = checks;
        this.templates = templates;
        this.history = history;
        this.events = events;
        this.rules = rules;
        this.clock = clock;
        this.moves = moves;
        this.rewordings = rewordings;
        this.deletions = deletions;
        this.quality = quality;
        this.reviews = reviews;
    }

    /**
     * The id of a COE.
     *
     * @throws ProblemException 404 when there is none that the actor may see
     */
    public UUID idOf(CoeRef ref, Actor actor) {
        return coes.idOf(ref, actor);
    }

    /** One COE with its actions. */
    public CoeView read(CoeRef ref, Actor actor) {
        return view(coes.get(ref, actor), clock.instant());
    }

    /**
     * One COE that is gone on with, locked like in a move, for somebody who may do with it what is for those who approve
     * it.
     *
     * @throws ProblemException 403 for its authors and whoever else may not approve it, 409 when it is closed or withdrawn
     */
    @Transactional
    public CoeView lockToApprove(CoeRef ref, Operation operation, Actor actor) {
        Coe coe = lock(ref, operation, actor);
        AccessPolicy.requireNoAuthor(actor, operation, coe.authors());
        if (coe.status() == Status.CLOSED || coe.status() == Status.WITHDRAWN) {
            throw ProblemException.illegalMove(
                    coe.ref() + " is " + coe.status().word() + ", so nothing of it is waived any more.",
                    coe.status().word(),
                    coe.status().openMoves());
        }
        return view(coe, clock.instant());
    }

    /**
     * One COE, for somebody who may do this with it.
     *
     * @throws ProblemException 403 for whoever may not
     */
    public CoeView readTo(CoeRef ref, Operation operation, Actor actor) {
        Coe coe = coes.get(ref, actor);
        AccessPolicy.require(actor, operation, coe.involved());
        return view(coe, clock.instant());
    }

    /** Files a COE, its actions included, as a draft. */
    @Transactional
    public CoeView file(NewCoe command, Actor actor) {
        return file(command, null, actor);
    }

    /** The same, for a reason that the history keeps. */
    @Transactional
    public CoeView file(NewCoe said, String reason, Actor actor) {
        Violations violations = new Violations();
        NewCoe command = templates.choose(said, violations).map(said::begunWith).orElse(said);
        return file(command, reason, violations, actor);
    }

    /** The same for a record that says all there is to say: no template adds to it. */
    @Transactional
    public CoeView fileWhole(NewCoe command, Actor actor) {
        Violations violations = new Violations();
        if (command.template() != null) {
            // What it was filed with first fitted then; its severity may have changed since.
            templates.check(command.template(), violations);
        }
        return file(command, null, violations, actor);
    }

    private CoeView file(NewCoe command, String reason, Violations violations, Actor actor) {
        Instant now = clock.instant();
        AccessPolicy.requireTeam(actor, command.team());
        command.correctiveActions().stream()
                .filter(Objects::nonNull)
                .forEach(action -> AccessPolicy.requireTeam(actor, action.team()));
        checks.filed(command, actor, now, violations);
        Coe coe = Coe.file(Ids.next(), coes.nextNumber(), command, actor.handle(), now);
        coes.persist(coe);
        List<Change> changes = new ArrayList<>();
        changes.add(change(coe, "filed", reason));
        List<Event> told = new ArrayList<>();
        told.add(Event.of(EventType.COE_FILED, coe.id(), coe.team()));
        List<ActionView> filed = filing.file(coe.asParent(), 1, command.correctiveActions(), actor, now, changes, told);
        history.record(actor, now, changes);
        events.add(actor, now, told);
        return CoeView.of(coe, filed);
    }

    /** Files an action of a COE that is still gone on with. */
    @Transactional
    public ActionView fileAction(CoeRef ref, NewAction command, Actor actor) {
        Coe coe = lock(ref, Operation.FILE_ACTION, actor);
        AccessPolicy.requireTeam(actor, command.team());
        if (coe.status() == Status.CLOSED || coe.status() == Status.WITHDRAWN) {
            throw ProblemException.illegalMove(
                    coe.ref() + " is " + coe.status().word() + ", so it takes no new actions.",
                    coe.status().word(),
                    coe.status().openMoves());
        }
        // Filed one by one there are no more than all at once; the COE is locked, so that nobody files another
        // meanwhile.
        if (actions.countOf(coe.id()) >= NewCoe.MOST_ACTIONS) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    coe.ref() + " has " + NewCoe.MOST_ACTIONS
                            + " actions already, as many as one can have; delete those that nobody needs.");
        }
        Instant now = clock.instant();
        checks.filedAction(command, coe.answers().causeIds(), now);
        List<Change> changes = new ArrayList<>();
        List<Event> told = new ArrayList<>();
        ActionView filed = filing.file(
                        coe.asParent(), coes.takeActionNumber(coe), List.of(command), actor, now, changes, told)
                .get(0);
        history.record(actor, now, changes);
        events.add(actor, now, told);
        if (coe.status() == Status.IN_REVIEW || Status.AGREED.contains(coe.status())) {
            rewordings.fire(new ActionReworded(coe.id(), filed.ref(), ActionReworded.Kind.FILED, null, actor, now));
        }
        return filed;
    }

    /** Deletes a draft; everything else is withdrawn, never erased. */
    @Transactional
    public void delete(CoeRef ref, IfMatch expected, Actor actor) {
        Coe coe = lock(ref, Operation.DELETE_COE, actor);
        expected.check(coe.version());
        if (coe.status() != Status.DRAFT) {
            throw ProblemException.illegalMove(
                    coe.ref() + " is " + coe.status().word()
                            + "; only a draft can be deleted, everything else is withdrawn.",
                    coe.status().word(),
                    coe.status().openMoves());
        }
        Instant now = clock.instant();
        List<Change> deleted = new ArrayList<>();
        for (Action action : actions.of(coe.id())) {
            if (action.flaggedAt() != null) {
                throw ProblemException.illegalMove(
                        action.ref() + " is overdue and somebody owes a decision on it; decide, or withdraw the COE.",
                        coe.status().word(),
                        coe.status().openMoves());
            }
            ActionView view = ActionView.of(action, now);
            deleted.add(Change.of("action", view.id(), coe.id(), view.version() + 1, "deleted", null, view));
        }
        deleted.add(Change.of("coe", coe.id(), coe.id(), coe.version() + 1, "deleted", null, CoeView.of(coe, null)));
        deletions.fire(new CoeDeleted(coe.id(), actor, now));
        coes.delete(coe);
        history.record(actor, now, deleted);
    }

    /** Makes a move of the lifecycle. */
    @Transactional
    public CoeView move(CoeRef ref, Move move, IfMatch expected, CoeMoves.Said command, Actor actor) {
        Coe coe = coes.lock(ref, actor);
        if (move == Move.APPROVE && coe.status() == Status.IN_REVIEW) {
            AccessPolicy.requireNoAuthor(actor, move.operation(), coe.authors());
        }
        AccessPolicy.require(actor, move.operation(), involved(coe, move.operation()));
        expected.check(coe.version());
        Violations violations = new Violations();
        rules.check(command, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        Instant now = clock.instant();
        Status from = coe.status();
        if (move == Move.APPROVE
                && Status.AGREED.contains(from)
                && reviews.signOff(inReview(coe), coe.authors(), command.said(), actor, now)) {
            return view(coe, now);
        }
        Status to = from.after(move, coe.ref());
        ReviewBoard.Defaults defaulted = move == Move.SUBMIT ? askByPolicy(coe, actor) : ReviewBoard.Defaults.NOBODY;
        if (move == Move.APPROVE) {
            requireRead(coe, expected);
            if (!reviews.approve(inReview(coe), command.said(), actor, now)) {
                return view(coe, now);
            }
        }
        coe.move(move, now);
        if (move == Move.CLOSE) {
            everyActionIsSettled(coe);
            requireNoSignOffAsked(coe);
        }
        if (move == Move.SUBMIT || move == Move.APPROVE) {
            quality.require(view(coe, now), move.change());
        }
        coes.flush();
        history.record(actor, now, change(coe, move.change(), command.said()));
        moves.fire(
                new CoeMoved(coe.id(), coe.team(), coe.version(), from, to, move.change(), command.said(), actor, now));
        reviews.noteDefaulted(coe.id(), defaulted);
        told(coe, move).ifPresent(event -> events.add(actor, now, event));
        if (move == Move.WITHDRAW) {
            actionMoves.withdraw(coe.id(), actor, now);
        }
        return view(coe, now);
    }

    /** The COE, locked, for somebody who may do this with it. */
    Coe lock(CoeRef ref, Operation operation, Actor actor) {
        Coe coe = coes.lock(ref, actor);
        AccessPolicy.require(actor, operation, involved(coe, operation));
        return coe;
    }

    /** Which of its review teams are there is looked up only when it matters. */
    private Involved involved(Coe coe, Operation operation) {
        return coe.reviewTeams().isEmpty() || !operation.isForReviewers()
                ? coe.involved()
                : coe.involved(reviews.active(coe.reviewTeams()));
    }

    private void everyActionIsSettled(Coe coe) {
        List<String> unsettled = actions.of(coe.id()).stream()
                .filter(action -> !ActionState.SETTLED.contains(action.state()))
                .map(action -> action.ref() + " (" + action.state().name().toLowerCase(Locale.ROOT) + ")")
                .toList();
        if (!unsettled.isEmpty()) {
            throw ProblemException.illegalMove(
                    coe.ref() + " closes when every action is verified or refused; these are not: "
                            + String.join(", ", unsettled) + ".",
                    Status.APPROVED.word(),
                    List.of("withdraw"));
        }
    }

    private static ReviewBoard.InReview inReview(Coe coe) {
        return new ReviewBoard.InReview(coe.id(), coe.ref(), coe.version(), coe.team());
    }

    /**
     * Who reviews it by the policy may see it, if it is restricted: that is for those to say who may hand it over.
     *
     * @param restricted whether it is, or is about to be
     */
    ReviewBoard.Defaults byPolicy(Coe coe, Severity severity, boolean restricted, Actor actor) {
        return restricted && !AccessPolicy.allows(actor, Operation.HAND_OVER_COE, coe.involved())
                ? ReviewBoard.Defaults.NOBODY
                : reviews.byDefault(severity, coe.authors(), restricted);
    }

    /** Whoever is named and cannot review it is as good as nobody. */
    private ReviewBoard.Defaults askByPolicy(Coe coe, Actor actor) {
        List<String> able = reviews.able(coe.reviewers(), coe.authors());
        if (!able.isEmpty()) {
            return ReviewBoard.Defaults.NOBODY;
        }
        ReviewBoard.Defaults asked = byPolicy(coe, coe.severity(), coe.isRestricted(), actor)
                .beside(able, reviews.active(coe.reviewTeams()), ReviewBoard.Defaults.NOBODY)
                .butNot(coe.reviewers(), coe.reviewTeams());
        coe.ask(asked);
        return asked;
    }

    /** Actions have versions of their own, so that the COE's does not tell whether all of it was read. */
    private void requireRead(Coe coe, IfMatch expected) {
        if (!expected.means(() -> reviews.substance(coe.id()))) {
            throw ProblemException.of(
                    ErrorCode.STALE,
                    "What " + coe.ref() + " says, its actions included, is not what you have read. Read it again, and"
                            + " repeat the request with the new ETag.",
                    Map.of("currentVersion", coe.version()));
        }
    }

    private void requireNoSignOffAsked(Coe coe) {
        if (reviews.isSignOffAsked(coe.id())) {
            throw ProblemException.illegalMove(
                    coe.ref() + " closes when a security reviewer has signed off what was found to be exposed after its"
                            + " approval, by approve.",
                    Status.APPROVED.word(),
                    List.of("approve", "withdraw"));
        }
    }

    /** What others are told of a move: the owner how it went. The reviewers hear of it from their review. */
    private static Optional<Event> told(Coe coe, Move move) {
        return switch (move) {
            case REQUEST_CHANGES -> Optional.of(toOwner(coe, EventType.COE_CHANGES_REQUESTED));
            case APPROVE -> Optional.of(toOwner(coe, EventType.COE_APPROVED));
            case CLOSE -> Optional.of(toOwner(coe, EventType.COE_CLOSED));
            case SUBMIT, WITHDRAW, REOPEN -> Optional.empty();
        };
    }

    private static Event toOwner(Coe coe, EventType type) {
        return Event.of(type, coe.id(), coe.team()).to(coe.owner());
    }

    /** What the history keeps of a change: the record without its actions, which have histories of their own. */
    static Change change(Coe coe, String change, String reason) {
        return Change.of("coe", coe.id(), coe.id(), coe.version(), change, reason, CoeView.of(coe, null));
    }

    CoeView view(Coe coe, Instant now) {
        // First the review, whose digest vouches in the tag for what the actions say. Without a transaction it may be
        // of
        // what they said before, and an approval is refused; it is never of what the reader has not seen.
        ReviewState review = coe.submittedAt() == null ? null : reviews.of(coe.id());
        List<Action> own = actions.of(coe.id());
        return CoeView.of(
                coe, own.stream().map(action -> ActionView.of(action, now)).toList(), review);
    }
}
