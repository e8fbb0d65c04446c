package org.coetracker.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.workday.Calendar.days;

import java.time.LocalDate;
import java.util.Map;
import org.coetracker.workday.WorkingDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueDateTest {
    private static final String MOVED = ", moved to the next working day (";

    private static DueDateTerms terms(WorkingDays days) {
        return new DueDateTerms(DueDatePolicy.DEFAULT, 3, Map.of("storage", days));
    }

    /** 2 November 2026 is a Monday. */
    @ParameterizedTest
    @CsvSource({
        "P0, SEV4, 2026-11-02, 2026-11-09, p0: 7 calendar days",
        "P1, SEV1, 2026-11-02, 2026-11-17, sev1: 15 calendar days",
        "P1, SEV2, 2026-11-02, 2026-12-02, sev2: 30 calendar days",
        "P2, SEV3, 2026-11-02, 2027-01-01, sev3: 60 calendar days",
        "P3, SEV4, 2026-11-02, 2027-02-01, 'sev4: 90 calendar days" + MOVED + "2027-01-31 was a Sunday)'",
        "P0, SEV1, 2026-10-31, 2026-11-09, 'p0: 7 calendar days" + MOVED + "2026-11-07 was a Saturday)'",
        "P0, SEV1, 2026-11-01, 2026-11-09, 'p0: 7 calendar days" + MOVED + "2026-11-08 was a Sunday)'"
    })
    void a_due_date_is_derived_from_priority_and_severity_and_moved_off_the_weekend(
            Priority priority, Severity severity, LocalDate today, LocalDate due, String rule) {
        assertThat(terms(WorkingDays.STANDARD).derive(priority, severity, "storage", today))
                .isEqualTo(new DueDate(due, "due-dates v3: " + rule, today));
    }

    @Test
    void the_rule_names_the_holiday_that_it_made_way_for() {
        DueDateTerms terms = terms(days("saturday,sunday", "2026-12-28 Boxing Day"));
        assertThat(terms.derive(Priority.P2, Severity.SEV2, "storage", LocalDate.of(2026, 11, 28)))
                .isEqualTo(new DueDate(
                        LocalDate.of(2026, 12, 29),
                        "due-dates v3: sev2: 30 calendar days" + MOVED + "2026-12-28 was a holiday: Boxing Day)",
                        LocalDate.of(2026, 11, 28)));
    }

    @Test
    void a_team_that_is_not_asked_for_has_the_standard_weekend() {
        DueDateTerms terms = terms(days("friday,saturday"));
        assertThat(terms.derive(Priority.P0, Severity.SEV1, "other", LocalDate.of(2026, 10, 30))
                        .on())
                .isEqualTo(LocalDate.of(2026, 11, 6));
        assertThat(terms.derive(Priority.P0, Severity.SEV1, "storage", LocalDate.of(2026, 10, 30))
                        .on())
                .isEqualTo(LocalDate.of(2026, 11, 8));
    }

    /** What is owed since 2 November and due by the date in the fourth column, looked at on the day in the third. */
    @ParameterizedTest
    @CsvSource({
        "P0, SEV1, 2026-11-05, 2026-12-01, 2026-11-09", // Still to come.
        "P0, SEV1, 2026-11-09, 2026-12-01, 2026-11-10", // Today is too late: the next working day.
        "P0, SEV1, 2026-11-13, 2026-12-01, 2026-11-16", // On a Friday: Monday.
        "P0, SEV1, 2026-11-13, 2026-11-14, 2026-11-14", // Due before that: nothing is put off.
        "P0, SEV1, 2026-11-13, 2026-11-03, 2026-11-03" // Overdue: it stays so.
    })
    void a_date_that_has_passed_becomes_the_next_working_day_and_nothing_is_put_off_to_it(
            Priority priority, Severity severity, LocalDate today, LocalDate now, LocalDate due) {
        DueDateTerms terms = terms(WorkingDays.STANDARD);
        LocalDate from = LocalDate.of(2026, 11, 2);
        DueDate applied = terms.derive(priority, severity, "storage", from, today, now);
        assertThat(applied.on()).isEqualTo(due);
        // Once it has moved it stays there, however often the policy is applied.
        assertThat(terms.derive(priority, severity, "storage", from, today, due).on())
                .isEqualTo(due);
        assertThat(terms.derive(priority, severity, "storage", from, today.plusDays(1), due)
                        .on())
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-16, was the day of the change", "2026-11-17, had passed"})
    void a_date_that_cannot_be_kept_any_more_says_whether_it_was_today(LocalDate today, String words) {
        DueDate derived = terms(WorkingDays.STANDARD)
                .derive(Priority.P0, Severity.SEV1, "storage", LocalDate.of(2026, 11, 9), today, today.plusDays(30));
        assertThat(derived.on()).isEqualTo(today.plusDays(1));
        assertThat(derived.rule()).endsWith("; 2026-11-16 " + words + ", so the next working day");
    }
}
