package org.coetracker.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.CoeService;
import org.coetracker.coe.CoeView;
import org.coetracker.history.AuditKind;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.quality.rule.RuleBook;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Shows what the gate says, and waives rules for one COE. */
@ApplicationScoped
public class QualityService {
    private static final Pattern RULE = Pattern.compile("[a-z-]{1,63}");

    private final CoeService coes;
    private final QualityGate gate;
    private final Grounds grounds;
    private final History history;
    private final Rules rules;
    private final Clock clock;

    QualityService(CoeService coes, QualityGate gate, Grounds grounds, History history, Rules rules, Clock clock) {
        this.coes = coes;
        this.gate = gate;
        this.grounds = grounds;
        this.history = history;
        this.rules = rules;
        this.clock = clock;
    }

    /** What the gate says about a COE. */
    QualityView of(CoeRef ref, Actor actor) {
        return gate.judge(coes.read(ref, actor));
    }

    /** Waives a rule for a COE, by somebody who may approve it. */
    @Transactional
    public Waiver waive(CoeRef ref, NewWaiver command, Actor actor) {
        CoeView coe = coes.lockToApprove(ref, Operation.WAIVE_QUALITY_RULE, actor);
        Violations violations = new Violations();
        rules.check(command, violations);
        if (command.rule() != null
                && !violations.covers("/rule")
                && !RuleBook.ids().contains(command.rule())) {
            violations.add(
                    "/rule",
                    "unknown_rule",
                    "There is no such rule; there are " + String.join(", ", RuleBook.ids()) + ".");
        }
        violations.orElseThrow(ErrorCode.INVALID);
        Instant now = clock.instant();
        Waiver waiver = new Waiver(command.rule(), command.reason(), actor.handle(), now, List.of());
        if (!grounds.add(coe.id(), waiver)) {
            throw ProblemException.of(
                    ErrorCode.ALREADY_EXISTS,
                    "The rule " + command.rule() + " is waived for " + coe.ref() + " already.");
        }
        record(actor, now, coe, "rule_waived", command.rule() + ": " + command.reason());
        return waiver;
    }

    /** Takes a waiver back, by somebody who could give it. */
    @Transactional
    void takeBack(CoeRef ref, String rule, Actor actor) {
        CoeView coe = coes.lockToApprove(ref, Operation.WITHDRAW_WAIVER, actor);
        // What is no name of a rule need not be text that the database takes.
        if (!RULE.matcher(rule).matches() || !grounds.remove(coe.id(), rule)) {
            throw ProblemException.notFound("such waiver for " + coe.ref());
        }
        record(actor, clock.instant(), coe, "waiver_withdrawn", rule);
    }

    /** In the COE's history; the record itself is left alone. */
    private void record(Actor actor, Instant now, CoeView coe, String change, String reason) {
        history.record(
                actor,
                now,
                new Change(AuditKind.COE.word(), coe.id().toString(), coe.id(), coe.version(), change, reason, null));
    }
}
