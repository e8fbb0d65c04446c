package org.coetracker.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.coetracker.quality.rule.Words;
import org.coetracker.shared.start.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordListsTest {
    @TempDir
    Path directory;

    private static WordLists lists(String blame, String tests) {
        return new WordLists(new QualitySettings() {
            @Override
            public Optional<String> blameWords() {
                return Optional.ofNullable(blame);
            }

            @Override
            public Optional<String> testWords() {
                return Optional.ofNullable(tests);
            }
        });
    }

    private static Words words(String path) {
        return lists(path, null).blame();
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_word() throws Exception {
        Path list = Files.writeString(directory.resolve("bom.txt"), "\uFEFFSchlamperei\n");
        assertThat(words(list.toString()).in("Schlamperei!")).containsExactly("Schlamperei");
    }

    @Test
    void words_of_tests_are_added_to_those_that_are_there() throws Exception {
        Path list = Files.writeString(directory.resolve("tests.txt"), "Prüfstand\n检测\n");
        Words tests = lists(null, list.toString()).tests();
        assertThat(tests.isIn("Der Prüfstand kennt den Fall nicht.")).isTrue();
        assertThat(tests.isIn("没有检测覆盖它")).isTrue();
        assertThat(tests.isIn("CI never ran it.")).isTrue();
    }

    @Test
    void too_many_words_keep_the_service_from_starting() throws Exception {
        String most = "word\n".repeat(500);
        Path list = Files.writeString(directory.resolve("most.txt"), most);
        assertThat(words(list.toString()).isIn("a word")).isTrue();
        Path more = Files.writeString(directory.resolve("more.txt"), most + "another\n");
        assertThatThrownBy(() -> words(more.toString()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("501 words")
                .hasMessageContaining("COE_QUALITY_BLAME_WORDS");
    }

    @Test
    void an_operator_puts_a_list_in_the_place_of_the_built_in_one() throws Exception {
        Path list = Files.writeString(directory.resolve("words.txt"), "# ours\n\nSchlamperei\nselber  schuld\n");
        Words own = words(list.toString());
        assertThat(own.in("Das war SCHLAMPEREI; wer baut, ist selber\nschuld."))
                .containsExactly("SCHLAMPEREI", "selber schuld");
        assertThat(own.isIn("That was careless.")).isFalse();
    }

    @Test
    void left_out_or_blank_it_is_the_built_in_one() {
        assertThat(words(null).isIn("That was careless.")).isTrue();
        assertThat(words(" ").isIn("That was careless.")).isTrue();
    }

    @Test
    void a_file_that_cannot_be_read_keeps_the_service_from_starting_and_says_why() throws Exception {
        assertThatThrownBy(() -> words(directory.resolve("none.txt").toString()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("COE_QUALITY_BLAME_WORDS");
        Path latin1 = Files.write(directory.resolve("latin1.txt"), new byte[] {'z', (byte) 0xFC});
        assertThatThrownBy(() -> words(latin1.toString())).isInstanceOf(CannotStart.class);
        Path large = Files.writeString(directory.resolve("large.txt"), "x\n".repeat(40_000));
        assertThatThrownBy(() -> words(large.toString()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("64 KiB");
    }
}
