package org.coetracker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueDateTest {

    /** 2 November 2026 is a Monday. */
    @ParameterizedTest
    @CsvSource({
        "P0, SEV4, 2026-11-02, 2026-11-09, p0: 7 calendar days",
        "P1, SEV1, 2026-11-02, 2026-11-17, sev1: 15 calendar days",
        "P1, SEV2, 2026-11-02, 2026-12-02, sev2: 30 calendar days",
        "P2, SEV3, 2026-11-02, 2027-01-01, sev3: 60 calendar days",
        "P3, SEV4, 2026-11-02, 2027-02-01, 'sev4: 90 calendar days, moved to the next working day'",
        "P0, SEV1, 2026-10-31, 2026-11-09, 'p0: 7 calendar days, moved to the next working day'",
        "P0, SEV1, 2026-11-01, 2026-11-09, 'p0: 7 calendar days, moved to the next working day'"
    })
    void a_due_date_is_derived_from_priority_and_severity_and_moved_off_the_weekend(
            Priority priority, Severity severity, LocalDate today, LocalDate due, String rule) {
        assertThat(DueDate.derive(priority, severity, today)).isEqualTo(new DueDate(due, rule));
    }
}
