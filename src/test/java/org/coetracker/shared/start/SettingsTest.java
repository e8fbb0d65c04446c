package org.coetracker.shared.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void without_variables_it_is_the_embedded_database_for_this_machine_alone() {
        Settings settings = Settings.from(Map.of());

        assertThat(settings.databaseUrl()).isEmpty();
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.http()).isEqualTo(new HttpAddress("127.0.0.1", 8080));
    }

    @Test
    void with_a_server_of_ones_own_it_listens_on_all_addresses() {
        Settings settings = Settings.from(Map.of("COE_DB_URL", "postgresql://db/coe", "COE_DB_PASSWORD", "s3cret"));

        assertThat(settings.databaseUrl()).hasValue("postgresql://db/coe");
        assertThat(settings.http().host()).isEqualTo("0.0.0.0");
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void a_blank_variable_counts_as_absent() {
        Settings settings = Settings.from(Map.of("COE_DB_URL", " ", "COE_HTTP_HOST", "", "COE_HTTP_PORT", ""));

        assertThat(settings).isEqualTo(Settings.from(Map.of()));
    }

    @Test
    void nobody_on_the_network_is_trusted_unless_named() {
        assertThat(Settings.from(Map.of()).neighbours().properties()).isEmpty();
        Neighbours named = Settings.from(Map.of(
                        "COE_TRUSTED_PROXIES", "10.0.0.7, 2001:db8::/32",
                        "COE_ALLOWED_HOSTS", "coe.example.com",
                        "COE_CORS_ORIGINS", "https://wall.example.com,http://localhost:3000"))
                .neighbours();

        assertThat(named.properties())
                .containsEntry("quarkus.http.proxy.trusted-proxies", "10.0.0.7,2001:db8::/32")
                .containsEntry("quarkus.http.proxy.allow-forwarded", "false")
                .containsEntry("coe.allowed-hosts", "coe.example.com")
                .containsEntry("quarkus.http.cors.origins", "https://wall.example.com,http://localhost:3000")
                .containsEntry("quarkus.http.cors.access-control-allow-credentials", "false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COE_TRUSTED_PROXIES=proxy.example.com",
                "COE_TRUSTED_PROXIES=10.0.0.0/33",
                "COE_TRUSTED_PROXIES=0.0.0.0/0",
                "COE_TRUSTED_PROXIES=10.0.0/8",
                "COE_ALLOWED_HOSTS=coe.example.com:8080",
                "COE_ALLOWED_HOSTS=https://coe.example.com",
                "COE_CORS_ORIGINS=*",
                "COE_CORS_ORIGINS=https://wall.example.com/",
                "COE_CORS_ORIGINS=wall.example.com"
            })
    void trust_that_cannot_be_read_ends_the_start(String variable) {
        String[] parts = variable.split("=", 2);
        assertThatThrownBy(() -> Settings.from(Map.of(parts[0], parts[1])))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith(parts[0] + " lists ")
                .hasMessageEndingWith("but has \"" + parts[1] + "\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "99999999999", "80x", "8080.0", "http"})
    void a_port_that_is_none_is_refused(String port) {
        assertThatThrownBy(() -> Settings.from(Map.of("COE_HTTP_PORT", port)))
                .isInstanceOf(CannotStart.class)
                .hasMessage("COE_HTTP_PORT must be a number from 1 to 65535, but is \"%s\".".formatted(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"coe_ab", "has a space in it", "ümlauts-in-it", "looks.like.jwt", "line\nbreak-in-it"})
    void an_administrators_token_that_could_not_be_sent_is_refused_and_not_shown(String token) {
        assertThatThrownBy(() -> Settings.from(Map.of("COE_ADMIN_TOKEN", token)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("COE_ADMIN_TOKEN")
                .hasMessageNotContaining(token);
    }

    @Test
    void an_administrators_token_that_can_be_sent_is_taken() {
        assertThatCode(() -> Settings.from(Map.of("COE_ADMIN_TOKEN", "coe_0123456789abcdef")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_port_in_use_is_refused_and_a_free_one_is_not() throws Exception {
        HttpAddress address;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new HttpAddress("127.0.0.1", socket.getLocalPort());

            assertThatThrownBy(address::requireFree)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("is in use by another program");
        }
        assertThatCode(address::requireFree).doesNotThrowAnyException();
    }

    @Test
    void a_host_of_another_machine_is_refused() {
        // 192.0.2.0/24 is kept for documentation; nobody has it.
        assertThatThrownBy(new HttpAddress("192.0.2.1", 8080)::requireFree)
                .isInstanceOf(CannotStart.class)
                .hasMessage("COE_HTTP_HOST \"192.0.2.1\" is not an address of this machine.");
        assertThatThrownBy(new HttpAddress("nowhere.invalid", 8080)::requireFree)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("no name or address that this machine knows");
    }
}
