package org.coetracker.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.worker.Bulkhead;
import org.junit.jupiter.api.Test;

class PdfFormTest {
    @Test
    void while_the_presses_are_taken_others_are_told_to_come_again() {
        PdfForm form = new PdfForm(null, null, new Bulkhead(0, 1, Duration.ofMillis(5)));

        assertThatThrownBy(() -> form.print(null, Map.of()))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
}
