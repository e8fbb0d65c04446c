package org.coetracker.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coetracker.shared.problem.Violation;
import org.junit.jupiter.api.Test;

/** Documents that are made to be dear. Each of these took minutes or gigabytes before, and takes a moment now. */
class HostileDocumentTest {
    private static final int MUCH = 1_000_000;

    private static Reading read(String text) {
        return DocumentReader.read(text);
    }

    @Test
    void a_heading_with_a_megabyte_of_blanks_is_read_at_once() {
        assertThat(read("# a" + " ".repeat(MUCH) + "b\n").record().path("title").asText())
                .startsWith("a ")
                .endsWith(" b");
        assertThat(read("# a" + "# ".repeat(MUCH / 2) + "b #\n")
                        .record()
                        .path("title")
                        .asText())
                .endsWith("# b");
        assertThat(read("# a" + "\t#".repeat(MUCH / 2)).record().path("title").asText())
                .startsWith("a");
    }

    @Test
    void a_heading_is_closed_as_commonmark_says() {
        assertThat(title("# a #")).isEqualTo("a");
        assertThat(title("# a ## \t")).isEqualTo("a");
        assertThat(title("# a#")).isEqualTo("a#");
        assertThat(title("# a# ")).isEqualTo("a#");
        assertThat(title("# a # b")).isEqualTo("a # b");
        assertThat(title("#\ta \t##")).isEqualTo("a");
        assertThat(read("# ##\n").record().has("title")).isFalse();
    }

    private static String title(String heading) {
        return read(heading + "\n").record().path("title").asText();
    }

    @Test
    void the_head_of_an_item_with_a_megabyte_of_blanks_or_brackets_is_read_at_once() {
        for (String much : new String[] {" ", "(", ")", "( ", "()", " (x)"}) {
            String head = much.repeat(MUCH / much.length());
            Reading read = read("## Root cause\n\n### Causes\n\n- a" + head + "b: x\n- root cause (c1): y\n");
            assertThat(read.record().at("/rootCause/causes/1/id").asText()).isEqualTo("c1");
        }
    }

    @Test
    void a_line_about_the_exposure_with_a_megabyte_of_blanks_is_read_at_once() {
        String blanks = "_ ".repeat(MUCH / 2);
        assertThat(exposure(blanks + "security exposure" + blanks + ":" + blanks + "none" + blanks))
                .isEqualTo("none");
        assertThat(exposure("**Security exposure:** _under investigation_.")).isEqualTo("under_investigation");
        assertThat(exposure("security exposure: none" + blanks + "x")).isEqualTo("none_x");
        assertThat(exposure("security exposure:")).isEmpty();
    }

    private static String exposure(String line) {
        return read("## Critical implications\n\n" + line)
                .record()
                .at("/criticalImplications/securityExposure")
                .asText();
    }

    @Test
    void a_document_of_headings_is_read_at_once() {
        Reading read = read("## Corrective actions\n\n" + "### a\n".repeat(MUCH / 6));
        assertThat(read.record().path("correctiveActions")).hasSize(MUCH / 6);
    }

    @Test
    void a_table_whose_rows_would_be_filled_to_millions_of_cells_is_no_table() {
        String wide = "|" + "a|".repeat(3_000) + "\n|" + "-|".repeat(3_000) + "\n" + "|a\n".repeat(3_000);
        Reading read = read("## What happened\n\n### Timeline\n\n" + wide);
        assertThat(read.wrong()).extracting(Violation::code).containsExactly("not_an_item");
        assertThat(read("## Summary\n\n" + wide).record().path("summary").asText())
                .isEqualTo(wide.strip());
    }

    @Test
    void a_timeline_of_a_thousand_rows_is_a_table() {
        String rows = IntStream.range(0, 1_000)
                .mapToObj(row -> "| 2026-02-28 13:54 | other | x | d1 | t" + row + " |\n")
                .collect(Collectors.joining());
        Reading read = read("## What happened\n\n### Timeline\n\n| Time (UTC) | Kind | What | Evidence | Id |\n"
                + "|---|---|---|---|---|\n" + rows);
        assertThat(read.wrong()).isEmpty();
        assertThat(read.record().at("/whatHappened/timeline")).hasSize(1_000);
    }
}
