package org.coetracker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class VerificationPolicyTest {
    private static final LocalDate COMPLETED = LocalDate.parse("2027-03-30");

    private final VerificationPolicy policy = new VerificationPolicy(14, 7);

    @Test
    void a_check_is_due_a_week_after_the_observation() {
        assertThat(policy.checkBy(LocalDate.parse("2027-04-10"), COMPLETED)).isEqualTo("2027-04-17");
    }

    @Test
    void without_a_planned_observation_two_weeks_are_watched() {
        assertThat(policy.checkBy(null, COMPLETED)).isEqualTo("2027-04-20");
    }

    @Test
    void what_is_completed_after_its_observation_is_not_late_to_check_at_once() {
        assertThat(policy.checkBy(LocalDate.parse("2027-03-03"), COMPLETED)).isEqualTo("2027-04-06");
    }
}
