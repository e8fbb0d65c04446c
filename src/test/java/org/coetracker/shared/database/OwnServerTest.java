package org.coetracker.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.coetracker.shared.start.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnServerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://db:5433/coe?user=ana&password=s3cret              | jdbc:postgresql://db:5433/coe           | ana   | s3cret
            postgres://ana:s3cret@db/coe                                        | jdbc:postgresql://db/coe                | ana   | s3cret
            postgresql://ana:s%40c%23+t@db:5433/coe?sslmode=require             | jdbc:postgresql://db:5433/coe?sslmode=require | ana | s@c#+t
            jdbc:postgresql://ana:s3cret@db/coe                                 | jdbc:postgresql://db/coe                | ana   | s3cret
            postgresql://ana@db1:5432,db2:5433/coe?targetServerType=primary     | jdbc:postgresql://db1:5432,db2:5433/coe?targetServerType=primary | ana | ''
            jdbc:postgresql://db/coe?user=ana&ssl=true&password=s3cret          | jdbc:postgresql://db/coe?ssl=true       | ana   | s3cret
            """)
    void a_url_is_understood_in_both_forms_and_loses_its_credentials(
            String url, String jdbcUrl, String user, String password) {
        DatabaseAddress address =
                OwnServer.at(url, Optional.empty(), Optional.empty()).address();

        assertThat(address).isEqualTo(new DatabaseAddress(jdbcUrl, user, password));
        assertThat(address.toString()).doesNotContain("s3cret");
    }

    @Test
    void credentials_given_by_themselves_win() {
        DatabaseAddress address = OwnServer.at(
                        "postgresql://ana:s3cret@db/coe", Optional.of("bob"), Optional.of("other"))
                .address();

        assertThat(address).isEqualTo(new DatabaseAddress("jdbc:postgresql://db/coe", "bob", "other"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "mysql://ana:s3cret@db/coe",
                "jdbc:h2:mem:s3cret",
                "http://db/s3cret",
                "jdbc:postgresql://db:s3cret/coe",
                "postgresql://ana:s3cret@db:70000/coe"
            })
    void another_url_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> OwnServer.at(url, Optional.of("ana"), Optional.empty()))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("COE_DB_URL must look like")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_url_without_anybody_to_log_in_is_refused() {
        assertThatThrownBy(() -> OwnServer.at("postgresql://db/coe", Optional.empty(), Optional.empty()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("COE_DB_USER");
    }

    @Test
    void a_server_that_suits_passes() {
        DatabaseAddress address = TestDatabase.address();

        assertThatCode(at(address.url(), address.user(), address.password())::check)
                .doesNotThrowAnyException();
    }

    @Test
    void a_wrong_password_is_told_from_an_unknown_database_and_from_an_unreachable_server() throws Exception {
        DatabaseAddress address = TestDatabase.address();
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }

        assertRefused(at(address.url(), address.user(), "s3cret"), "refused the login of \"coe\"");
        assertRefused(at(address.url() + "x", address.user(), address.password()), "its database is not there");
        assertRefused(
                at("jdbc:postgresql://127.0.0.1:%d/coe".formatted(closedPort), "ana", "s3cret"),
                "Cannot reach PostgreSQL at 127.0.0.1:%d/coe".formatted(closedPort));
        assertRefused(at("jdbc:postgresql://nowhere.invalid/coe", "ana", "s3cret"), "unknown host");
    }

    @Test
    void a_server_older_than_15_is_refused() {
        OwnServer server = at("jdbc:postgresql://db/coe", "ana", "s3cret");

        assertThatThrownBy(() -> server.requireVersion(14))
                .isInstanceOf(CannotStart.class)
                .hasMessage("PostgreSQL at db:5432/coe is version 14; version 15 or newer is needed.");
        assertThatCode(() -> server.requireVersion(15)).doesNotThrowAnyException();
    }

    private static OwnServer at(String url, String user, String password) {
        return OwnServer.at(url, Optional.of(user), Optional.of(password));
    }

    private static void assertRefused(OwnServer server, String reason) {
        assertThatThrownBy(server::check)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("s3cret")
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message).doesNotContain("\n"));
    }
}
