package org.coetracker.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import org.coetracker.account.ReturnPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewcomerTest {
    @ParameterizedTest
    @CsvSource({
        "ana, ana",
        "Ana.Lima, ana.lima",
        "ana@example.org, ana-example.org",
        "'Åsa Öberg ', asa-oberg",
        "DOMAIN\\ana, domain-ana",
        "system:oidc, system-oidc",
        "..ana--, ana",
        "山田, ''",
        "'', ''"
    })
    void a_user_name_makes_a_handle(String userName, String handle) {
        assertThat(Newcomer.handleOf(userName)).isEqualTo(handle);
    }

    @Test
    void a_handle_is_cut_where_it_is_too_long() {
        assertThat(Newcomer.handleOf("a".repeat(100))).hasSize(63);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "\"true\"", "null", "1"})
    void only_a_verified_address_is_theirs(String verified) {
        String claims = "{\"preferred_username\": \"ana\", \"email\": \"ana@example.org\", \"email_verified\": %s}";

        assertThat(newcomer(claims.formatted(verified)).email()).isEmpty();
        assertThat(newcomer(claims.formatted("true")).email()).hasValue("ana@example.org");
    }

    @Test
    void who_has_no_name_goes_by_the_handle() {
        assertThat(newcomer("{\"preferred_username\": \"ana\", \"name\": \" \"}")
                        .name())
                .isEqualTo("ana");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/coes?q=a%20b, /api/v1/coes?q=a%20b",
        "/, /",
        "//evil.example, /q/swagger-ui",
        "/\\evil.example, /q/swagger-ui",
        "https://evil.example, /q/swagger-ui",
        "evil, /q/swagger-ui",
        "'/\t/evil.example', /q/swagger-ui",
        "'/a\r\nSet-Cookie: b', /q/swagger-ui",
        "'', /q/swagger-ui"
    })
    void somebody_who_is_signed_in_goes_to_a_path_of_this_service(String from, String to) {
        assertThat(ReturnPath.of(from)).isEqualTo(to);
    }

    private static Newcomer newcomer(String claims) {
        return Newcomer.of(Claims.of(claims), "preferred_username");
    }
}
