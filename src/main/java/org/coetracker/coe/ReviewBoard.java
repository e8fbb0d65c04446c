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
     */
    Defaults byDefault(Severity severity, List<String> authors);

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
    record Defaults(List<String> people, List<String> teams) {}

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
