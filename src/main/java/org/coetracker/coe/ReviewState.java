package org.coetracker.coe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the last review of a COE stands.
 *
 * @param round which one, counted from 1
 * @param outcome how it ended; null while it goes on
 * @param leastApprovals how many people at least have to approve, or had to
 * @param required who has to approve, and who has
 * @param missing for whom it waits; empty once it has ended, but for a sign-off of what was found to be exposed since
 * @param amendments how often the record was amended since it was approved
 * @param amendedAt when that was done last; null when it was not
 * @param substance a short digest of what is to be approved, for the entity tag; null when nothing is
 */
@Schema(name = "Review")
public record ReviewState(
        int round,
        Outcome outcome,
        int leastApprovals,
        List<Required> required,
        List<Slot> missing,
        int amendments,
        Instant amendedAt,
        @JsonIgnore @Schema(hidden = true) String substance) {

    /** How a review may end. */
    @Schema(name = "ReviewOutcome")
    public enum Outcome {
        /** All who had to have approved. */
        APPROVED,
        /** Somebody asked for changes. */
        CHANGES_REQUESTED,
        /** The COE was given up. */
        WITHDRAWN
    }

    /** By what somebody approves who is neither named nor of a team that is. */
    @Schema(name = "ReviewRole")
    public enum Role {
        /** Somebody who manages the COE's team or one above it, or an administrator. */
        MANAGER,
        /** Somebody with the role {@code security_reviewer}, as something may be exposed. */
        SECURITY_REVIEWER
    }

    /**
     * Who has to approve: a person, one of a team, or one of a role.
     *
     * @param person a handle; null when it is not for one person
     * @param team a handle; of the role {@code manager} the COE's team; null otherwise
     * @param role null when it is for a person or a team
     */
    @Schema(name = "ReviewSlot")
    public record Slot(String person, String team, Role role) {}

    /**
     * Who has to approve, and who has.
     *
     * @param approvedBy who did; null while nobody has
     * @param approvedAt when
     * @param outdated whether the record has changed in substance since, so that it is asked for again
     */
    @Schema(name = "RequiredApproval")
    public record Required(
            String person, String team, Role role, String approvedBy, Instant approvedAt, boolean outdated) {}
}
