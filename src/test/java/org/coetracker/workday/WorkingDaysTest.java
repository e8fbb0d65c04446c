package org.coetracker.workday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.workday.Calendar.days;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    /** 2 November 2026 is a Monday. */
    @ParameterizedTest
    @CsvSource({
        "'saturday,sunday', 2026-11-06, 2026-11-06",
        "'saturday,sunday', 2026-11-07, 2026-11-09",
        "'saturday,sunday', 2026-11-08, 2026-11-09",
        "'friday,saturday', 2026-11-06, 2026-11-08",
        "'friday,saturday', 2026-11-07, 2026-11-08",
        "'friday,saturday', 2026-11-08, 2026-11-08",
        "'friday', 2026-11-06, 2026-11-07",
        "'', 2026-11-07, 2026-11-07",
        "'monday,tuesday,wednesday,thursday,friday,saturday', 2026-11-02, 2026-11-08"
    })
    void a_day_off_moves_to_the_next_working_day(String weekend, LocalDate day, LocalDate working) {
        assertThat(days(weekend).onOrAfter(day)).isEqualTo(working);
    }

    @Test
    void holidays_before_and_after_a_weekend_are_passed_over_together() {
        WorkingDays easter = days("saturday,sunday", "2027-03-26 Good Friday", "2027-03-29 Easter Monday");
        assertThat(easter.onOrAfter(LocalDate.of(2027, 3, 25))).isEqualTo("2027-03-25");
        assertThat(easter.onOrAfter(LocalDate.of(2027, 3, 26))).isEqualTo("2027-03-30");
        assertThat(easter.whyOff(LocalDate.of(2027, 3, 26))).hasValue("was a holiday: Good Friday");
        assertThat(easter.whyOff(LocalDate.of(2027, 3, 27))).hasValue("was a Saturday");
        assertThat(easter.whyOff(LocalDate.of(2027, 3, 30))).isEmpty();
    }

    @Test
    void a_leap_day_can_be_a_holiday() {
        assertThat(days("saturday,sunday", "2028-02-29 Leap Day").onOrAfter(LocalDate.of(2028, 2, 29)))
                .isEqualTo("2028-03-01");
    }

    @Test
    void more_than_a_year_of_holidays_leaves_the_day_where_it_is() {
        LocalDate first = LocalDate.of(2026, 1, 1);
        WorkingDays closed = days(
                "saturday,sunday",
                Stream.iterate(first, day -> day.plusDays(1))
                        .limit(400)
                        .map(day -> day + " Closed")
                        .toArray(String[]::new));
        assertThat(closed.onOrAfter(first)).isEqualTo(first);
        assertThat(closed.onOrAfter(first.plusDays(300))).isEqualTo("2027-02-05");
    }
}
