package org.coetracker.overdue;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An overdue review as it is shown.
 *
 * @param id a UUIDv7
 * @param action the ref of the action
 * @param actionTitle what the action is to do, as it is worded now
 * @param coe the ref of the action's COE
 * @param about what a decision is owed about
 * @param team whose decision it is: the action's team, followed until the review ends
 * @param owner who owed the action, followed until the review ends
 * @param dueOn the day that passed: the due date, the day by which the action was to be verified, or the day on which
 *     to look at the risk again
 * @param flaggedAt since when the decision is owed
 * @param escalationLevel how often it went up the ladder of teams
 * @param escalatedTo the team whose managers were told last; null while it is the action's own
 * @param escalatedAt when they were told
 * @param status where it stands
 * @param decision what was decided, as it was sent; null unless decided
 * @param decidedBy who decided
 * @param decidedAt when
 * @param resolution why there was nothing left to decide: the change that did it; null unless resolved
 * @param resolvedAt when
 * @param version rises with each change
 */
@Schema(name = "OverdueReview")
public record OverdueReviewView(
        UUID id,
        String action,
        String actionTitle,
        String coe,
        @Schema(implementation = About.class) About about,
        String team,
        String owner,
        LocalDate dueOn,
        Instant flaggedAt,
        int escalationLevel,
        String escalatedTo,
        Instant escalatedAt,
        @Schema(implementation = OverdueReview.Status.class) OverdueReview.Status status,

        @JsonRawValue @Schema(implementation = Decision.class)
        String decision,

        String decidedBy,
        Instant decidedAt,
        String resolution,
        Instant resolvedAt,
        int version)
        implements Tagged {

    static OverdueReviewView of(OverdueReview review) {
        return new OverdueReviewView(
                review.id(),
                review.action().ref(),
                review.action().title(),
                review.action().coeRef(),
                review.about(),
                review.team(),
                review.owner(),
                review.dueOn(),
                review.flaggedAt(),
                review.escalationLevel(),
                review.escalatedTo(),
                review.escalatedAt(),
                review.status(),
                review.decision(),
                review.decidedBy(),
                review.decidedAt(),
                review.resolution(),
                review.resolvedAt(),
                review.version());
    }
}
