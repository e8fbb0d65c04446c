package org.coetracker.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "COE-4: The restore failed",
                "Na\u00EFve cache",
                "\uD83D\uDD25\uD83D\uDD25\uD83D\uDD25 \uD842\uDFB7 x \uD83D\uDD25\uD83D\uDD25\uD83D\uDD25\uD83D\uDD25\uD83D\uDD25\uD83D\uDD25\uD83D\uDD25\uD83D\uDD25"
            })
    void a_mail_program_reads_what_was_written(String text) throws Exception {
        String written = EncodedWords.of(text);
        assertThat(written).matches("[ -~\n]*");
        assertThat(written.lines())
                .allSatisfy(line -> assertThat(line.strip().length()).isLessThanOrEqualTo(75));
        // Each word is whole characters, so that a program may decode it alone.
        for (String word : written.split("\n ")) {
            assertThat(MimeUtility.decodeText(word)).doesNotContain("?").doesNotContain("\uFFFD");
        }
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(written.replace("\n", "\r\n"))))
                .isEqualTo(text);
    }
}
