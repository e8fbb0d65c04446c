package org.coetracker.action;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.coetracker.people.Team;
import org.coetracker.policy.VerificationPolicy;
import org.coetracker.shared.problem.ProblemException;

/** How it is shown that an action works: that it was carried out, and the check of it, by when and how it went. */
@Embeddable
class Check {
    @Embedded
    private Completion completion;

    @Embedded
    private Verification verification;

    /** By which day it has to be made; null unless the action is done. */
    @Column(name = "verify_by")
    private LocalDate verifyBy;

    /** How often it was put off since the action was done. */
    @Column(name = "checks_put_off")
    private int putOff;

    /**
     * Keeps to a plan; null for none. A check that was made keeps its outcome while the action is verified; of one that
     * failed, another plan leaves the outcome to the history.
     */
    void plan(Verification planned, boolean verified) {
        if (verification == null || verification.outcome() == null) {
            verification = planned;
        } else if (!verification.isPlannedAs(planned)) {
            verification = verified ? verification.reworded(planned) : planned;
        }
    }

    /** The action was carried out, so that the check is to be made. */
    void completed(Completion done) {
        completion = done;
        verification = verification == null ? null : verification.toBeMade();
        putOff = 0;
    }

    /** The action is owed again. */
    void toBeMade() {
        notCompleted();
        verification = verification == null ? null : verification.toBeMade();
    }

    void notCompleted() {
        completion = null;
    }

    void made(String by, Verification.Outcome outcome, String evidence, Instant now) {
        verification = Verification.made(verification, by, outcome, evidence, now);
        verifyBy = null;
    }

    /** Has to be made by the day that the policy gives, after the observation; whether that is another day than before. */
    boolean fallDue(VerificationPolicy policy, Team team) {
        return moveTo(dayAfter(observeUntil(), policy, team));
    }

    /** Whether another end of the observation moves it to a later day. */
    boolean isPutOffBy(LocalDate newObserveUntil, VerificationPolicy policy, Team team) {
        return verifyBy != null && dayAfter(newObserveUntil, policy, team).isAfter(verifyBy);
    }

    /** The day by which the policy wants it, after an observation until some day; null for none planned. */
    private LocalDate dayAfter(LocalDate observedUntil, VerificationPolicy policy, Team team) {
        return policy.checkBy(observedUntil, team.today(completion.completedAt()));
    }

    /** Has to be made by some day; whether that is another one than before. */
    boolean moveTo(LocalDate day) {
        boolean moved = !Objects.equals(verifyBy, day);
        verifyBy = day;
        return moved;
    }

    /** Whether the day by which it had to be made has passed. */
    boolean isLate(LocalDate today) {
        return verifyBy != null && verifyBy.isBefore(today);
    }

    /** Why nobody puts it off any more by another observation. */
    ProblemException late(String action) {
        return ProblemException.illegalMove(
                action + " was to be checked by " + verifyBy + ". Another day is for a manager to give: by the decision"
                        + " re_date on its overdue review.",
                "done",
                List.of("verify"));
    }

    /** Whether the action was watched for as long as was planned. */
    boolean isObserved(LocalDate today) {
        LocalDate until = observeUntil();
        return until == null || !today.isBefore(until);
    }

    /** Why nobody can say yet that the action worked. */
    ProblemException stillObserved(String action) {
        return ProblemException.illegalMove(
                "The observation of " + action + " runs until " + observeUntil()
                        + "; that it worked can be recorded from then on.",
                "done",
                List.of("verify"));
    }

    void countPutOff() {
        putOff++;
    }

    /** Somebody else is to judge. */
    void handTo(String verifier) {
        Verification plan = verification == null ? Verification.planned(null, null, null) : verification;
        verification = Verification.planned(plan.criterion(), plan.observeUntil(), verifier);
    }

    Completion completion() {
        return completion;
    }

    Verification verification() {
        return verification;
    }

    String verifier() {
        return verification == null ? null : verification.verifier();
    }

    /** The day until which to watch before judging; null where none is planned. */
    LocalDate observeUntil() {
        return verification == null ? null : verification.observeUntil();
    }

    LocalDate by() {
        return verifyBy;
    }

    int putOff() {
        return putOff;
    }
}
