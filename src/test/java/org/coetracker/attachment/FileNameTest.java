package org.coetracker.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "latency.csv, latency.csv",
        "/etc/passwd, passwd",
        "C:\\logs\\app.log, app.log",
        "../../.ssh/id, id",
        "..., file",
        "' a   b.txt ', a b.txt",
        "a:b*c?.txt, a_b_c_.txt",
        "東京 Jänner.png, 東京 Jänner.png",
        "Ja\u0308nner.png, J\u00e4nner.png",
        "evil\u202Egnp.exe, evilgnp.exe",
        "a\u0000\u0007b.txt, ab.txt",
        "🚒.txt, 🚒.txt",
        "'', file"
    })
    void a_name_is_made_safe_and_keeps_its_letters(String sent, String expected) {
        assertThat(FileName.safe(sent)).isEqualTo(expected);
    }

    @Test
    void a_long_name_keeps_its_ending() {
        assertThat(FileName.safe("é".repeat(100) + "a".repeat(300) + ".csv"))
                .endsWith("éaaaaaaaaaaaaaaaa.csv")
                .hasSize(FileName.MOST_SIGNS);
        assertThat(FileName.safe("🚒".repeat(300) + ".csv"))
                .endsWith("🚒.csv")
                .satisfies(name ->
                        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSize(FileName.MOST_BYTES));
        assertThat(FileName.safe(null)).isEqualTo("file");
    }

    @Test
    void no_name_breaks_out_of_the_header_that_says_it() {
        assertThat(FileName.disposition("a\"; x=\"b\r\nSet-Cookie: c%.txt"))
                .isEqualTo("attachment; filename=\"a_; x=_b__Set-Cookie: c_.txt\";"
                        + " filename*=UTF-8''a%22%3B%20x%3D%22b%0D%0ASet-Cookie%3A%20c%25.txt");
    }
}
