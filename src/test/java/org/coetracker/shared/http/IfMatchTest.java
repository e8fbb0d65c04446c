package org.coetracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"7\"", "\"7-3f2a\"", "\"6\", \"7\"", " \"7\" ", "W/\"6\",\"7-0\""})
    void lets_on_who_knows_the_version(String header) {
        assertThatCode(() -> IfMatch.required(header).check(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "W/\"7\"", "\"77\"", "\"\"", "\"seven\"", "\"7x\"", "\"99999999999\""})
    void holds_off_who_knows_another(String header) {
        ProblemException stale = catchThrowableOfType(
                ProblemException.class, () -> IfMatch.required(header).check(7));
        assertThat(stale.code()).isEqualTo(ErrorCode.STALE);
        assertThat(stale.extensions()).containsEntry("currentVersion", 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"7\"", "\"7.3f\"", "\"7-new\"", "\"6-old\", \"7-new\"", "W/\"7-old\""})
    void who_does_not_say_what_they_read_beside_the_version_or_read_that_has_read_all(String header) {
        assertThat(IfMatch.required(header).hasReadAll(() -> "\"7-new\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7-old\"", "\"7.3f-new\"", "\"7\", \"7-old\""})
    void who_read_something_else_beside_the_version_has_not(String header) {
        assertThat(IfMatch.required(header).hasReadAll(() -> "\"7-new\"")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7", "7\"", "\"7\" \"8\"", "garbage", ",", "\"7\",,x"})
    void refuses_what_is_no_list_of_tags(String header) {
        ProblemException malformed = catchThrowableOfType(ProblemException.class, () -> IfMatch.required(header));
        assertThat(malformed).isNotNull();
        assertThat(malformed.code()).isEqualTo(ErrorCode.MALFORMED);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void asks_for_it_when_it_is_missing(String header) {
        ProblemException missing = catchThrowableOfType(ProblemException.class, () -> IfMatch.required(header));
        assertThat(missing.code()).isEqualTo(ErrorCode.PRECONDITION_REQUIRED);
    }
}
