package org.coetracker.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.coetracker.coe.answer.WhatHappened.Kind;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedLinesTest {
    private final Violations violations = new Violations();

    private List<Line> read(String text) {
        return read(text, null, null);
    }

    private List<Line> read(String text, String zone, String date) {
        Lines lines = new Lines(violations);
        PastedLines.read(
                text,
                new Moments(zone == null ? null : ZoneId.of(zone), date == null ? null : LocalDate.parse(date)),
                lines);
        return lines.all();
    }

    private List<String> wrong() {
        return violations.list().stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2017-01-31T23:27:05Z database removed                   | 2017-01-31T23:27:05Z | database removed
            2017-01-31T23:27:05.123+01:00 x                         | 2017-01-31T22:27:05.123Z | x
            2017-01-31T23:27:05+01:00[Europe/Paris] x               | 2017-01-31T22:27:05Z | x
            2017-01-31 23:27 - text here                            | 2017-01-31T23:27:00Z | text here
            2017/01/31 23:27: text                                  | 2017-01-31T23:27:00Z | text
            2017-01-31 23:27:05,123 ERROR text                      | 2017-01-31T23:27:05.123Z | ERROR text
            2017-01-31 15:27:00 -0800 text                          | 2017-01-31T23:27:00Z | text
            2017-01-31 15:27 PST text                               | 2017-01-31T23:27:00Z | text
            2017-07-31 16:27 PT - text                              | 2017-07-31T23:27:00Z | text
            2017-01-31 15:27 (PST): text                            | 2017-01-31T23:27:00Z | text
            2017-02-01 00:27 CET text                               | 2017-01-31T23:27:00Z | text
            2017-02-01 00:27 Europe/Paris text                      | 2017-01-31T23:27:00Z | text
            2017-01-31 23:27 UTC+1 text                             | 2017-01-31T22:27:00Z | text
            2017-01-31 23:27 GMT-05:30 text                         | 2017-02-01T04:57:00Z | text
            [2017-01-31 23:27:05] ana: who removed it?              | 2017-01-31T23:27:05Z | ana: who removed it?
            [2017-01-31 23:27:05 UTC] ana: hm                       | 2017-01-31T23:27:05Z | ana: hm
            31 January 2017 23:27 UTC - text                        | 2017-01-31T23:27:00Z | text
            31 Jan 2017, 23:27 - text                               | 2017-01-31T23:27:00Z | text
            January 31, 2017 at 11:27 PM PST text                   | 2017-02-01T07:27:00Z | text
            Jan. 31st 2017 11:27pm text                             | 2017-01-31T23:27:00Z | text
            Tue, 31 Jan 2017 23:27:05 GMT text                      | 2017-01-31T23:27:05Z | text
            Tue Jan 31 23:27:05 UTC 2017 text                       | 2017-01-31T23:27:05Z | text
            Tue Jan 31 23:27:05 2017 +0100 deploy                   | 2017-01-31T22:27:05Z | deploy
            Tue Jan 31 15:27:05 2017 -0800 deploy                   | 2017-01-31T23:27:05Z | deploy
            Tue Jan 31 15:27:05 2017 PST deploy                     | 2017-01-31T23:27:05Z | deploy
            Tue Jan 31 23:27:05 2017 deploy                         | 2017-01-31T23:27:05Z | deploy
            Jan 31 23:27:05 +0100 text                              | 2017-01-31T22:27:05Z | text
            Jan 31 15:27:05 -0800 text                              | 2017-01-31T23:27:05Z | text
            Jan 31 23:27 +0100 text                                 | 2017-01-31T22:27:00Z | text
            10:03:00-10:30 outage                                   | 2017-01-31T10:03:00Z | -10:30 outage
            2017-01-31 10:03:00-10:30 outage                        | 2017-01-31T10:03:00Z | -10:30 outage
            13:27:05-10 hosts died                                  | 2017-01-31T23:27:05Z | hosts died
            23:27:05-50 hosts died                                  | 2017-01-31T23:27:05Z | -50 hosts died
            31.01.2017 23:27 Text                                   | 2017-01-31T23:27:00Z | Text
            Jan 31 23:27:05 host sshd: text                         | 2017-01-31T23:27:05Z | host sshd: text
            23:27 UTC - text                                        | 2017-01-31T23:27:00Z | text
            23:27Z text                                             | 2017-01-31T23:27:00Z | text
            23:27+01 text                                           | 2017-01-31T22:27:00Z | text
            23:27 +1000 users lost                                  | 2017-01-31T23:27:00Z | +1000 users lost
            23:27 -8 replicas                                       | 2017-01-31T23:27:00Z | -8 replicas
            23:27 DNS fails                                         | 2017-01-31T23:27:00Z | DNS fails
            23:27 -rf was typed                                     | 2017-01-31T23:27:00Z | -rf was typed
            11:27 PM Paging team A                                  | 2017-01-31T23:27:00Z | Paging team A
            12:05 AM text                                           | 2017-01-31T00:05:00Z | text
            12:05 pm text                                           | 2017-01-31T12:05:00Z | text
            - 23:27 text                                            | 2017-01-31T23:27:00Z | text
            * **23:27** text                                        | 2017-01-31T23:27:00Z | text
            9:05 text                                               | 2017-01-31T09:05:00Z | text
            10:03-10:30 partial outage                              | 2017-01-31T10:03:00Z | -10:30 partial outage
            2017-01-31 10:03-10:30 partial outage                   | 2017-01-31T10:03:00Z | -10:30 partial outage
            23:27-5 replicas left                                   | 2017-01-31T23:27:00Z | -5 replicas left
            23:27-23:40 users saw errors                            | 2017-01-31T23:27:00Z | -23:40 users saw errors
            23:27 -23:40 users saw errors                           | 2017-01-31T23:27:00Z | -23:40 users saw errors
            23:27:05-5 replicas left                                | 2017-01-31T23:27:05Z | -5 replicas left
            23:27+5 replicas                                        | 2017-01-31T23:27:00Z | +5 replicas
            23:27+50 users                                          | 2017-01-31T23:27:00Z | +50 users
            10:00-11:00 outage                                      | 2017-01-31T10:00:00Z | -11:00 outage
            2017-01-31T15:27-08:00 text                             | 2017-01-31T23:27:00Z | text
            2017-01-31 15:27:00-08 text                             | 2017-01-31T23:27:00Z | text
            15:27:00-08:00 text                                     | 2017-01-31T23:27:00Z | text
            2017-01-31 15:27 utc-8 text                             | 2017-01-31T23:27:00Z | text
            23:27 utc text                                          | 2017-01-31T23:27:00Z | text
            2017-01-31t23:27z text                                  | 2017-01-31T23:27:00Z | text
            23:27 z-index was wrong                                 | 2017-01-31T23:27:00Z | z-index was wrong
            2017-01-31 - 23:27 - text                               | 2017-01-31T23:27:00Z | text
            Tuesday, 2017-01-31 23:27 text                          | 2017-01-31T23:27:00Z | text
            Tue 31.01.2017 23:27 text                               | 2017-01-31T23:27:00Z | text
            """)
    void a_line_begins_with_a_time_written_in_any_of_these_ways(String line, String at, String text) {
        List<Line> lines = read(line.strip(), "UTC", "2017-01-31");
        assertThat(wrong()).isEmpty();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).at()).hasToString(at);
        assertThat(lines.get(0).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            somebody said something              | no_time
            31/01/2017 23:27 text                | ambiguous_date
            1/31/17, 23:27 - text                | ambiguous_date
            2017-02-30 23:27 text                | impossible_time
            2017-01-31 25:27 text                | impossible_time
            13:27 PM text                        | impossible_time
            2017-01-31 23:27 IST text            | ambiguous_zone
            2017-01-31 15:27-08:00 text          | ambiguous_offset
            2017-01-31 15:27 -0800 text          | ambiguous_offset
            Jan 31 15:27-08 text                 | ambiguous_offset
            Tuesday 31/01/2017 23:27 text        | ambiguous_date
            2017-02-29 23:27 text                | impossible_time
            Feb 29 23:27 text                    | impossible_time
            Wed Feb 29 23:27:05 UTC 2017 text    | impossible_time
            2017-01-31 23:27 UTC -               | no_text
            2017-01-31 23:27                     | no_text
            2017-03-26 02:30 Europe/Paris text   | no_such_time
            """)
    void what_is_not_clear_is_said_and_not_guessed(String line, String code) {
        read(line.strip(), "UTC", "2017-01-31");
        assertThat(wrong()).containsExactly("/lines/1 " + code);
    }

    @Test
    void all_bad_lines_are_told_at_once_with_their_numbers() {
        read("""
                2017-01-31 23:27 good

                bad
                12:00 UTC good
                1/2/2017 bad too
                12:61 and this
                """);
        assertThat(wrong())
                .containsExactly(
                        "/lines/1 no_zone",
                        "/lines/3 no_time",
                        "/lines/4 no_date",
                        "/lines/5 ambiguous_date",
                        "/lines/6 impossible_time");
    }

    @Test
    void times_go_on_past_midnight_and_say_so() {
        List<Line> lines = read("""
                23:10 first
                23:55 second
                00:05 third
                09:00 fourth
                08:30 fifth, out of order
                07:00 sixth
                """, "UTC", "2017-01-31");
        assertThat(wrong()).isEmpty();
        assertThat(lines)
                .extracting(line -> line.at().toString())
                .containsExactly(
                        "2017-01-31T23:10:00Z",
                        "2017-01-31T23:55:00Z",
                        "2017-02-01T00:05:00Z",
                        "2017-02-01T09:00:00Z",
                        "2017-02-01T08:30:00Z",
                        "2017-02-02T07:00:00Z");
        assertThat(lines)
                .extracting(line -> line.remarks().stream().map(Remark::code).toList())
                .containsExactly(
                        List.of(),
                        List.of(),
                        List.of("other_day"),
                        List.of(),
                        List.of("out_of_order"),
                        List.of("other_day"));
    }

    @Test
    void midnight_is_where_the_zone_of_the_line_has_it() {
        List<Line> lines = read("2017-01-31 23:50 UTC one\n00:55 CET the same night\n23:57 UTC and on", null, null);
        assertThat(wrong()).isEmpty();
        assertThat(lines)
                .extracting(line -> line.at().toString())
                .containsExactly("2017-01-31T23:50:00Z", "2017-01-31T23:55:00Z", "2017-01-31T23:57:00Z");
    }

    @Test
    void a_day_alone_is_a_heading_and_an_indented_line_goes_on_with_the_one_before() {
        List<Line> lines = read("""
                ## Tuesday, 31 January 2017
                - 17:20 snapshot taken
                    by hand,
                    for staging
                # 2017-02-01
                00:36 [resolution] - backup copied
                """, "UTC", null);
        assertThat(wrong()).isEmpty();
        assertThat(lines)
                .extracting(Line::number, line -> line.at().toString(), Line::text, Line::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                2, "2017-01-31T17:20:00Z", "snapshot taken\nby hand,\nfor staging", Kind.OTHER),
                        org.assertj.core.groups.Tuple.tuple(
                                6, "2017-02-01T00:36:00Z", "backup copied", Kind.RESOLUTION));
    }

    @Test
    void a_time_that_was_there_twice_is_read_in_the_order_of_the_lines_and_said() {
        List<Line> lines = read("""
                2017-10-29 02:10 first
                2017-10-29 02:50 still first
                2017-10-29 02:20 second, for it comes later
                2017-10-29 03:05 after
                """, "Europe/Paris", null);
        assertThat(wrong()).isEmpty();
        assertThat(lines)
                .extracting(line -> line.at().toString())
                .containsExactly(
                        "2017-10-29T00:10:00Z", "2017-10-29T00:50:00Z", "2017-10-29T01:20:00Z", "2017-10-29T02:05:00Z");
        assertThat(lines.get(0).remarks()).extracting(Remark::code).containsExactly("twice");
        assertThat(lines.get(2).remarks().get(0).detail()).contains("second (+01:00)");
        assertThat(lines.get(3).remarks()).isEmpty();
    }

    @Test
    void a_word_for_several_zones_is_taken_as_usual_and_said() {
        List<Line> lines = read("2017-01-31 23:27 CST text");
        assertThat(lines.get(0).at()).hasToString("2017-02-01T05:27:00Z");
        assertThat(lines.get(0).remarks()).extracting(Remark::code).containsExactly("zone_read_as");
    }

    @Test
    void a_year_that_is_not_written_is_that_of_the_date_and_goes_on_past_its_end() {
        List<Line> lines = read("Dec 31 23:59:58 one\nJan 1 00:00:02 two", "UTC", "2016-12-31");
        assertThat(lines)
                .extracting(line -> line.at().toString())
                .containsExactly("2016-12-31T23:59:58Z", "2017-01-01T00:00:02Z");
        read("Dec 31 23:59:58 one", "UTC", null);
        assertThat(wrong()).containsExactly("/lines/1 no_date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_end_as_any_machine_ends_them(String end) {
        assertThat(read("10:00 one" + end + end + "10:01 two" + end, "UTC", "2017-01-31"))
                .extracting(Line::number)
                .containsExactly(1, 3);
    }

    @Test
    void what_belongs_to_a_line_that_is_not_understood_is_not_put_to_another() {
        List<Line> lines = read("10:00 one\nbad\n   of the bad one\n10:01 two\n  of two", "UTC", "2017-01-31");
        assertThat(wrong()).containsExactly("/lines/2 no_time");
        assertThat(lines).extracting(Line::text).containsExactly("one", "two\nof two");
    }

    @Test
    void a_thousand_entries_are_enough() {
        read("10:00 x\n".repeat(1_001), "UTC", "2017-01-31");
        assertThat(violations.list()).extracting(Violation::code).containsExactly("too_many");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u202f', '\u00a0', '\u2007', '\u2009'})
    void blanks_that_clocks_write_are_blanks_and_stay_in_the_text(char blank) {
        List<Line> lines = read(
                "11:27" + blank + "PM" + blank + "100" + blank + "% lost\n" + blank + "for good\n2017-01-31" + blank
                        + "23:28 x",
                "UTC",
                "2017-01-31");
        assertThat(wrong()).isEmpty();
        assertThat(lines)
                .extracting(line -> line.at().toString(), Line::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2017-01-31T23:27:00Z", "100" + blank + "% lost\nfor good"),
                        org.assertj.core.groups.Tuple.tuple("2017-01-31T23:28:00Z", "x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10:00-11:00 outage     | offset_not_read
            10:03:00-10:30 outage  | offset_not_read
            23:27:05-10 hosts died | zone_read_as
            23:27 +1000 users      | offset_not_read
            23:27:05 +1000 users   | offset_not_read
            23:27 -0800 text       | offset_not_read
            Jan 31 23:27:05 +03 x  | offset_not_read
            23:27 +5000 users      |
            23:27 -8 replicas      |
            23:27 +10 users        |
            10:03:00-08:00 text    |
            Jan 31 10:03:00 -0800 x |
            23:27 NPT text         | zone_not_read
            23:27 ET text          | zone_read_as
            23:27 PT text          | zone_read_as
            23:27 ART text         | zone_read_as
            23:27-5 replicas left  |
            23:27 DNS fails        |
            23:27 utc text         |
            """)
    void what_could_have_been_a_zone_is_remarked_on(String line, String remark) {
        assertThat(read(line, "UTC", "2017-01-31").get(0).remarks())
                .extracting(Remark::code)
                .isEqualTo(remark == null ? List.of() : List.of(remark));
    }

    @Test
    void a_moment_is_no_finer_than_what_is_kept() {
        assertThat(read("2017-01-31T23:27:05.123456789Z text").get(0).at()).hasToString("2017-01-31T23:27:05.123456Z");
    }

    @Test
    void text_that_belongs_to_no_entry_is_not_dropped_in_silence() {
        read("""
                2017-01-31
                  under a heading
                23:27 one
                2017-02-01
                \tunder another one
                  and on
                """, "UTC", null);
        assertThat(wrong()).containsExactly("/lines/2 no_time", "/lines/5 no_time");
    }

    @Test
    void text_before_the_first_entry_is_not_dropped_in_silence() {
        read("\n  What happened\n23:27 one", "UTC", "2017-01-31");
        assertThat(wrong()).containsExactly("/lines/2 no_time");
    }

    @Test
    void a_mark_of_the_encoding_and_tabs_between_are_no_text() {
        assertThat(read("\ufeff2017-01-31\t23:27\tremoved\n23:28\tnoticed", "UTC", null))
                .extracting(line -> line.at().toString(), Line::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2017-01-31T23:27:00Z", "removed"),
                        org.assertj.core.groups.Tuple.tuple("2017-01-31T23:28:00Z", "noticed"));
        assertThat(wrong()).isEmpty();
    }

    @Test
    void a_year_that_is_not_written_is_the_nearest_and_said_when_it_is_another() {
        List<Line> lines = read("Jan 2 10:00 one\nDec 30 10:00 two", "UTC", "2017-01-02");
        assertThat(lines)
                .extracting(line -> line.at().toString())
                .containsExactly("2017-01-02T10:00:00Z", "2016-12-30T10:00:00Z");
        assertThat(lines.get(0).remarks()).isEmpty();
        assertThat(lines.get(1).remarks()).extracting(Remark::code).containsExactly("other_year", "out_of_order");
        List<Line> under = read("# 30 December\n10:00 one\n10:01 two", "UTC", "2017-01-02");
        assertThat(under.get(0).at()).hasToString("2016-12-30T10:00:00Z");
        assertThat(under.get(0).remarks()).extracting(Remark::code).containsExactly("other_year");
        assertThat(under.get(1).remarks()).isEmpty();
        assertThat(wrong()).isEmpty();
    }

    @Test
    void the_second_hour_of_a_clock_change_goes_on() {
        List<Line> lines = read("""
                2017-10-29 02:50 first
                02:20 second
                02:50 still second
                02:10 second, out of order
                02:55 still second
                03:05 after
                02:58 before that
                """, "Europe/Paris", null);
        assertThat(wrong()).isEmpty();
        assertThat(lines)
                .extracting(line -> line.at().toString())
                .containsExactly(
                        "2017-10-29T00:50:00Z",
                        "2017-10-29T01:20:00Z",
                        "2017-10-29T01:50:00Z",
                        "2017-10-29T01:10:00Z",
                        "2017-10-29T01:55:00Z",
                        "2017-10-29T02:05:00Z",
                        "2017-10-29T01:58:00Z");
    }
}
