package org.coetracker.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;

/** The rules in force, each read by its key. */
@ApplicationScoped
@Transactional
public class Policies {
    private final EntityManager database;

    Policies(EntityManager database) {
        this.database = database;
    }

    /** When owners are reminded. */
    public ReminderPolicy reminders() {
        return (ReminderPolicy) get(PolicyName.REMINDERS).document();
    }

    /** When the next team of the ladder is told. */
    public EscalationPolicy escalation() {
        return (EscalationPolicy) get(PolicyName.ESCALATION).document();
    }

    /** By when COEs are submitted and approved. */
    public DeadlinePolicy deadlines() {
        return (DeadlinePolicy) get(PolicyName.DEADLINES).document();
    }

    /** By when done actions are verified. */
    public VerificationPolicy verification() {
        return (VerificationPolicy) get(PolicyName.VERIFICATION).document();
    }

    /** Who is asked to approve COEs. */
    public ReviewPolicy review() {
        return (ReviewPolicy) get(PolicyName.REVIEW).document();
    }

    /** When committed actions are due, and how far they may be re-dated. */
    public DueDatePolicy dueDates() {
        return (DueDatePolicy) get(PolicyName.DUE_DATES).document();
    }

    /** The policy of a name, as it is now. */
    Policy get(PolicyName name) {
        return database.find(Policy.class, name.word());
    }

    /** The same, locked: who changes a policy waits for whoever is changing it. */
    Policy lock(PolicyName name) {
        return database.find(Policy.class, name.word(), LockModeType.PESSIMISTIC_WRITE);
    }

    /** All of them, by name; with those, if any, that a later version of this service knows. */
    List<Policy> all() {
        return database.createQuery("from Policy p order by p.name", Policy.class)
                .getResultList();
    }

    /** Writes down what was changed. */
    void flush() {
        database.flush();
    }
}
