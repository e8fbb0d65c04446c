package org.coetracker.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InkTest {
    /** A table of seven kilobytes that would have 900,000 cells. */
    private static final String WIDE = "|" + "a|".repeat(900) + "\n|" + "-|".repeat(900) + "\n" + "|a\n".repeat(1_000);

    /** A table that would have more cells than the parser takes at all. */
    private static final String WIDER =
            "|" + "a|".repeat(1_500) + "\n|" + "-|".repeat(1_500) + "\n" + "|a\n".repeat(1_500);

    @Test
    void a_table_whose_rows_would_be_filled_to_a_million_cells_is_printed_as_it_was_typed() {
        for (String table : List.of(WIDE, WIDER)) {
            String html = SafeHtml.of(table, Integer.MAX_VALUE);
            assertThat(html).startsWith("<div class=\"log\">|a|a|").doesNotContain("<td");
            assertThat(html.length()).isLessThan(table.length() + 100);
        }
        assertThat(SafeHtml.of("|a|b|\n|-|-|\n|c", Integer.MAX_VALUE)).contains("<td>c</td>", "<th>");
    }

    @Test
    void what_has_more_elements_than_there_is_room_for_is_printed_as_it_was_typed() {
        assertThat(SafeHtml.of("- a\n".repeat(30), 31)).contains("<li>");
        assertThat(SafeHtml.of("- a\n".repeat(30), 30)).doesNotContain("<li>").contains("- a\n- a");
        Ink ink = new Ink();
        int elements = 0;
        for (int index = 0; index < 1_000; index++) {
            elements += SafeHtml.elements(ink.markdown("*a*".repeat(1_000)).toString());
        }
        assertThat(elements).isLessThan(Ink.MOST / Ink.LINE + 1_000 * 21);
    }

    @Test
    void a_text_of_nothing_but_line_ends_is_cut_like_any_other() {
        Ink ink = new Ink();
        assertThat(ink.plain("\n".repeat(30_000)).length()).isLessThan(Ink.LONGEST / Ink.LINE + 10);
        assertThat(ink.isCut()).isTrue();
        assertThat(new Ink().plain("a\n".repeat(100))).isEqualTo("a\n".repeat(100));
    }

    @Test
    void a_sign_of_two_is_not_cut_in_half() {
        assertThat(new Ink().plain("a" + "🙈".repeat(Ink.LONGEST)))
                .endsWith("🙈 […]")
                .doesNotContain("?");
    }

    @Test
    void rows_stop_when_there_is_no_room_and_say_how_many_are_missing() {
        Ink ink = new Ink();
        List<String> items = Collections.nCopies(1_000, "x".repeat(1_000));
        List<Map<String, Object>> rows = ink.rows("timeline", items, item -> Rows.row("text", ink.plain(item)));
        assertThat(rows).hasSizeBetween(Ink.MOST / 1_100, Ink.MOST / 1_000);
        assertThat(ink.omitted()).containsEntry("timeline", 1_000 - rows.size());
        assertThat(ink.rows("actions", items, item -> Rows.row("text", ink.plain(item))))
                .hasSize(Ink.FEWEST_ROWS);
        assertThat(ink.list(items)).hasSizeLessThan(300);
    }

    @Test
    void numbers_are_printed_with_all_their_digits_and_no_more() {
        assertThat(Words.number(new BigDecimal("150000.00"))).isEqualTo("150,000");
        assertThat(Words.number(new BigDecimal("-1.50"))).isEqualTo("-1.5");
        assertThat(Words.number(new BigDecimal("1E+3"))).isEqualTo("1,000");
        assertThat(Words.number(new BigDecimal("0.000001"))).isEqualTo("0.000001");
    }
}
