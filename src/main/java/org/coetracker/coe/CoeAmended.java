package org.coetracker.coe;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.coe.answer.CriticalImplications.SecurityExposure;
import org.coetracker.policy.Severity;

/**
 * What a COE says has changed, in the transaction that goes on.
 *
 * @param coe which
 * @param team whose it is
 * @param status where it stands
 * @param reason why, where somebody said so; null otherwise
 * @param actor who changed it
 * @param at when
 * @param before what its review goes by, as it was
 * @param after the same, as it is
 */
public record CoeAmended(
        UUID coe, String team, Status status, String reason, Actor actor, Instant at, Terms before, Terms after) {

    /**
     * What the review of a COE goes by.
     *
     * @param severity how bad it is
     * @param exposure whether something may be exposed
     * @param reviewers who is named to review it, and is no author of it
     * @param reviewTeams which teams are
     * @param sections what has to be answered in full; empty where its template stays the same
     */
    public record Terms(
            Severity severity,
            SecurityExposure exposure,
            List<String> reviewers,
            List<String> reviewTeams,
            List<String> sections) {
        static Terms of(Coe coe, List<String> sections) {
            return new Terms(
                    coe.severity(),
                    coe.answers().exposure(),
                    coe.reviewers().stream()
                            .filter(handle -> !coe.authors().contains(handle))
                            .toList(),
                    List.copyOf(coe.reviewTeams()),
                    List.copyOf(sections));
        }

        /** Whether a security reviewer has to look at it. */
        public boolean isExposed() {
            return exposure == SecurityExposure.POTENTIAL || exposure == SecurityExposure.CONFIRMED;
        }
    }

    /** Whether more is exposed than was. */
    public boolean exposesMore() {
        return after.isExposed() && (!before.isExposed() || after.exposure().compareTo(before.exposure()) > 0);
    }

    /** Whether less is exposed than was, or nothing any more. */
    public boolean exposesLess() {
        return before.isExposed() && after.exposure().compareTo(before.exposure()) < 0;
    }

    /** Whether it is worse than it was. */
    public boolean isWorse() {
        return after.severity().compareTo(before.severity()) < 0;
    }

    /**
     * Whether somebody who was to review it is not any more, or fewer may be, as it is said to be milder, or it has to answer
     * less.
     */
    public boolean strikesOut() {
        return after.severity().compareTo(before.severity()) > 0
                || !after.reviewers().containsAll(before.reviewers())
                || !after.reviewTeams().containsAll(before.reviewTeams())
                || !after.sections().containsAll(before.sections());
    }

    /** Whether it had been approved before. */
    public boolean isAmendment() {
        return Status.AGREED.contains(status);
    }
}
