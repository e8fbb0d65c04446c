package org.coetracker.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.coetracker.shared.problem.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "backup; *backup",
                "~backup ~; =backup",
                "lost backup; =lost *backup",
                "\"lost backup\"; =lost backup",
                "\"lost backup; =lost backup",
                "“lost backup” now; =lost backup *now",
                "„lost backup“ -”the disk”; =lost backup -the disk",
                "lost -backup; =lost -backup",
                "lost -\"the backup\" now; =lost -the backup *now",
                "aa or bb; =aa | *bb",
                "A OR b cc; =A | =b *cc",
                "or a or; =a",
                "\"or\"; =or",
                "-; ~~",
                "--backup; --backup",
                "lost\"backup\"; =lost =backup",
                "& | ! <-> : * ( ) ' \\ %; ~~",
                "us-eas; *us-eas",
                "データ; *データ",
                "復; *復",
                "c++; =c++",
                "disk r; =disk =r",
                "us-e; =us-e",
                "us-; =us-"
            })
    void text_is_read_as_a_search_engine_reads_it(String text, String encoded) {
        assertThat(String.join(" ", SearchTerms.parse(text).encoded())).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t\n", "   "})
    void blanks_alone_are_nothing_to_look_for(String text) {
        Violations violations = new Violations();
        assertThat(SearchTerms.read(text, violations)).isNull();
        assertThat(violations.list()).hasSize(1);
    }

    @Test
    void a_thousand_characters_may_be_looked_for_and_no_more() {
        Violations violations = new Violations();
        assertThat(SearchTerms.read("x".repeat(1_000), violations)).isNotNull();
        assertThat(violations.isEmpty()).isTrue();
        assertThat(SearchTerms.read("x".repeat(1_001), violations)).isNull();
        assertThat(violations.isEmpty()).isFalse();
    }

    @Test
    void a_text_with_nul_is_refused() {
        Violations violations = new Violations();
        assertThat(SearchTerms.read("a\u0000b", violations)).isNull();
        assertThat(violations.list().get(0).code()).isEqualTo("not_text");
    }

    @Test
    void what_is_named_by_its_ref_or_id_is_known_in_any_case() {
        UUID id = UUID.fromString("0199c0de-0000-7000-8000-000000000000");
        assertThat(Named.of(" coe-42 ")).isEqualTo(Optional.of(new Named(42, 0, null)));
        assertThat(Named.of("COE-42-A3")).isEqualTo(Optional.of(new Named(42, 3, null)));
        assertThat(Named.of(id.toString())).isEqualTo(Optional.of(new Named(0, 0, id)));
        assertThat(Named.of("COE-42 again")).isEmpty();
        assertThat(Named.of("COE-0")).isEmpty();
    }

    @Test
    void highlights_are_the_text_again_in_parts() {
        Highlight highlight = Highlight.of("title", "a \u0002us\u0003\u0005\u0002-\u0003\u0005east\u0004\u0002b\u0003");
        assertThat(highlight.fragments())
                .containsExactly(
                        new Highlight.Fragment("a ", false),
                        new Highlight.Fragment("us-", true),
                        new Highlight.Fragment("east … ", false),
                        new Highlight.Fragment("b", true));
    }
}
