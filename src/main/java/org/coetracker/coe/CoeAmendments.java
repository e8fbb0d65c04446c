package org.coetracker.coe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.access.SightChanged;
import org.coetracker.action.Actions;
import org.coetracker.coe.answer.CriticalImplications.SecurityExposure;
import org.coetracker.history.History;
import org.coetracker.policy.Severity;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Amendments;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.json.Reason;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Changes what a record says: an edit before it is approved, an amendment with a reason after. */
@ApplicationScoped
public class CoeAmendments {
    private static final Set<String> KEPT = Set.of(
            "id",
            "ref",
            "version",
            "status",
            "correctiveActions",
            "review",
            "createdBy",
            "createdAt",
            "updatedAt",
            "submittedAt",
            "approvedAt",
            "closedAt");

    private final Coes coes;
    private final Actions actions;
    private final CoeService service;
    private final CoeChecks checks;
    private final StaleEdits stale;
    private final TemplateChoice templates;
    private final Amendments amendments;
    private final History history;
    private final Clock clock;
    private final Event<SightChanged> sight;
    private final Event<CoeHandedOver> handOvers;
    private final Event<CoeAmended> amended;
    private final QualityCheck quality;
    private final ReviewBoard reviews;

    CoeAmendments(
            Coes coes,
            Actions actions,
            CoeService service,
            CoeChecks checks,
            StaleEdits stale,
            TemplateChoice templates,
            Amendments amendments,
            History history,
            Clock clock,
            Event<SightChanged> sight,
            Event<CoeHandedOver> handOvers,
            Event<CoeAmended> amended,
            QualityCheck quality,
            ReviewBoard reviews) {
        this.coes = coes;
        this.actions = actions;
        this.service = service;
        this.checks = checks;
        this.stale = stale;
        this.templates = templates;
        this.amendments = amendments;
        this.history = history;
        this.clock = clock;
        this.sight = sight;
        this.handOvers = handOvers;
        this.amended = amended;
        this.quality = quality;
        this.reviews = reviews;
    }

    /** The same as {@link #amend}, with what there is to say about the COE then: either both, or nothing is changed. */
    @Transactional
    public Judged amendAndJudge(CoeRef ref, IfMatch expected, Operation operation, Edit edit, Actor actor) {
        CoeView after = amend(ref, expected, operation, edit, actor);
        return new Judged(after, quality.judge(after));
    }

    /**
     * A changed COE, and how good it is.
     *
     * @param coe the COE as it is now
     * @param quality what there is to say about it; null when nobody asked
     */
    public record Judged(CoeView coe, QualityCheck.Verdict quality) {}

    /**
     * Applies a merge patch, which carries a {@code reason} when the record is approved. One that was begun on an older
     * version is applied too, when nothing that it names was changed since.
     */
    @Transactional
    public CoeView amend(CoeRef ref, IfMatch expected, Operation operation, Edit edit, Actor actor) {
        Coe coe = service.lock(ref, operation, actor);
        Instant now = clock.instant();
        Optional<Wanted> wanted = wanted(coe, expected, edit, actor, now);
        return wanted.isEmpty() ? service.view(coe, now) : write(coe, wanted.get(), actor, now);
    }

    /**
     * Refuses what {@link #amend} would refuse, and changes nothing.
     *
     * @return the record as it is
     */
    public CoeView tryOut(CoeRef ref, IfMatch expected, Operation operation, Edit edit, Actor actor) {
        Coe coe = coes.get(ref, actor);
        AccessPolicy.require(actor, operation, coe.involved());
        Instant now = clock.instant();
        wanted(coe, expected, edit, actor, now);
        return service.view(coe, now);
    }

    /** What a record shall say, and why. */
    private record Wanted(NewCoe coe, Optional<String> reason) {}

    /** What an edit comes to; empty when it changes nothing. */
    private Optional<Wanted> wanted(Coe coe, IfMatch expected, Edit edit, Actor actor, Instant now) {
        if (coe.status() == Status.WITHDRAWN) {
            throw ProblemException.illegalMove(
                    coe.ref() + " is withdrawn, so it stays as it is.",
                    coe.status().word(),
                    coe.status().openMoves());
        }
        MergePatch patch = edit.of(CoeView.of(coe, null));
        Optional<String> reason = Reason.take(patch);
        OptionalInt read = stale.admit(coe, expected, patch, KEPT, () -> service.view(coe, now));
        edit.check();
        boolean namesMore = patch.names("correctiveActions") || patch.names("review");
        CoeView before = namesMore ? service.view(coe, now) : CoeView.of(coe, null);
        Optional<NewCoe> changed = amendments.apply(patch, before, KEPT, NewCoe.class);
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        Violations violations = new Violations();
        NewCoe after = changed.get();
        if (!Objects.equals(coe.template(), after.template())) {
            boolean chooses = after.template() == null;
            after = withTemplate(after, violations);
            if (chooses && JsonText.tree(after).equals(JsonText.tree(said(coe)))) {
                return Optional.empty();
            }
        }
        check(coe, after, reason, actor, violations);
        stale.orElseThrow(violations, coe, read);
        return Optional.of(new Wanted(after, reason));
    }

    private NewCoe said(Coe coe) {
        return amendments.said(JsonText.parse(JsonText.write(CoeView.of(coe, null))), NewCoe.class);
    }

    private void check(Coe coe, NewCoe after, Optional<String> reason, Actor actor, Violations violations) {
        checks.amended(coe, after, actor, violations);
        checkHandOver(coe, after, actor);
        checkRestriction(coe, after, reason, actor, violations);
        if (Status.AGREED.contains(coe.status()) && reason.isEmpty()) {
            violations.add(
                    "/reason",
                    "required",
                    "The record is approved: send the reason of the amendment along, as the member \"reason\""
                            + " (as the query parameter \"reason\", where the body is no JSON).");
        }
    }

    private CoeView write(Coe coe, Wanted wanted, Actor actor, Instant now) {
        boolean amendment = Status.AGREED.contains(coe.status());
        String reason = wanted.reason().orElse(null);
        Severity severity = coe.severity();
        boolean restricted = coe.isRestricted();
        String team = coe.team();
        ReviewBoard.Defaults asked = askedToo(coe, wanted.coe(), actor);
        String template = coe.template();
        boolean newTemplate = !Objects.equals(template, wanted.coe().template());
        CoeAmended.Terms before = CoeAmended.Terms.of(coe, newTemplate ? templates.required(template) : List.of());
        coe.amend(wanted.coe(), now);
        coe.ask(asked);
        coes.flush();
        reviews.noteDefaulted(coe.id(), asked);
        if (coe.severity() != severity || coe.isRestricted() != restricted) {
            actions.follow(coe.id(), coe.severity(), coe.isRestricted());
        }
        if (restricted || coe.isRestricted()) {
            sight.fire(new SightChanged());
        }
        if (!coe.team().equals(team)) {
            handOvers.fire(new CoeHandedOver(coe.id(), coe.team(), actor, now));
        }
        history.record(actor, now, CoeService.change(coe, amendment ? "amended" : "edited", reason));
        amended.fire(new CoeAmended(
                coe.id(),
                coe.team(),
                coe.status(),
                reason,
                actor,
                now,
                before,
                CoeAmended.Terms.of(coe, newTemplate ? templates.required(coe.template()) : List.of())));
        return service.view(coe, now);
    }

    /** Who is asked by the policy where a COE is worse than was said; nobody is asked less, as it is milder. */
    private ReviewBoard.Defaults askedToo(Coe coe, NewCoe after, Actor actor) {
        if (!Status.REVIEWED.contains(coe.status()) || after.severity().compareTo(coe.severity()) >= 0) {
            return ReviewBoard.Defaults.NOBODY;
        }
        return service.byPolicy(coe, after.severity(), coe.isRestricted() || after.restricts(), actor)
                .beside(
                        reviews.able(after.reviewers(), coe.authors()),
                        reviews.active(after.reviewTeams()),
                        reviews.defaulted(coe.id()))
                .butNot(after.reviewers(), after.reviewTeams());
    }

    /** Cleared, the template is the one that fits best by now. */
    private NewCoe withTemplate(NewCoe after, Violations violations) {
        return after.with(templates
                .choose(after, violations)
                .map(TemplateChoice.Chosen::name)
                .orElse(null));
    }

    /** What somebody is to the record gives them rights, so that not everybody who may edit it may change that. */
    private static void checkHandOver(Coe coe, NewCoe after, Actor actor) {
        AccessPolicy.requireTeam(actor, after.team());
        boolean movedOn = !Objects.equals(coe.team(), after.team());
        if (movedOn && Status.REVIEWED.contains(coe.status()) && !actor.answersFor(coe.team())) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN,
                    "While " + coe.ref() + " is reviewed, a manager of its team or an administrator gives it to another"
                            + " team: its managers may be asked to approve it.");
        }
        boolean handedOver = movedOn
                || after.owner() != null && !after.owner().equals(coe.owner())
                || !coe.reviewers().equals(after.reviewers())
                || !coe.reviewTeams().equals(after.reviewTeams());
        if (handedOver) {
            AccessPolicy.require(actor, Operation.HAND_OVER_COE, coe.involved());
        }
        if (!coe.visibleTo().equals(after.visibleTo())) {
            AccessPolicy.require(actor, Operation.SHARE_COE, coe.involved());
        }
    }

    /** Whoever may change a record may restrict it; to show it to everybody again is not for them alone to say. */
    private static void checkRestriction(
            Coe coe, NewCoe after, Optional<String> reason, Actor actor, Violations violations) {
        if (!coe.isRestricted() || after.confidentiality() == Confidentiality.RESTRICTED) {
            return;
        }
        if (!AccessPolicy.allows(actor, Operation.LIFT_RESTRICTION)) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN,
                    "Only a security reviewer or an administrator shows a restricted COE to everybody again.");
        }
        if (after.criticalImplications().securityExposure() == SecurityExposure.CONFIRMED) {
            violations.add(
                    "/confidentiality",
                    "exposure_confirmed",
                    "A confirmed exposure restricts the COE; say first in criticalImplications that it is over.");
        }
        if (reason.isEmpty()) {
            violations.add(
                    "/reason",
                    "required",
                    "Everybody will see the COE: send the reason along, as the member \"reason\".");
        }
    }
}
