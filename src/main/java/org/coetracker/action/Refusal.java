package org.coetracker.action;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That an action will not be done.
 *
 * @param reason why the risk is taken
 * @param approver who takes it; never the owner
 * @param lookAgainOn the day on which to look again
 * @param refusedAt when it was refused
 */
@Embeddable
@Schema(name = "Refusal")
public record Refusal(
        @Column(name = "refusal_reason") String reason,
        @Column(name = "refusal_approver") String approver,
        @Column(name = "look_again_on") LocalDate lookAgainOn,
        @Column(name = "refused_at") Instant refusedAt) {

    static Refusal of(Moves.Refuse command, Instant now) {
        return new Refusal(command.reason(), command.approver(), command.lookAgainOn(), now);
    }

    /** One that was made before the action was filed. */
    static Refusal filed(NewAction.FiledRefusal refusal, Instant now) {
        return new Refusal(refusal.reason(), refusal.approver(), refusal.lookAgainOn(), now);
    }
}
