package org.coetracker.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.coetracker.shared.http.PublicUrl;
import org.coetracker.shared.start.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailServerTest {
    private static Map<String, String> environment(String... more) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "COE_MAIL_HOST",
                "smtp.example.org",
                "COE_MAIL_FROM",
                "COE Tracker <coe@example.org>",
                "COE_PUBLIC_URL",
                "https://coe.example.org"));
        for (int index = 0; index < more.length; index += 2) {
            environment.put(more[index], more[index + 1]);
        }
        return environment;
    }

    @Test
    void without_a_host_there_is_no_mail_and_blank_is_left_out() {
        assertThat(MailServer.from(Map.of())).isEmpty();
        assertThat(MailServer.from(Map.of("COE_MAIL_HOST", "", "COE_MAIL_FROM", "", "COE_MAIL_TLS", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 587, false, REQUIRED",
        "starttls, 587, false, REQUIRED",
        "tls, 465, true, DISABLED",
        "none, 25, false, DISABLED"
    })
    void the_connection_is_kept_secret_unless_told_otherwise(String tls, String port, String wrapped, String startTls) {
        assertThat(MailServer.from(environment("COE_MAIL_TLS", tls))
                        .orElseThrow()
                        .properties())
                .containsEntry("quarkus.mailer.port", port)
                .containsEntry("quarkus.mailer.tls", wrapped)
                .containsEntry("quarkus.mailer.start-tls", startTls)
                .containsEntry("quarkus.mailer.login", "DISABLED");
    }

    @Test
    void a_password_is_used_and_never_shown() {
        MailServer server = MailServer.from(environment("COE_MAIL_USER", "coe", "COE_MAIL_PASSWORD", "seven geese"))
                .orElseThrow();
        assertThat(server.properties()).containsEntry("quarkus.mailer.password", "seven geese");
        assertThat(server.toString()).doesNotContain("geese");
    }

    @ParameterizedTest
    @CsvSource({
        "COE_MAIL_HOST, ''",
        "COE_MAIL_PORT, 70000",
        "COE_MAIL_PORT, smtp",
        "COE_MAIL_TLS, yes",
        "COE_MAIL_FROM, ''",
        "COE_MAIL_FROM, nobody",
        "COE_MAIL_USER, coe",
        "COE_MAIL_PASSWORD, secret",
        "COE_PUBLIC_URL, ''"
    })
    void what_cannot_be_meant_is_named_in_a_line(String variable, String value) {
        assertThatThrownBy(() -> MailServer.from(environment(variable, value)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(variable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coe.example.org",
                "ftp://coe.example.org",
                "https://",
                "https://coe.example.org/?a=b",
                "https://coe.example.org/coe",
                "https://ana:s3cret@coe.example.org",
                "https://ana:s3cret@coe_host",
                "ana:s3cret@coe.example.org",
                "a b"
            })
    void the_public_address_is_one_that_a_browser_can_go_to(String address) {
        assertThatThrownBy(() -> PublicUrl.parse(address))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("COE_PUBLIC_URL")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COE_MAIL_PORT",
                "COE_MAIL_USER",
                "COE_MAIL_PASSWORD",
                "COE_MAIL_TLS",
                "COE_MAIL_HOST",
                "COE_MAIL_FROM"
            })
    void an_empty_variable_is_as_none(String variable) {
        Map<String, String> without = environment();
        without.remove(variable);
        assertThat(outcome(environment(variable, ""))).isEqualTo(outcome(without));
    }

    private static String outcome(Map<String, String> environment) {
        try {
            return MailServer.from(environment).map(MailServer::properties).toString();
        } catch (CannotStart e) {
            return e.getMessage();
        }
    }
}
