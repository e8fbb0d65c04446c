package org.coetracker.overdue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.coetracker.access.Actor;
import org.coetracker.overdue.ManyDecisions.One;
import org.coetracker.overdue.ManyDecisions.Result;
import org.coetracker.overdue.ManyDecisions.Results;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.http.Problems;
import org.coetracker.shared.json.RequestReader;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Problem;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Many decisions at once: each in a transaction of its own, so that one that is refused holds up no other. */
@ApplicationScoped
class DecisionBatch {
    private static final int OK = 200;

    private final Decisions decisions;
    private final RequestReader reader;
    private final Rules rules;

    DecisionBatch(Decisions decisions, RequestReader reader, Rules rules) {
        this.decisions = decisions;
        this.reader = reader;
        this.rules = rules;
    }

    /**
     * Decides on each, and says of each how it went.
     *
     * @param request names the request in what is said of those that were refused
     * @throws ProblemException 422 when there are none, or too many; nothing is decided then. What is wrong with one of
     *     them is its own result, whatever it is: what the others were told stays true
     */
    Results decide(ManyDecisions command, Actor actor, URI request) {
        Violations violations = new Violations();
        rules.check(command, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        return new Results(command.decisions().stream()
                .map(one -> decide(one, actor, request))
                .toList());
    }

    private Result decide(One one, Actor actor, URI request) {
        try {
            IfMatch expected = IfMatch.required(one.ifMatch());
            check(one);
            Decision decision = reader.convert(one.decision(), Decision.class);
            OverdueReviewView decided = QuarkusTransaction.requiringNew()
                    .call(() -> decisions.decide(OverdueReviewList.id(one.id()), expected, decision, actor));
            return new Result(one.id(), OK, decided, null);
        } catch (RuntimeException e) {
            ProblemException problem = Problems.explain(e, request);
            return new Result(one.id(), problem.code().status(), null, Problem.of(problem, request));
        }
    }

    private void check(One one) {
        Violations violations = new Violations();
        rules.check(one, violations);
        violations.orElseThrow(ErrorCode.INVALID);
    }
}
