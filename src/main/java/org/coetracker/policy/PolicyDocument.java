package org.coetracker.policy;

import java.util.List;
import org.coetracker.people.Directory;
import org.coetracker.shared.problem.Violations;

/** The members of a policy; kept as a JSON document, so that a new member needs no new column. */
sealed interface PolicyDocument
        permits DueDatePolicy,
                ReminderPolicy,
                EscalationPolicy,
                DeadlinePolicy,
                VerificationPolicy,
                QualityPolicy,
                ReviewPolicy {

    /** The longest time that a rule may give, in days: what is further away is no promise. */
    int MAX_DAYS = 730;

    /** Notes what is wrong beyond the single members, such as an order that they have to keep. */
    void check(Violations violations);

    /** The handles of the people whom it names. */
    default List<String> people() {
        return List.of();
    }

    /** The handles of the teams that it names. */
    default List<String> teams() {
        return List.of();
    }

    /** Notes those whom it names and who are not there. */
    default void checkNames(Directory.Found found, Violations violations) {}
}
