package org.coetracker.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.coetracker.shared.http.Upload;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 100_000})
    void a_content_is_copied_as_it_is(int size) throws IOException {
        byte[] sent = new byte[size];
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        Content content = Content.copy(new ByteArrayInputStream(sent), copy, size);
        assertThat(content).isEqualTo(new Content(size, Files.sha256(sent), null));
        assertThat(copy.toByteArray()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16_383, 16_384, 16_385, 100_000})
    void a_content_that_does_not_end_is_read_one_byte_too_far(int size) throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 7;
            }
        };
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        assertThat(Content.copy(endless, copy, size).size()).isEqualTo(size + 1);
        assertThat(copy.size()).isEqualTo(size + 1);
    }

    @Test
    void a_file_that_is_not_as_long_as_what_was_sent_is_the_disks_failure(@TempDir Path directory) throws IOException {
        Path file = java.nio.file.Files.write(directory.resolve("cut"), new byte[10]);
        assertThat(AttachmentService.content(new Upload(file, 10, false, null, Map.of()))
                        .size())
                .isEqualTo(10);
        assertThatThrownBy(() -> AttachmentService.content(new Upload(file, 11, false, null, Map.of())))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("disk is full");
    }
}
