package org.coetracker.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coetracker.shared.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(read.wrong()).extracting(Violation::code).containsExactly("table_too_large");
        assertThat(read("## Summary\n\n" + wide).record().path("summary").asText())
                .isEqualTo(wide.strip());
    }

    /** Tables of nearly as many cells as one may have, in a kilobyte each. */
    private static String tables(int length) {
        String table = "|a".repeat(122) + "\n" + "|-".repeat(122) + "\n" + "|a\n".repeat(160) + "\n";
        return table.repeat(length / table.length());
    }

    /** The bytes that somebody takes, at once or one after the other. */
    private static long taken(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void many_tables_that_are_small_enough_each_are_no_more_than_their_lines() {
        String text = tables(300_000).strip();
        assertThat(taken(() -> assertThat(read("## Summary\n\n" + text)
                                .record()
                                .path("summary")
                                .asText())
                        .isEqualTo(text)))
                .isLessThan(200_000_000);
        assertThat(taken(() -> {
                    Reading read = read("## What happened\n\n### Timeline\n\n" + text);
                    assertThat(read.wrong())
                            .hasSize(200)
                            .extracting(Violation::code)
                            .containsOnly("table_too_large");
                }))
                .isLessThan(200_000_000);
    }

    @Test
    void a_text_of_many_tables_is_written_without_counting_their_cells() {
        String text = tables(100_000).strip();
        assertThat(taken(() -> assertThat(Unit.of(
                                "## What happened\n\n",
                                style -> style == Unit.Style.PLAIN ? text + "\n" : "",
                                read -> text.equals(read.record()
                                        .at("/whatHappened/narrative")
                                        .asText())))
                        .startsWith("|a|a")))
                .isLessThan(60_000_000);
    }

    @Test
    void a_list_may_have_as_many_lines_and_bars_as_it_likes() {
        String entries = "- 2026-02-28 13:54 UTC, other: a | b | c | d | e | f\n  and on\n  and on\n".repeat(1_000)
                + "- 2026-02-28 13:55 UTC, other: " + "| ".repeat(100) + "\n";
        Reading read = read("## What happened\n\n### Timeline\n\n" + entries);
        assertThat(read.wrong()).isEmpty();
        assertThat(read.record().at("/whatHappened/timeline")).hasSize(1_001);
    }

    private static String evidence(String fields) {
        Reading read = read("---\nref: COE-42\n---\n\n## Supporting data\n\n- metric (d1): Load\n" + fields);
        assertThat(read.wrong()).isEmpty();
        return read.record().at("/supportingData/items/0/text").asText(null);
    }

    @Test
    void what_is_not_said_of_a_file_is_left_out() {
        assertThat(evidence("  - sha 256: abc\n")).isEqualTo("File (SHA-256 abc) of COE-42");
        assertThat(evidence("  - file:\n")).isNull();
        assertThat(evidence("  - text: x\n  - attachment:\n  - sha 256:\n")).isEqualTo("x");
        assertThat(evidence("  - attachment: f1\n  - file:\n")).isEqualTo("File f1 of COE-42");
    }

    @Test
    void a_long_text_makes_room_for_the_file_that_was_beside_it() {
        String remark = "\n\nFile load.csv of COE-42";
        String read = evidence("  - text: " + "🙈".repeat(50_000) + "\n  - file: load.csv\n");
        assertThat(read).hasSizeBetween(99_999, 100_000).startsWith("🙈").endsWith("🙈 […]" + remark);
        String fits = "x".repeat(100_000 - remark.length());
        assertThat(evidence("  - text: " + fits + "\n  - file: load.csv\n")).isEqualTo(fits + remark);
        String tooLong = "x".repeat(100_001);
        assertThat(evidence("  - text: " + tooLong + "\n  - file: load.csv\n")).isEqualTo(tooLong + remark);
    }

    @Test
    void only_what_the_service_writes_makes_an_export() {
        for (String export : List.of("ref: COE-42", "version: '7'", "version: 7")) {
            assertThat(front(export).isExport()).as(export).isTrue();
        }
        for (String other : List.of("ref:", "version:", "ref: ''", "version: next", "ref: INC-7", "team: storage")) {
            assertThat(front(other).isExport()).as(other).isFalse();
        }
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

    private static Reading front(String yaml) {
        return read("---\n" + yaml + "\n---\n# Title\n");
    }

    @Test
    void anchors_aliases_and_tags_are_refused_by_known_members_too() {
        for (String yaml : new String[] {
            "tags: &a [x]\nservices: *a", "team: &a storage", "team: !!str x", "tags: !x [y]", "team: ! x"
        }) {
            Reading read = front(yaml);
            assertThat(read.wrong()).as(yaml).extracting(Violation::code).containsExactly("front_matter");
            assertThat(read.record().has("tags")).isFalse();
        }
    }

    @Test
    void front_matter_is_texts_lists_of_texts_and_the_times() {
        assertThat(front("team: storage\ntags: [1.0, yes]\nincident: {startedAt: 2026-02-28 13:54 UTC}")
                        .wrong())
                .isEmpty();
        assertThat(front("tags: [[x]]").wrong()).extracting(Violation::pointer).containsExactly("/tags/0");
        assertThat(front("tags: [{x: y}]").wrong())
                .extracting(Violation::pointer)
                .containsExactly("/tags/0");
        assertThat(front("team: {x: y}").wrong()).extracting(Violation::pointer).containsExactly("/team");
        assertThat(front("incident: {startedAt: [x]}").wrong())
                .extracting(Violation::pointer)
                .containsExactly("/incident/startedAt");
        assertThat(front("incident: {a/b~c: x}").wrong())
                .extracting(Violation::pointer)
                .containsExactly("/incident/a~1b~0c");
        assertThat(front("a/b: x").wrong()).extracting(Violation::pointer).containsExactly("/a~1b");
        assertThat(front("x: " + "{".repeat(MUCH / 2)).wrong())
                .extracting(Violation::code)
                .containsExactly("too_deep");
        assertThat(front("{".repeat(200)).wrong()).extracting(Violation::code).containsExactly("too_deep");
    }

    @Test
    void long_names_and_long_lists_are_not_kept_for_each_of_their_items() {
        String name = "x".repeat(MUCH / 4);
        Reading read = front("? " + name + "\n: [" + "a,".repeat(MUCH / 4) + "]\nincident:\n  ? " + name + "\n  : y");
        assertThat(read.wrong()).extracting(Violation::pointer).containsExactly("", "/incident");
        assertThat(read.wrong()).allSatisfy(wrong -> assertThat(wrong.detail()).hasSizeLessThan(600));
        assertThat(front("tags: [" + "a,".repeat(MUCH / 4) + "]").record().path("tags"))
                .hasSize(200);
    }

    @Test
    void a_fence_that_never_ends_and_swallows_a_section_is_refused_where_it_begins() {
        for (String opening : new String[] {"```", "~~~ text", "<!-- later"}) {
            assertThat(read("## Summary\n\nText.\n\n" + opening + "\nx\n\n## Impact\n\nMuch.\n")
                            .wrong())
                    .as(opening)
                    .singleElement()
                    .satisfies(wrong -> {
                        assertThat(wrong.code()).isEqualTo("unclosed");
                        assertThat(wrong.line()).isEqualTo(5);
                    });
        }
        assertThat(read("## Summary\n\n```\n## Impact\n```\n").wrong()).isEmpty();
        assertThat(read("## Summary\n\n```\nlast words").wrong()).isEmpty();
    }

    @Test
    void one_known_field_makes_a_list_one_of_fields_and_the_others_are_named() {
        Reading read = read("## Supporting data\n\n- link (d1): A\n  - url: https://example.org\n  - txet: x\n");
        assertThat(read.wrong()).singleElement().satisfies(wrong -> {
            assertThat(wrong.code()).isEqualTo("unknown_field");
            assertThat(wrong.line()).isEqualTo(5);
            assertThat(wrong.detail()).contains("txet", "url");
        });
    }

    @Test
    void an_action_that_says_nothing_but_fields_has_no_title() {
        Reading read = read("## Corrective actions\n\n- - type: prevent\n");
        assertThat(read.wrong()).extracting(Violation::code).containsExactly("head");
        assertThat(read.record().at("/correctiveActions/0/type").asText()).isEqualTo("prevent");
    }

    @Test
    void a_number_longer_than_json_takes_is_none() {
        Reading read = read("## Impact\n\n### Measures\n\n- customers: " + "9".repeat(MUCH) + "\n");
        assertThat(read.record().at("/impact/measures/0/value").isTextual()).isTrue();
        assertThat(read("## Impact\n\n### Measures\n\n- customers: " + "9".repeat(40))
                        .record()
                        .at("/impact/measures/0/value")
                        .isNumber())
                .isTrue();
    }

    @Test
    void what_shows_that_an_action_works_goes_on_in_its_description_where_it_is_too_long() {
        String done = "d".repeat(19_990);
        String verified = "🙈".repeat(9_000);
        Reading read = read("## Corrective actions\n\n### A\n\n- state: verified\n- completion evidence: " + done
                + "\n- verified by: lee\n- verification evidence: " + verified + "\n\nText.\n");
        String evidence =
                read.record().at("/correctiveActions/0/completion/evidence").asText();
        String description =
                read.record().at("/correctiveActions/0/description").asText();
        assertThat(read.wrong()).isEmpty();
        assertThat(evidence).startsWith(done).hasSizeBetween(19_999, 20_000);
        assertThat(description).startsWith("Text.\n\n").endsWith(verified);
        assertThat(evidence + description.substring(description.indexOf(": ") + 2))
                .isEqualTo(done + "\n\nVerified where this was exported from by lee: " + verified);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void whatever_is_typed_is_read_or_refused_with_the_lines(int seed) {
        Random random = new Random(seed);
        for (int index = 0; index < 2_500; index++) {
            String document = Typed.document(random);
            Reading read = read(document);
            int lines = document.split("\r\n|\n|\r", -1).length;
            assertThat(read.wrong())
                    .as(document)
                    .allSatisfy(wrong -> assertThat(wrong.line()).isBetween(1, lines));
            assertThat(read.lineOf("/whatHappened/timeline/0")).isBetween(1, lines);
        }
    }
}
