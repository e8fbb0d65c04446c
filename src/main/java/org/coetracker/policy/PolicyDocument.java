package org.coetracker.policy;

import org.coetracker.shared.problem.Violations;

/** The members of a policy; kept as a JSON document, so that a new member needs no new column. */
sealed interface PolicyDocument
        permits DueDatePolicy, ReminderPolicy, EscalationPolicy, DeadlinePolicy, VerificationPolicy, QualityPolicy {

    /** The longest time that a rule may give, in days: what is further away is no promise. */
    int MAX_DAYS = 730;

    /** Notes what is wrong beyond the single members, such as an order that they have to keep. */
    void check(Violations violations);
}
