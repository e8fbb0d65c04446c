package org.coetracker.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.coetracker.shared.start.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlameWordsTest {
    @TempDir
    Path directory;

    private static BlameWords words(String path) {
        return new BlameWords(() -> Optional.ofNullable(path));
    }

    @Test
    void an_operator_puts_a_list_in_the_place_of_the_built_in_one() throws Exception {
        Path list = Files.writeString(directory.resolve("words.txt"), "# ours\n\nSchlamperei\nselber  schuld\n");
        BlameWords own = words(list.toString());
        assertThat(own.words().in("Das war SCHLAMPEREI; wer baut, ist selber\nschuld."))
                .containsExactly("SCHLAMPEREI", "selber schuld");
        assertThat(own.words().isIn("That was careless.")).isFalse();
    }

    @Test
    void left_out_or_blank_it_is_the_built_in_one() {
        assertThat(words(null).words().isIn("That was careless.")).isTrue();
        assertThat(words(" ").words().isIn("That was careless.")).isTrue();
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
