package org.coetracker.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTypesTest {
    @TempDir
    Path directory;

    @Test
    void a_file_that_went_with_its_request_is_of_no_type_and_no_mistake_of_the_service() {
        ContentTypes types = new ContentTypes(new ThumbnailsTest.Limits(1));
        assertThatThrownBy(() -> types.of(directory.resolve("gone"), "a.gz"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("request was over");
    }
}
