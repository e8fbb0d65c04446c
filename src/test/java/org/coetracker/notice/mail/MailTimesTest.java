package org.coetracker.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.coetracker.notice.mail.MailTimes.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTimesTest {
    private static final Duration AFTER = Duration.ofSeconds(10);
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private static MailTimes quiet(String from, String until, String zone) {
        return new MailTimes(
                false, LocalTime.of(8, 30), LocalTime.parse(from), LocalTime.parse(until), false, ZoneId.of(zone));
    }

    private static MailTimes digest(String at, boolean weekendQuiet, String zone) {
        return new MailTimes(true, LocalTime.parse(at), null, null, weekendQuiet, ZoneId.of(zone));
    }

    private static MailTimes always() {
        return new MailTimes(false, LocalTime.of(8, 30), null, null, false, ZoneId.of("UTC"));
    }

    private static boolean isTime(MailTimes times, String oldest, String newest, String now) {
        return times.isTime(
                new Waiting(Instant.parse(oldest), Instant.parse(newest), null), AFTER, WITHIN, Instant.parse(now));
    }

    @ParameterizedTest
    @CsvSource({
        // Winter in Paris is an hour ahead of UTC.
        "2026-01-14T18:59:59Z, false",
        "2026-01-14T19:00:00Z, true",
        "2026-01-14T23:30:00Z, true",
        "2026-01-15T05:59:59Z, true",
        "2026-01-15T06:00:00Z, false",
        // Summer is two.
        "2026-07-14T17:59:59Z, false",
        "2026-07-14T18:00:00Z, true",
        "2026-07-15T04:59:59Z, true",
        "2026-07-15T05:00:00Z, false"
    })
    void quiet_hours_go_over_midnight_in_the_time_zone_of_the_person(Instant now, boolean quiet) {
        assertThat(quiet("20:00", "07:00", "Europe/Paris").isQuiet(now)).isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-14T18:59:59Z, 2026-01-14T18:59:59Z",
        "2026-01-14T19:00:00Z, 2026-01-15T06:00:00Z",
        "2026-01-15T03:00:00Z, 2026-01-15T06:00:00Z",
        // From Friday evening over the weekend and the night after it.
        "2026-01-16T20:00:00Z, 2026-01-19T06:00:00Z",
        "2026-01-18T12:00:00Z, 2026-01-19T06:00:00Z",
        // The clocks of Paris go forward on Sunday, 2026-03-29.
        "2026-03-27T20:00:00Z, 2026-03-30T05:00:00Z"
    })
    void what_is_put_off_waits_for_the_end_of_all_quiet_time(Instant now, Instant end) {
        MailTimes times = new MailTimes(
                false, LocalTime.of(8, 30), LocalTime.of(20, 0), LocalTime.of(7, 0), true, ZoneId.of("Europe/Paris"));
        assertThat(times.afterQuiet(now)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-14T11:59:59Z, false", "2026-01-14T12:00:00Z, true", "2026-01-14T13:00:00Z, false"})
    void quiet_hours_may_be_within_a_day(Instant now, boolean quiet) {
        assertThat(quiet("12:00", "13:00", "UTC").isQuiet(now)).isEqualTo(quiet);
    }

    @Test
    void an_hour_that_is_repeated_does_not_begin_the_quiet_again() {
        // On 2026-10-25 the clocks of Paris go from 03:00 back to 02:00, at 01:00 UTC.
        MailTimes times = quiet("20:00", "02:30", "Europe/Paris");
        assertThat(times.isQuiet(Instant.parse("2026-10-25T00:29:59Z"))).isTrue();
        assertThat(times.isQuiet(Instant.parse("2026-10-25T00:30:00Z"))).isFalse();
        assertThat(times.isQuiet(Instant.parse("2026-10-25T01:15:00Z"))).isFalse();
    }

    @Test
    void quiet_that_ends_in_an_hour_that_is_skipped_ends_once_after_it() {
        // On 2026-03-29 the clocks of Paris go from 02:00 to 03:00, at 01:00 UTC: 02:30 is shown as 03:30.
        MailTimes times = quiet("20:00", "02:30", "Europe/Paris");
        assertThat(times.isQuiet(Instant.parse("2026-03-29T01:29:59Z"))).isTrue();
        assertThat(times.isQuiet(Instant.parse("2026-03-29T01:30:00Z"))).isFalse();
    }

    @Test
    void a_message_waits_a_moment_for_more_but_not_for_ever() {
        assertThat(isTime(always(), "2026-01-14T10:00:00Z", "2026-01-14T10:00:00Z", "2026-01-14T10:00:09Z"))
                .isFalse();
        assertThat(isTime(always(), "2026-01-14T10:00:00Z", "2026-01-14T10:00:00Z", "2026-01-14T10:00:10Z"))
                .isTrue();
        assertThat(isTime(always(), "2026-01-14T10:00:00Z", "2026-01-14T10:04:58Z", "2026-01-14T10:04:59Z"))
                .isFalse();
        assertThat(isTime(always(), "2026-01-14T10:00:00Z", "2026-01-14T10:04:59Z", "2026-01-14T10:05:00Z"))
                .isTrue();
    }

    @Test
    void a_digest_has_what_waited_at_its_time_and_nothing_else_brings_it() {
        MailTimes times = digest("08:30", false, "Asia/Tokyo");
        // 08:30 in Tokyo is 23:30 UTC the day before.
        assertThat(isTime(times, "2026-01-14T10:00:00Z", "2026-01-14T10:00:00Z", "2026-01-14T23:29:59Z"))
                .isFalse();
        assertThat(isTime(times, "2026-01-14T10:00:00Z", "2026-01-14T10:00:00Z", "2026-01-14T23:30:00Z"))
                .isTrue();
        assertThat(isTime(times, "2026-01-14T10:00:00Z", "2026-01-14T10:00:00Z", "2026-01-16T05:00:00Z"))
                .as("a node that was down catches up")
                .isTrue();
    }

    @Test
    void what_came_late_for_a_digest_waits_for_the_next() {
        MailTimes times = digest("08:30", false, "UTC");
        Instant moment = Instant.parse("2026-01-14T08:30:00Z");
        Waiting late = new Waiting(moment.minusMillis(1), moment.minusMillis(1), moment);
        assertThat(times.isTime(late, AFTER, WITHIN, moment.plusSeconds(5))).isFalse();
        assertThat(times.isTime(late, AFTER, WITHIN, moment.plus(1, ChronoUnit.DAYS)))
                .isTrue();
    }

    @Test
    void a_digest_skips_a_quiet_weekend() {
        MailTimes times = digest("08:30", true, "UTC");
        // 2026-01-17 is a Saturday.
        String friday = "2026-01-16T12:00:00Z";
        assertThat(isTime(times, friday, friday, "2026-01-17T08:30:00Z")).isFalse();
        assertThat(isTime(times, friday, friday, "2026-01-19T08:29:59Z")).isFalse();
        assertThat(isTime(times, friday, friday, "2026-01-19T08:30:00Z")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 02:30, 2026-03-27T00:00:00Z",
        "Europe/Paris, 02:30, 2026-10-23T00:00:00Z",
        "America/New_York, 01:30, 2026-10-30T00:00:00Z",
        "Australia/Lord_Howe, 01:45, 2026-04-03T00:00:00Z",
        "Pacific/Kiritimati, 00:00, 2026-10-23T00:00:00Z"
    })
    void a_digest_comes_once_a_day_across_the_switches_of_the_clock(String zone, String at, Instant from) {
        MailTimes times = digest(at, false, zone);
        List<Instant> sent = new ArrayList<>();
        Instant oldest = from;
        for (Instant now = from; now.isBefore(from.plus(5, ChronoUnit.DAYS)); now = now.plusSeconds(300)) {
            Instant last = sent.isEmpty() ? null : sent.get(sent.size() - 1);
            // Something always waits.
            if (times.isTime(new Waiting(oldest, now, last), AFTER, WITHIN, now)) {
                sent.add(now);
                oldest = now;
            }
        }
        List<java.time.LocalDate> days = sent.stream()
                .map(one -> one.atZone(ZoneId.of(zone)).toLocalDate())
                .toList();
        assertThat(days).hasSizeBetween(4, 5).doesNotHaveDuplicates();
        for (int day = 1; day < days.size(); day++) {
            assertThat(days.get(day)).isEqualTo(days.get(day - 1).plusDays(1));
        }
    }
}
