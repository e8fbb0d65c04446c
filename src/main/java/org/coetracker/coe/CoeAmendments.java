package org.coetracker.coe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.coetracker.access.Actor;
import org.coetracker.action.Actions;
import org.coetracker.history.History;
import org.coetracker.policy.Severity;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Amendments;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.json.Reason;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Changes what a record says: an edit before it is approved, an amendment with a reason after. */
@ApplicationScoped
class CoeAmendments {
    private static final Set<String> KEPT = Set.of(
            "id",
            "ref",
            "version",
            "status",
            "correctiveActions",
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
    private final Amendments amendments;
    private final History history;
    private final Clock clock;

    CoeAmendments(
            Coes coes,
            Actions actions,
            CoeService service,
            CoeChecks checks,
            Amendments amendments,
            History history,
            Clock clock) {
        this.coes = coes;
        this.actions = actions;
        this.service = service;
        this.checks = checks;
        this.amendments = amendments;
        this.history = history;
        this.clock = clock;
    }

    /** Applies a merge patch, which carries a {@code reason} when the record is approved. */
    @Transactional
    public CoeView amend(CoeRef ref, IfMatch expected, MergePatch patch, Actor actor) {
        Coe coe = coes.lock(ref);
        expected.check(coe.version());
        if (coe.status() == Status.WITHDRAWN) {
            throw ProblemException.illegalMove(
                    coe.ref() + " is withdrawn, so it stays as it is.",
                    coe.status().word(),
                    coe.status().openMoves());
        }
        Instant now = clock.instant();
        Optional<String> reason = Reason.take(patch);
        boolean namesActions = patch.names("correctiveActions");
        CoeView before = namesActions ? service.view(coe, now) : CoeView.of(coe, null);
        Optional<NewCoe> amended = amendments.apply(patch, before, KEPT, NewCoe.class);
        if (amended.isEmpty()) {
            return service.view(coe, now);
        }
        boolean amendment = Status.AGREED.contains(coe.status());
        Violations violations = new Violations();
        checks.amended(coe, amended.get(), violations);
        if (amendment && reason.isEmpty()) {
            violations.add(
                    "/reason",
                    "required",
                    "The record is approved: send the reason of the amendment along, as the member \"reason\".");
        }
        violations.orElseThrow(ErrorCode.INVALID);

        Severity severity = coe.severity();
        coe.amend(amended.get(), now);
        coes.flush();
        if (coe.severity() != severity) {
            actions.follow(coe.id(), coe.severity());
        }
        history.record(actor, now, CoeService.change(coe, amendment ? "amended" : "edited", reason.orElse(null)));
        return service.view(coe, now);
    }
}
