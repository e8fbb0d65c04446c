package org.coetracker.shared.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.validation.Validation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
    private final RequestReader reader = new RequestReader(
            new Rules(Validation.buildDefaultValidatorFactory().getValidator()));

    /** A record of all that requests are made of. */
    record Sample(String text, Boolean flag, List<String> list, Inner inner, List<Inner> inners) implements Command {}

    record Inner(String text, List<String> list) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'other': 1} | /other",
                "{'other': [1, {'x': 2}]} | /other",
                "{'other': {'x': [2]}} | /other",
                "{'text': ['x']} | /text",
                "{'text': {'x': 1}} | /text",
                "{'flag': [true]} | /flag",
                "{'list': 'x'} | /list",
                "{'list': {'x': 1}} | /list",
                "{'list': ['x', ['y']]} | /list/1",
                "{'inner': [1]} | /inner",
                "{'inner': {'other': ['x']}} | /inner/other",
                "{'inner': {'list': ['x', {'y': 1}]}} | /inner/list/1",
                "{'inners': [{}, {'other': {'x': 1}}]} | /inners/1/other",
                "{'inners': [{}, {'text': ['x']}]} | /inners/1/text",
                "{'inners': [{}, [1]]} | /inners/1",
                "{'inner': {'other': {}, 'text': 'x', 'list': ['y'], 'text2': 1}, 'flag': true} | /inner/other;/inner/text2",
                "{'o~/1': [], 'text': 'x', 'flag': true, 'list': [], 'inner': {}, 'inners': [], 'z': {}} | /o~0~11;/z",
            })
    void what_is_of_another_shape_is_pointed_at(String body, String pointer) {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> reader.read(
                        new ByteArrayInputStream(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                        Sample.class));
        assertThat(problem.code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(problem.violations()).extracting(Violation::pointer).containsExactly(pointer.split(";"));
    }
}
