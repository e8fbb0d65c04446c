package org.coetracker.policy;

import jakarta.enterprise.context.ApplicationScoped;

/** The rules in force. */
@ApplicationScoped
public class Policies {

    /** When owners are reminded. */
    public ReminderPolicy reminders() {
        return ReminderPolicy.DEFAULT;
    }

    /** When the next team of the ladder is told. */
    public EscalationPolicy escalation() {
        return EscalationPolicy.DEFAULT;
    }

    /** By when COEs are submitted and approved. */
    public DeadlinePolicy deadlines() {
        return DeadlinePolicy.DEFAULT;
    }

    /** By when done actions are verified. */
    public VerificationPolicy verification() {
        return VerificationPolicy.DEFAULT;
    }

    /** When committed actions are due, and how far they may be re-dated. */
    public DueDatePolicy dueDates() {
        return DueDatePolicy.DEFAULT;
    }
}
