package org.coetracker.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private static final Holder ANA =
            new Holder("ana.quint", "Ana Quintanilha", "a.quintanilha@example.com", true, null, false);

    private final PasswordPolicy policy = new PasswordPolicy();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ferry lantern quilt",
                "aaaabbbbccccddddeeee",
                "twelve chars",
                "\u00fc\u00f6\u00e4\u00df\u00e9\u00e8\u00ea\u0142\u0144\u015b\u017a\u0107",
                "\ud83d\ude80\ud83c\udf19\ud83d\udc22\ud83c\udf0b\ud83d\udd25\ud83e\udd86\ud83c\udf08\ud83c\udf53\ud83d\udd14\ud83d\udea2\ud83d\ude81\ud83d\udc1d",
                "quintanilha rides a green tram",
                "the incident was on a Tuesday",
                "no digits nor signs needed"
            })
    void long_ones_that_are_nobodys_first_guess_are_taken(String password) {
        assertThat(refusals(password)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "short,too_short",
        "eleven char,too_short",
        "password1234,too_common",
        "Password1234,too_common",
        "PASSWORDpassword,too_common",
        "qwertyuiopasdf,too_common",
        "correct horse battery staple,too_common",
        "aaaaaaaaaaaaaaaa,too_common",
        "121212121212,too_common",
        "coetracker2026!,too_personal",
        "COE-Tracker COE-Tracker,too_personal",
        "ana.quint.2026,too_personal",
        "Quintanilha-1,too_personal",
        "a.quintanilha@example.com,too_personal",
        "AnaQuintanilha99,too_personal"
    })
    void others_are_refused_with_the_reason(String password, String code) {
        assertThat(refusals(password)).containsExactly(code);
    }

    @Test
    void the_length_is_counted_in_characters_after_normalisation() {
        assertThat(refusals("\ufb01\ufb02 abcdefghi".substring(0, 10))).isEmpty();
        assertThat(refusals("x1y2z".repeat(25) + "abc")).isEmpty();
        assertThat(refusals("x1y2z".repeat(25) + "abcd")).containsExactly("too_long");
        // One character that stands for eighteen others.
        assertThat(refusals("\ufdfa".repeat(20))).containsExactly("too_long");
        assertThat(refusals("xy1z".repeat(1_000_000))).containsExactly("too_long");
    }

    @Test
    void a_refusal_says_where_and_what_to_do_and_not_the_password() {
        Violations violations = new Violations();
        policy.check("/password", "password1234", ANA, violations);
        Violation refusal = violations.list().get(0);
        assertThat(refusal.pointer()).isEqualTo("/password");
        assertThat(refusal.detail()).endsWith(".").doesNotContain("password1234");
    }

    private List<String> refusals(String password) {
        Violations violations = new Violations();
        policy.check("/password", password, ANA, violations);
        return violations.list().stream().map(Violation::code).toList();
    }
}
