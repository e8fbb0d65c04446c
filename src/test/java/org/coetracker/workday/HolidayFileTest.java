package org.coetracker.workday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolidayFileTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

    private static String file(String... events) {
        String lines = java.util.Arrays.stream(events)
                .map(event ->
                        "BEGIN:VEVENT\nUID:" + event.hashCode() + "\n" + event.replace("; ", "\n") + "\nEND:VEVENT\n")
                .collect(Collectors.joining());
        return ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n" + lines + "END:VCALENDAR\n").replace("\n", "\r\n");
    }

    private static List<String> read(String... events) {
        Violations violations = new Violations();
        List<Holiday> holidays = HolidayFile.read(file(events), TODAY, violations);
        assertThat(violations.list()).isEmpty();
        return holidays.stream()
                .map(holiday -> holiday.on() + " " + holiday.name())
                .toList();
    }

    private static List<String> refused(String... events) {
        Violations violations = new Violations();
        HolidayFile.read(file(events), TODAY, violations);
        return violations.list().stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    @Test
    void an_event_of_a_whole_day_is_a_holiday() {
        assertThat(read("DTSTART;VALUE=DATE:20261225; SUMMARY:Christmas Day"))
                .containsExactly("2026-12-25 Christmas Day");
    }

    @Test
    void an_event_of_several_days_is_one_on_each_of_them_and_ends_the_day_before_its_end() {
        assertThat(read("DTSTART;VALUE=DATE:20261225; DTEND;VALUE=DATE:20261227; SUMMARY:Christmas"))
                .containsExactly("2026-12-25 Christmas", "2026-12-26 Christmas");
        assertThat(read("DTSTART;VALUE=DATE:20261231; DURATION:P2D; SUMMARY:New Year"))
                .containsExactly("2026-12-31 New Year", "2027-01-01 New Year");
        assertThat(read("DTSTART;VALUE=DATE:20261225; DTEND;VALUE=DATE:20261225; SUMMARY:Christmas"))
                .containsExactly("2026-12-25 Christmas");
    }

    @Test
    void what_comes_back_yearly_is_a_holiday_from_a_year_back_to_five_years_ahead() {
        assertThat(read("DTSTART;VALUE=DATE:20000101; RRULE:FREQ=YEARLY; SUMMARY:New Year"))
                .containsExactly(
                        "2026-01-01 New Year",
                        "2027-01-01 New Year",
                        "2028-01-01 New Year",
                        "2029-01-01 New Year",
                        "2030-01-01 New Year",
                        "2031-01-01 New Year");
    }

    @Test
    void a_rule_may_name_a_weekday_of_a_month_an_end_and_exceptions() {
        assertThat(read("DTSTART;VALUE=DATE:20251127; RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20281231;"
                        + " EXDATE;VALUE=DATE:20271125; SUMMARY:Thanksgiving"))
                .containsExactly("2025-11-27 Thanksgiving", "2026-11-26 Thanksgiving", "2028-11-23 Thanksgiving");
        assertThat(read("DTSTART;VALUE=DATE:20251224; RRULE:FREQ=YEARLY;COUNT=2; SUMMARY:Eve"))
                .containsExactly("2025-12-24 Eve", "2026-12-24 Eve");
    }

    @Test
    void a_single_return_that_was_moved_stands_where_it_was_moved_to() {
        String yearly =
                "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261026\nRRULE:FREQ=YEARLY;COUNT=2\nSUMMARY:Day\nEND:VEVENT\n";
        String moved = "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;VALUE=DATE:20271026\nDTSTART;VALUE=DATE:20271027\n"
                + "SUMMARY:Day moved\nEND:VEVENT\n";
        String text = "BEGIN:VCALENDAR\nVERSION:2.0\n" + yearly + moved + "END:VCALENDAR\n";
        assertThat(HolidayFile.read(text, TODAY, new Violations()))
                .extracting(holiday -> holiday.on() + " " + holiday.name())
                .containsExactly("2026-10-26 Day", "2027-10-27 Day moved");
    }

    @Test
    void meetings_cancelled_days_and_what_is_long_past_are_no_holidays() {
        assertThat(read(
                        "DTSTART:20261224T090000Z; DTEND:20261224T100000Z; SUMMARY:Meeting",
                        "DTSTART;TZID=Europe/Paris:20261224T090000; SUMMARY:Meeting",
                        "DTSTART;VALUE=DATE:20261226; STATUS:CANCELLED; SUMMARY:Boxing Day",
                        "DTSTART;VALUE=DATE:20200101; SUMMARY:Long ago",
                        "DTSTART;VALUE=DATE:20401225; SUMMARY:Far ahead",
                        "DTSTART;VALUE=DATE:20261225; SUMMARY:Christmas Day"))
                .containsExactly("2026-12-25 Christmas Day");
    }

    @Test
    void two_holidays_on_a_day_are_one_with_both_names() {
        assertThat(read(
                        "DTSTART;VALUE=DATE:20270501; SUMMARY:Labour Day",
                        "DTSTART;VALUE=DATE:20270501; SUMMARY:Spring Day",
                        "DTSTART;VALUE=DATE:20270501; SUMMARY:Labour Day",
                        "DTSTART;VALUE=DATE:20270502"))
                .containsExactly("2027-05-01 Labour Day, Spring Day", "2027-05-02 Holiday");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC", "America/Sao_Paulo"})
    void the_zone_of_the_machine_moves_no_day(String zone) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            assertThat(read(
                            "DTSTART;VALUE=DATE:20261225; SUMMARY:Christmas Day",
                            "DTSTART;VALUE=DATE:20251018; RRULE:FREQ=YEARLY;COUNT=3; EXDATE;VALUE=DATE:20261018; SUMMARY:Day",
                            "DTSTART;VALUE=DATE:20261231; RRULE:FREQ=YEARLY;UNTIL=20271231; SUMMARY:Eve"))
                    .containsExactly("2026-12-25 Christmas Day", "2026-12-31 Eve", "2027-10-18 Day", "2027-12-31 Eve");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void what_is_wrong_is_said_event_by_event() {
        assertThat(refused(
                        "DTSTART;VALUE=DATE:20261225; SUMMARY:Good",
                        "SUMMARY:No start",
                        "DTSTART;VALUE=DATE:20261301; SUMMARY:No such day",
                        "DTSTART;VALUE=DATE:20261225; RRULE:FREQ=WEEKLY; SUMMARY:Every week",
                        "DTSTART;VALUE=DATE:20261225; RRULE:FREQ=SECONDLY; SUMMARY:Every second",
                        "DTSTART;VALUE=DATE:20261225; DTEND;VALUE=DATE:20270601; SUMMARY:Half a year",
                        "DTSTART;VALUE=DATE:20261225; DTEND;VALUE=DATE:20261201; SUMMARY:Backwards",
                        "DTSTART;VALUE=DATE:20261225; RRULE:FREQ=YEARLY;BYHOUR=1,2,3; SUMMARY:By the hour"))
                .containsExactly(
                        "/events/1 no_start",
                        "/events/2 not_a_date",
                        "/events/3 not_yearly",
                        "/events/4 not_yearly",
                        "/events/5 range",
                        "/events/6 range",
                        "/events/7 not_yearly");
    }

    @Test
    void a_file_without_any_holiday_is_refused_as_a_mistake() {
        assertThat(refused()).containsExactly("/events no_holidays");
        assertThat(refused("DTSTART;VALUE=DATE:19990101; SUMMARY:Long ago")).containsExactly("/events no_holidays");
    }

    @Test
    void a_small_file_that_comes_back_without_end_costs_little() {
        List<String> events = new ArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            events.add("DTSTART;VALUE=DATE:19000101; RRULE:FREQ=YEARLY;BYYEARDAY="
                    + IntStream.rangeClosed(1, 366).mapToObj(String::valueOf).collect(Collectors.joining(","))
                    + "; SUMMARY:Day " + number);
        }
        assertThat(refused(events.toArray(String[]::new))).contains("/events/0 too_often");
        assertThat(refused("DTSTART;VALUE=DATE:20260101; RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30; SUMMARY:Never"))
                .containsExactly("/events no_holidays");
    }

    @Test
    void a_day_with_thousands_of_long_names_is_one_holiday_with_a_short_one() {
        String[] events = IntStream.range(0, 4_000)
                .mapToObj(number ->
                        "DTSTART;VALUE=DATE:20261201; DTEND;VALUE=DATE:20261231; SUMMARY:" + number + "x".repeat(190))
                .toArray(String[]::new);
        assertThat(read(events)).hasSize(30).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(211));
    }

    @Test
    void a_return_that_is_moved_from_a_day_that_cannot_be_is_refused() {
        assertThat(refused("RECURRENCE-ID;VALUE=DATE:20261399; DTSTART;VALUE=DATE:20261225; SUMMARY:Moved"))
                .containsExactly("/events/0 not_a_date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"weekend\": []}", "BEGIN:VCARD\nEND:VCARD\n", "\u0000"})
    void what_is_no_calendar_file_is_malformed(String text) {
        assertThatThrownBy(() -> HolidayFile.read(text, TODAY, new Violations()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("BEGIN:VCALENDAR");
    }

    @Test
    void too_many_events_are_refused() {
        String[] events = IntStream.range(0, 5_001)
                .mapToObj(number -> "DTSTART;VALUE=DATE:20261225; SUMMARY:" + number)
                .toArray(String[]::new);
        Violations violations = new Violations();
        assertThat(HolidayFile.read(file(events), TODAY, violations)).isEmpty();
        assertThat(violations.list()).extracting(Violation::code).containsExactly("size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RRULE:FREQ=YEARLY;INTERVAL=0",
                "RRULE:FREQ=YEARLY;INTERVAL=-1",
                "RRULE:FREQ=YEARLY;INTERVAL=99999999999999",
                "RRULE:FREQ=YEARLY;COUNT=0",
                "RRULE:FREQ=YEARLY;BYMONTH=13;BYDAY=99MO",
                "RRULE:FREQ=YEARLY;BYMONTH=0",
                "RRULE:FREQ=YEARLY;BYDAY=XX",
                "RRULE:FREQ=YEARLY;RSCALE=CHINESE",
                "RRULE:FREQ=YEARLY;FOO=BAR",
                "RRULE:YEARLY",
                "EXRULE:FREQ=YEARLY",
                "DURATION:P10000000000D",
                "DURATION:long",
                "EXDATE:x",
                "RDATE:x"
            })
    void what_cannot_be_is_refused_and_not_read_as_something_else(String line) {
        assertThat(refused("DTSTART;VALUE=DATE:20261225; SUMMARY:One", "DTSTART;VALUE=DATE:20261226; " + line))
                .containsExactly("/events/1 not_a_date");
    }

    @Test
    void a_rule_may_list_numbers_of_any_length() {
        assertThat(read("DTSTART;VALUE=DATE:20260101; RRULE:FREQ=YEARLY;BYYEARDAY=1,32,100,-1;COUNT=4; SUMMARY:Day"))
                .hasSize(4);
        assertThat(
                        read(
                                "DTSTART;VALUE=DATE:20260101; RRULE:FREQ=YEARLY;BYMONTH=1,10,12;BYMONTHDAY=1,31;COUNT=5; SUMMARY:Day"))
                .hasSize(5);
    }

    @Test
    void what_an_alarm_in_an_event_says_matters_to_no_holiday() {
        assertThat(read("DTSTART;VALUE=DATE:20261225; SUMMARY:Christmas; BEGIN:VALARM; DURATION:x; END:VALARM"))
                .containsExactly("2026-12-25 Christmas");
    }

    @Test
    @Timeout(10)
    void time_zones_are_not_computed_and_a_mark_at_the_beginning_is_passed_over() {
        String zone = """
                BEGIN:VTIMEZONE
                TZID:Evil
                BEGIN:STANDARD
                DTSTART:19000101T000000
                RRULE:FREQ=SECONDLY
                TZOFFSETFROM:+0000
                TZOFFSETTO:+0100
                END:STANDARD
                END:VTIMEZONE
                """;
        String text = "\uFEFF"
                + file("DTSTART;TZID=Evil:20261225T000000; SUMMARY:Meeting", "DTSTART;VALUE=DATE:20261226; SUMMARY:Day")
                        .replaceFirst("BEGIN:VEVENT", zone.replace("\n", "\r\n") + "BEGIN:VEVENT");
        Violations violations = new Violations();
        assertThat(HolidayFile.read(text, TODAY, violations))
                .extracting(Holiday::name)
                .containsExactly("Day");
        assertThat(violations.list()).isEmpty();
    }
}
