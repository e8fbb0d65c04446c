package org.coetracker.shared.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class DatabaseProblemsTest {
    /** As the server writes it (PostgreSQL, section 55.8), in whatever language. */
    private static PSQLException invalidParameter(String routine) {
        return new PSQLException(new ServerErrorMessage("SFEHLER\0C22023\0MUngültig\0R" + routine + "\0"));
    }

    @ParameterizedTest
    @CsvSource({
        "timestamptz_zone, true",
        "timestamp_zone, true",
        "timetz_zone, true",
        "DecodeTimezoneName, true",
        "DecodeTimezoneNameToTz, true",
        "generate_series_step_int4, false",
        "set_byte, false",
        "'', false"
    })
    void only_what_looks_up_time_zones_says_that_one_is_unknown(String routine, boolean isTimeZone) {
        ProblemException problem = DatabaseProblems.explain(invalidParameter(routine));
        if (isTimeZone) {
            assertThat(problem.violations())
                    .extracting(violation -> violation.code())
                    .containsExactly("unknown_time_zone");
        } else {
            assertThat(problem).isNull();
        }
    }
}
