package org.coetracker.action;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;
import java.time.LocalDate;
import org.coetracker.people.Team;
import org.coetracker.policy.VerificationPolicy;

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

    /** Keeps to a plan; null for none. A check that was made keeps its outcome while the action is verified. */
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

    /** The day by which the policy wants it of a done action, after an observation until some day; null for none planned. */
    LocalDate plannedBy(LocalDate observeUntil, VerificationPolicy policy, Team team) {
        return policy.checkBy(observeUntil, team.today(completion.completedAt()));
    }

    void moveTo(LocalDate day) {
        verifyBy = day;
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
