package org.coetracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static final URI REQUEST = URI.create("urn:coe-tracker:request:test");

    @Test
    void of_what_was_not_foreseen_nobody_says_that_nothing_was_changed() {
        ProblemException problem = Problems.explain(new IllegalStateException("after the commit"), REQUEST);
        assertThat(problem.code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(problem).hasMessageContaining("may or may not be done").hasMessageNotContaining("after the commit");
    }

    @Test
    void a_parameter_that_the_database_refuses_is_our_mistake_and_no_time_zone() {
        ProblemException problem = Problems.explain(new SQLException("step size cannot be zero", "22023"), REQUEST);
        assertThat(problem.code()).isEqualTo(ErrorCode.INTERNAL);
    }
}
