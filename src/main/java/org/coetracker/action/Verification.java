package org.coetracker.action;

import jakarta.persistence.Column;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.coetracker.shared.database.LowerCaseEnum;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The check that an action works, planned and made.
 *
 * @param criterion what will show that it works
 * @param observeUntil the day until which to watch before judging
 * @param verifier who is to judge, or has; never the owner
 * @param outcome what the check showed; null while it has not been made
 * @param evidence what shows it
 * @param verifiedAt when the check was made
 */
@Embeddable
@Schema(name = "Verification")
public record Verification(
        @Column(name = "verification_criterion") String criterion,
        @Column(name = "observe_until") LocalDate observeUntil,
        @Column(name = "verifier") String verifier,
        @Column(name = "verification_outcome") Outcome outcome,
        @Column(name = "verification_evidence") String evidence,
        @Column(name = "verified_at") Instant verifiedAt) {

    /** What a check showed. */
    @Schema(name = "VerificationOutcome")
    public enum Outcome {
        /** The criterion was met over the whole observation. */
        WORKED,
        /** It was not: the action is owed again. */
        DID_NOT_WORK;

        @Converter(autoApply = true)
        static final class OutcomeColumn extends LowerCaseEnum<Outcome> {
            OutcomeColumn() {
                super(Outcome.class);
            }
        }
    }

    /** The plan of a check that has not been made. */
    static Verification planned(String criterion, LocalDate observeUntil, String verifier) {
        return new Verification(criterion, observeUntil, verifier, null, null, null);
    }

    /** The plan that a command has; null for none. */
    static Verification planned(NewAction.VerificationPlan plan) {
        return plan == null ? null : planned(plan.criterion(), plan.observeUntil(), plan.verifier());
    }

    /** Whether the plan is the same; null is no plan at all. */
    boolean isPlannedAs(Verification plan) {
        return plan != null
                && Objects.equals(criterion, plan.criterion)
                && Objects.equals(observeUntil, plan.observeUntil)
                && Objects.equals(verifier, plan.verifier);
    }

    /** The same plan, to be carried out anew; who judged before is not bound to judge again. */
    Verification toBeMade() {
        return outcome == null ? this : planned(criterion, observeUntil, null);
    }

    /** The same check with another wording of what it was about. */
    Verification reworded(Verification plan) {
        return new Verification(
                plan == null ? null : plan.criterion,
                plan == null ? null : plan.observeUntil,
                verifier,
                outcome,
                evidence,
                verifiedAt);
    }

    /** The check, made. */
    static Verification made(Verification plan, String verifier, Outcome outcome, String evidence, Instant verifiedAt) {
        return new Verification(
                plan == null ? null : plan.criterion,
                plan == null ? null : plan.observeUntil,
                verifier,
                outcome,
                evidence,
                verifiedAt);
    }
}
