package org.coetracker.coe;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.policy.Severity;

/** Knows who is asked to approve COEs, and who has. What COEs ask of their reviews. */
public interface ReviewBoard {

    /** How the last review of a COE stands; null when it never was submitted. */
    ReviewState of(UUID coe);

    /**
     * Those who review a COE that names nobody, as far as they are there.
     *
     * @param authors who cannot approve it
     * @param restricted whether they see it only from then on
     */
    Defaults byDefault(Severity severity, List<String> authors, boolean restricted);

    /** Those of some people who are there and can approve a COE of these authors. */
    List<String> able(List<String> people, List<String> authors);

    /** Those of some teams that are not switched off: the others review nothing. */
    List<String> active(List<String> teams);

    /** Who reviews a COE because the policy says so, and not because somebody named them. */
    Defaults defaulted(UUID coe);

    /** Notes who does, beside those who were noted before and are still; the COE was submitted before. */
    void noteDefaulted(UUID coe, Defaults defaulted);

    /**
     * A short digest of what somebody approves who approves a COE now; null when it is not in review.
     */
    String substance(UUID coe);

    /** Whether a security reviewer is to sign off what was found to be exposed after the approval. */
    boolean isSignOffAsked(UUID coe);

    /**
     * Writes down that a security reviewer does; the COE is locked.
     *
     * @param authors who cannot
     * @return false when no sign-off is asked for
     * @throws org.coetracker.shared.problem.ProblemException 403 when the caller is no security reviewer, or an author
     */
    boolean signOff(InReview coe, List<String> authors, String comment, Actor actor, Instant now);

    /**
     * Writes the caller's approval down; the COE is locked.
     *
     * @return whether it was the last one, so that the COE is approved
     * @throws org.coetracker.shared.problem.ProblemException 403 when the caller is not asked, 409 when they have said
     *     something else already
     */
    boolean approve(InReview coe, String comment, Actor actor, Instant now);

    /**
     * Who is asked where nobody is named.
     *
     * @param people handles
     * @param teams handles
     */
    record Defaults(List<String> people, List<String> teams) {
        /** Nobody. */
        static final Defaults NOBODY = new Defaults(List.of(), List.of());

        /**
         * Those of them who are asked beside those whom a record names: people where it names no people, and teams where it
         * names nobody, but for those who were asked by the policy before.
         */
        Defaults beside(List<String> reviewers, List<String> reviewTeams, Defaults before) {
            boolean namesPeople = before.people().isEmpty() && !reviewers.isEmpty();
            boolean namesAnybody =
                    before.teams().isEmpty() && (!before.people().containsAll(reviewers) || !reviewTeams.isEmpty());
            return new Defaults(
                    namesPeople ? List.of() : without(people, reviewers),
                    namesAnybody ? List.of() : without(teams, reviewTeams));
        }

        /** Without those whom a record names already. */
        Defaults butNot(List<String> reviewers, List<String> reviewTeams) {
            return new Defaults(without(people, reviewers), without(teams, reviewTeams));
        }

        private static List<String> without(List<String> handles, List<String> others) {
            return handles.stream().filter(handle -> !others.contains(handle)).toList();
        }
    }

    /**
     * A COE in review.
     *
     * @param id which
     * @param ref its ref
     * @param version its version
     * @param team whose it is
     */
    record InReview(UUID id, String ref, int version, String team) {}
}
