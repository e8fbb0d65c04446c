package org.coetracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedMethodsTest {
    @ParameterizedTest
    @CsvSource({
        "/feeds/{key}.ics, /feeds/a.ics, true",
        "/feeds/{key}.ics, /feeds/a-ics, false",
        "/feeds/{key}.ics, /feeds/a/b.ics, false",
        "/a+b, /a+b, true",
        "/a+b, /aab, false",
        "/coes/{coe}/actions, /coes/COE-1/actions/, true",
        "/coes/{coe}/actions, /coes/COE-1/actions/x, false",
        "/coes, /coes, true"
    })
    void a_template_stands_for_its_parameters_and_for_what_it_says(String template, String path, boolean isOne) {
        assertThat(AllowedMethods.pattern(template).matcher(path).matches()).isEqualTo(isOne);
    }
}
