package org.coetracker.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.coetracker.coe.answer.WhatHappened.Kind;
import org.coetracker.shared.Text;
import org.coetracker.shared.problem.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLinesTest {
    private final Violations violations = new Violations();

    private List<Line> read(String text) {
        Lines lines = new Lines(violations);
        CsvLines.read(text, new Moments(ZoneId.of("UTC"), LocalDate.parse("2017-01-31")), lines);
        return lines.all();
    }

    private List<String> wrong() {
        return violations.list().stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void commas_semicolons_and_tabs_separate(String separator) {
        List<Line> lines = read(String.join(
                "\r\n",
                String.join(separator, "at", "kind", "text", "evidence"),
                String.join(separator, "2017-01-31T23:27:00Z", "trigger", "\"removed" + separator + " all\"", "d1 d2"),
                String.join(separator, "23:40", "", "noticed", "")));
        assertThat(wrong()).isEmpty();
        assertThat(lines)
                .extracting(Line::number, line -> line.at().toString(), Line::kind, Line::text, Line::evidence)
                .containsExactly(
                        tuple(
                                2,
                                "2017-01-31T23:27:00Z",
                                Kind.TRIGGER,
                                "removed" + separator + " all",
                                List.of("d1", "d2")),
                        tuple(3, "2017-01-31T23:40:00Z", Kind.OTHER, "noticed", List.of()));
    }

    @Test
    void columns_come_in_any_order_and_a_mark_of_the_encoding_is_no_column() {
        assertThat(read("\ufeffMessage,Timestamp\nremoved,2017-01-31 23:27:00\n"))
                .extracting(Line::text)
                .containsExactly("removed");
        assertThat(wrong()).isEmpty();
    }

    @Test
    void a_text_may_have_lines_and_the_next_entry_still_has_its_number() {
        assertThat(read("at,text\n23:27,\"removed\nby \"\"hand\"\"\"\n\n23:28,noticed"))
                .extracting(Line::number, Line::text)
                .containsExactly(tuple(2, "removed\nby \"hand\""), tuple(5, "noticed"));
        assertThat(wrong()).isEmpty();
    }

    @Test
    void all_bad_lines_are_told_at_once() {
        read("at,kind,text\nsoon,,x\n23:27,cause,x\n23:28,,\n23:29,,x,y\n23:30 and later,,x\n,,x\n23:31,,good");
        assertThat(wrong())
                .containsExactly(
                        "/lines/2 not_a_time",
                        "/lines/3 unknown_value",
                        "/lines/4 no_text",
                        "/lines/5 columns",
                        "/lines/6 not_a_time",
                        "/lines/7 not_a_time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"at,txt\n23:27,x", "at,time,text\n1,2,3", "text\nx", "23:27,x\n23:28,y", "at;text,\n23:27;x"})
    void a_header_that_is_not_understood_ends_it_there(String text) {
        assertThat(read(text)).isEmpty();
        assertThat(violations.list()).hasSize(1);
        assertThat(violations.list().get(0).pointer()).isEqualTo("/lines/1");
    }

    @Test
    void a_quotation_mark_that_is_not_closed_is_said() {
        read("at,text\n23:27,\"removed\n23:28,noticed");
        assertThat(wrong()).containsExactly("/lines/2 not_csv");
    }

    @Test
    void nothing_has_no_header() {
        assertThat(read("\n")).isEmpty();
        assertThat(wrong()).containsExactly("/lines/1 columns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sep=;\nat;text\n23:27;removed, all",
                "\ufeff\"sep=;\"\r\nat;text\r\n23:27;removed, all\r\n",
                "\nat;text;\n23:27;removed, all;\n",
                "at;text;;\n11:27\u202fPM;removed, all\n;;;\n",
                "   \n\u00a0at;text\n23:27\u00a0utc;removed, all;"
            })
    void what_spreadsheets_add_is_no_entry(String text) {
        assertThat(read(text))
                .extracting(line -> line.at().toString(), Line::text)
                .containsExactly(tuple("2017-01-31T23:27:00Z", "removed, all"));
        assertThat(wrong()).isEmpty();
    }

    @Test
    void lines_keep_their_numbers_behind_what_spreadsheets_add() {
        assertThat(read("sep=,\n\nat,text\n23:27,removed\n,\n23:28,noticed"))
                .extracting(Line::number)
                .containsExactly(4, 6);
        read("at,text,\n23:27,removed,by hand");
        assertThat(wrong()).containsExactly("/lines/2 columns");
    }

    @Test
    void a_cell_as_long_as_the_body_is_named_in_a_few_words() {
        read("\"" + "\"\"".repeat(250_000) + "\"\n");
        read("at,text\n" + "🙈".repeat(100_000) + ",x");
        assertThat(wrong()).containsExactly("/lines/1 unknown_column", "/lines/2 not_a_time");
        assertThat(violations.list())
                .allSatisfy(violation -> assertThat(violation.detail())
                        .contains("…")
                        .matches(Text::isStorable)
                        .hasSizeLessThan(300));
    }
}
