package org.coetracker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationPolicyTest {
    /** Two weeks to watch, and one to judge. */
    @ParameterizedTest
    @CsvSource({
        "          , 2026-12-15, 2027-01-05",
        "2026-12-20, 2026-12-15, 2026-12-27",
        "2026-12-15, 2026-12-15, 2026-12-22",
        "2026-12-01, 2026-12-15, 2026-12-22"
    })
    void a_check_is_never_late_the_day_that_the_action_is_done(LocalDate until, LocalDate done, LocalDate checkBy) {
        assertThat(VerificationPolicy.DEFAULT.checkBy(until, done)).isEqualTo(checkBy);
    }
}
