package org.coetracker.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.coetracker.chart.ChartQuery.Wanted;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    private static final Wanted ALL = new Wanted(List.of(), null, ZoneOffset.UTC, null, null);

    private static Table.Read read(String csv, Wanted wanted) throws IOException {
        return Table.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), wanted);
    }

    private static void refused(String csv, Wanted wanted, String code) {
        assertThatThrownBy(() -> read(csv, wanted))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.violations())
                                .extracting(violation -> violation.code())
                                .containsExactly(code));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T13:00:00Z, 2026-01-31T13:00:00Z",
        "2026-01-31T13:00:00.5+01:00, 2026-01-31T12:00:00.5Z",
        "2026-01-31 13:00:00+0100, 2026-01-31T12:00:00Z",
        "2026-01-31 13:00:00 UTC, 2026-01-31T13:00:00Z",
        "2026-01-31 13:00, 2026-01-31T12:00:00Z",
        "2026-07-31 13:00:07, 2026-07-31T11:00:07Z",
        "2026/01/31 13:00, 2026-01-31T12:00:00Z",
        "2026-01-31, 2026-01-30T23:00:00Z",
        "20260131, 2026-01-30T23:00:00Z",
        "202601311300, 2026-01-31T12:00:00Z",
        "20260131130007, 2026-01-31T12:00:07Z",
        "202613311300, 1976-06-03T01:28:31.300Z",
        "1769864400, 2026-01-31T13:00:00Z",
        "1769864400.25, 2026-01-31T13:00:00.25Z",
        "1769864400000, 2026-01-31T13:00:00Z",
        "1769864400000000, 2026-01-31T13:00:00Z",
        "1769864400000000000, 2026-01-31T13:00:00Z"
    })
    void times_are_read_as_tables_have_them(String cell, Instant expected) {
        assertThat(new TimeCell(ZoneId.of("Europe/Vienna")).read(" " + cell + " "))
                .hasValue(expected.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "12",
        "1e300",
        "yesterday",
        "2026-13-01",
        "2026-02-30 10:00",
        "12:30",
        "-5",
        "99999999999999999999"
    })
    void what_is_no_time_is_none(String cell) {
        assertThat(new TimeCell(ZoneOffset.UTC).read(cell)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "-3e2, -300",
        "99%, 99",
        "' 7 ', 7",
        "NaN, NaN",
        "Infinity, NaN",
        "0x1p3, NaN",
        "1f, NaN",
        "n/a, NaN",
        "12ms, NaN",
        "'', NaN",
        "1e999, NaN",
        "1e308, NaN",
        "-1e101, NaN",
        "1e-308, 0",
        "-1e-200, 0",
        "1e99, 1e99"
    })
    void numbers_are_what_tables_mean_by_them(String cell, double expected) {
        assertThat(Double.valueOf(Numbers.read(cell, false))).isEqualTo(Double.valueOf(expected));
    }

    @Test
    void columns_without_a_number_are_left_out_and_others_keep_their_gaps() throws IOException {
        Table.Read read = read(
                "\uFEFFtime,host,load,load\n2026-01-01T00:00:00Z,a,1,\n2026-01-01T00:01:00Z,b,,4\nno time,c,2,2\n",
                ALL);
        assertThat(read.timeColumn()).isEqualTo("time");
        assertThat(read.lines()).containsOnlyKeys("load", "load (2)");
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.unread()).isEqualTo(1);
        assertThat(read.lines().get("load").stretches())
                .extracting(Line.Stretch::count)
                .containsExactly(1L, 0L);
    }

    @Test
    void semicolons_decimal_commas_tabs_and_missing_names_are_understood() throws IOException {
        assertThat(read("zeit;wert\n2026-01-01 10:00;1,5\n", ALL)
                        .lines()
                        .get("wert")
                        .stretches()
                        .get(0)
                        .max())
                .isEqualTo(1.5);
        assertThat(read("2026-01-01 10:00\t7\n2026-01-01 10:01\t8\n", ALL).lines())
                .containsOnlyKeys("column 2");
        assertThat(read("host,timestamp,load\na,1769864400,3\n", ALL).timeColumn())
                .isEqualTo("timestamp");
        Table.Read utf16 = Table.read(
                new ByteArrayInputStream("time,load\n2026-01-01,3\n".getBytes(StandardCharsets.UTF_16)), ALL);
        assertThat(utf16.lines()).containsOnlyKeys("load");
    }

    @Test
    void a_part_of_the_columns_and_of_the_time_is_taken_when_that_is_asked_for() throws IOException {
        Wanted wanted = new Wanted(
                List.of("b"),
                "at",
                ZoneOffset.UTC,
                Instant.parse("2026-01-02T00:00:00Z"),
                Instant.parse("2026-01-03T00:00:00Z"));
        Table.Read read = read("a,at,b\n1,2026-01-01,1\n2,2026-01-02,2\n3,2026-01-03,3\n4,2026-01-04,4\n", wanted);
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.lines()).containsOnlyKeys("b");
    }

    @Test
    void what_cannot_be_drawn_is_refused_in_words() {
        refused("a,b\n1,2\n", ALL, "no_time_column");
        refused("time,b\n2026-01-01,x\n", ALL, "nothing_numeric");
        refused("time,b\n2026-01-01,1\n", new Wanted(List.of("c"), null, ZoneOffset.UTC, null, null), "unknown_column");
        refused("time,b\n2026-01-01,1\n", new Wanted(List.of(), "c", ZoneOffset.UTC, null, null), "unknown_column");
        refused(
                "time,b\n2026-01-01,1\n",
                new Wanted(List.of(), null, ZoneOffset.UTC, Instant.parse("2027-01-01T00:00:00Z"), null),
                "no_rows");
        String many = "time" + ",c".repeat(9) + "\n2026-01-01" + ",1".repeat(9) + "\n";
        refused(many, ALL, "too_many_series");
        assertThatThrownBy(() -> read("", ALL)).hasMessageContaining("no rows");
        assertThatThrownBy(() -> read("time,b\n", ALL)).hasMessageContaining("no rows");
        assertThatThrownBy(() -> read("time,b\n2026-01-01,\"" + "x".repeat(400_000), ALL))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void a_table_that_is_too_wide_is_refused_before_its_columns_are_named() {
        String wide = "time" + ",c".repeat(20_000) + "\n2026-01-01" + ",1".repeat(20_000) + "\n";
        Wanted some = new Wanted(List.of("c", "c (2)"), null, ZoneOffset.UTC, null, null);
        refused(wide, ALL, "too_many_columns");
        refused(wide, some, "too_many_columns");
    }

    @Test
    void columns_of_one_name_are_told_apart_by_numbers() throws IOException {
        String widest = "time,c (2)" + ",c".repeat(998) + "\n2026-01-01,7" + ",1".repeat(998) + "\n";
        Wanted some = new Wanted(List.of("c", "c (2)", "c (999)"), null, ZoneOffset.UTC, null, null);
        assertThat(read(widest, some).lines()).containsOnlyKeys("c (2)", "c", "c (999)");
    }

    @Test
    void the_bound_that_leaves_nothing_is_named() {
        refused(
                "time,b\n2026-01-01,1\n",
                new Wanted(List.of(), null, ZoneOffset.UTC, null, Instant.parse("2025-01-01T00:00:00Z")),
                "no_rows");
        assertThatThrownBy(() -> read(
                        "time,b\n2026-01-01,1\n",
                        new Wanted(List.of(), null, ZoneOffset.UTC, null, Instant.parse("2025-01-01T00:00:00Z"))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.violations().get(0).parameter())
                                .isEqualTo("to"));
    }

    @Test
    void a_million_rows_keep_their_peaks_in_a_bounded_number_of_stretches() throws IOException {
        List<InputStream> parts = IntStream.range(0, 100)
                .<InputStream>mapToObj(part -> {
                    StringBuilder rows = new StringBuilder(part == 0 ? "time,load\n" : "");
                    for (int row = 0; row < 10_000; row++) {
                        long second = part * 10_000L + row;
                        rows.append(1_769_864_400L + second)
                                .append(',')
                                .append(second == 543_210 ? 999 : second % 7)
                                .append('\n');
                    }
                    return new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
                })
                .toList();
        Table.Read read = Table.read(new SequenceInputStream(Collections.enumeration(parts)), ALL);
        Line line = read.lines().get("load");
        assertThat(line.values()).isEqualTo(1_000_000);
        assertThat(line.stretches().size()).isBetween(Line.MOST_STRETCHES / 4, Line.MOST_STRETCHES);
        assertThat(line.stretches()).anyMatch(stretch -> stretch.max() == 999);
        assertThat(line.stretches().stream().mapToLong(Line.Stretch::count).sum())
                .isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "time,\"a;b;c;d\"! a;b;c;d",
                "time,\"a \"\"b;\"\";c;d\"! a \"b;\";c;d",
                "\"time\",\"a|b|c\"! a|b|c",
                "time,5\" disks! 5\" disks"
            })
    void a_delimiter_within_quotation_marks_delimits_nothing(String head, String name) throws IOException {
        assertThat(read(head + "\n2026-01-31T13:00:00Z,1\n", ALL).lines()).containsOnlyKeys(name);
    }
}
