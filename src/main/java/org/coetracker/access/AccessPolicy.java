package org.coetracker.access;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * The one place that decides who may do what. It is asked twice: for each request before anything is read, with what is
 * known then, and by the services once they have the record.
 */
public final class AccessPolicy {
    /** What a credential that is limited to teams is good for although it is about no team: it makes narrower ones. */
    private static final Set<Operation> OWN_TOKENS =
            Set.of(Operation.CREATE_TOKEN, Operation.LIST_TOKENS, Operation.REVOKE_TOKEN);

    private AccessPolicy() {}

    /**
     * Ends what could be allowed for no record at all.
     *
     * @throws ProblemException 403 when the caller's roles or the credential's scope are not enough
     */
    public static void requirePossible(Actor actor, Operation operation) {
        requireScope(actor, operation);
        requireWhole(actor, operation);
        if (!operation.rule().mayAllow(actor)) {
            throw forbidden(operation);
        }
    }

    /**
     * Ends what is not allowed for a record.
     *
     * @throws ProblemException 403 when the caller may see the record and not do this with it, or the credential is
     *     limited to other teams
     */
    public static void require(Actor actor, Operation operation, Involved record) {
        requireScope(actor, operation);
        if (!operation.rule().allows(actor, record.relationsOf(actor))) {
            throw forbidden(operation);
        }
        if (!reaches(actor, record)) {
            throw limited(actor);
        }
    }

    /**
     * The same, where more of those involved are looked up only when it matters.
     *
     * @throws ProblemException 403 when the caller may see the record and not do this with it
     */
    public static void require(Actor actor, Operation operation, Involved record, Supplier<Involved> parent) {
        requireScope(actor, operation);
        boolean allowed = operation.rule().allows(actor, record.relationsOf(actor));
        boolean reached = reaches(actor, record);
        if (allowed && reached) {
            return;
        }
        Involved above = parent.get();
        if (!allowed && !operation.rule().allows(actor, above.relationsOf(actor))) {
            throw forbidden(operation);
        }
        if (!reached && !reaches(actor, above)) {
            throw limited(actor);
        }
    }

    /** Whether the caller may do this with a record. */
    public static boolean allows(Actor actor, Operation operation, Involved record) {
        return actor.credential().scope().covers(operation.scope())
                && operation.rule().allows(actor, record.relationsOf(actor))
                && reaches(actor, record);
    }

    /** Whether the credential is good for what belongs to the record's teams, whoever the caller is to it. */
    private static boolean reaches(Actor actor, Involved record) {
        List<String> within = actor.credential().teams();
        return within.isEmpty() || !Collections.disjoint(within, record.teams());
    }

    private static ProblemException limited(Actor actor) {
        return ProblemException.of(
                ErrorCode.FORBIDDEN,
                "This credential is limited to the teams "
                        + String.join(", ", actor.credential().teams()) + ".");
    }

    /**
     * Ends what is not allowed with what is about a person.
     *
     * @throws ProblemException 403 when it is about somebody else, and the caller is no administrator
     */
    public static void requireSelf(Actor actor, Operation operation, String person) {
        requireScope(actor, operation);
        boolean self = actor.handle().equals(person);
        Set<Relation> relations = self ? Set.of(Relation.SELF) : Set.of();
        boolean limited = !actor.credential().teams().isEmpty();
        if (!operation.rule().allows(actor, relations) || limited && !self) {
            throw forbidden(operation);
        }
    }

    /**
     * Ends what would put a record where the credential does not reach.
     *
     * @throws ProblemException 403 when the credential is limited to other teams
     */
    public static void requireTeam(Actor actor, String team) {
        List<String> within = actor.credential().teams();
        if (!within.isEmpty() && team != null && !within.contains(team)) {
            throw limited(actor);
        }
    }

    /** Whether the caller may, whosever the record is. */
    public static boolean allows(Actor actor, Operation operation) {
        return actor.credential().scope().covers(operation.scope())
                && operation.rule().allows(actor);
    }

    /** What is administered belongs to no team, so that a credential for some teams is not good for it. */
    private static void requireWhole(Actor actor, Operation operation) {
        if (!actor.credential().teams().isEmpty()
                && operation.scope() == Scope.ADMIN
                && !OWN_TOKENS.contains(operation)) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN,
                    "This credential is limited to teams, and \"" + operation.id() + "\" is about no team.");
        }
    }

    private static void requireScope(Actor actor, Operation operation) {
        if (!actor.credential().scope().covers(operation.scope())) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN,
                    "This credential is good for \""
                            + actor.credential().scope().word() + "\"; \""
                            + operation.id() + "\" needs the scope \""
                            + operation.scope().word() + "\".");
        }
    }

    /**
     * Ends an approval by whoever wrote the record, administrators included: what somebody wrote, others approve.
     *
     * @throws ProblemException 403 for the authors
     */
    public static void requireNoAuthor(Actor actor, Operation operation, List<String> authors) {
        if (authors.contains(actor.handle())) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN,
                    "You own this, owned it before, or filed it; somebody else has to do this (\"" + operation.id()
                            + "\"): those whom \"review\" names.");
        }
    }

    private static ProblemException forbidden(Operation operation) {
        return ProblemException.of(
                ErrorCode.FORBIDDEN,
                "You may not do this (\"" + operation.id()
                        + "\") here. Who may is said in docs/permissions.md; ask an administrator or the team's managers.");
    }
}
