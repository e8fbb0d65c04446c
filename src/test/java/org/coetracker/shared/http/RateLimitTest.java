package org.coetracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RateLimitTest.LowLimits.class)
class RateLimitTest {
    private static final int CREDENTIAL = 60;
    private static final int ADDRESS = 12;

    @Inject
    MovableClock clock;

    @Inject
    EntityManagerFactory database;

    /** Limits that a test can reach. */
    public static class LowLimits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "coe.limit.body-for", "1s",
                    "coe.limit.credential-per-minute", Integer.toString(CREDENTIAL),
                    "coe.limit.address-per-minute", Integer.toString(ADDRESS));
        }
    }

    @BeforeEach
    void all_buckets_are_full() {
        clock.forward(Duration.ofMinutes(2));
    }

    @AfterEach
    void time_goes_on_from_where_it_was() {
        clock.forward(Duration.ofMinutes(2));
    }

    @Test
    void a_credential_that_sends_too_many_hears_429_and_another_one_is_not_stopped() {
        String busy = SignedIn.token(Fixture.person(), List.of("read"));
        String other = SignedIn.token(Fixture.person(), List.of("read"));
        Response first = me(busy);
        first.then().statusCode(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"credential\";q=60;w=60");
        assertThat(first.header("RateLimit")).isEqualTo("\"credential\";r=59;t=1");

        Response refused = sentUntilRefused(busy, CREDENTIAL + 10);

        refused.then().contentType("application/problem+json");
        assertThat(refused.<String>path("type")).isEqualTo("urn:coe-tracker:problem:too-many-requests");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isEqualTo(1);
        assertThat(refused.header("RateLimit")).startsWith("\"credential\";r=0;t=");
        me(other).then().statusCode(200);
    }

    @Test
    void what_was_sent_is_forgiven_evenly_as_time_goes_by() {
        String token = SignedIn.token(Fixture.person(), List.of("read"));
        sentUntilRefused(token, CREDENTIAL + 10);

        clock.forward(Duration.ofSeconds(10));

        Response answer = me(token);
        answer.then().statusCode(200);
        assertThat(remaining(answer)).isBetween(9, 11);
        clock.forward(Duration.ofMinutes(1));
        assertThat(remaining(me(token))).isEqualTo(CREDENTIAL - 1);
    }

    @Test
    void a_flood_of_invalid_tokens_stops_at_its_address_and_those_who_are_known_there_go_on() {
        String known = SignedIn.token(Fixture.person(), List.of("read"));
        me(known).then().statusCode(200);
        Statistics statistics = database.unwrap(SessionFactory.class).getStatistics();

        int lookedUp = 0;
        for (int attempt = 0; attempt < ADDRESS * 4; attempt++) {
            int status = me("coe_invented-" + attempt).statusCode();
            assertThat(status).isIn(401, 429);
            lookedUp += status == 401 ? 1 : 0;
        }

        assertThat(lookedUp).isBetween(ADDRESS - 3, ADDRESS + 3);
        long statements = statistics.getPrepareStatementCount();
        Response refused = sentUntilRefused("coe_invented-again", 2);
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"address\";q=12;w=60");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 5L);
        assertThat(statistics.getPrepareStatementCount() - statements).isLessThanOrEqualTo(2);
        me(known).then().statusCode(200);
    }

    @Test
    void a_credential_that_is_good_takes_nothing_from_its_address() {
        for (int attempt = 0; attempt < ADDRESS * 2; attempt++) {
            me(SignedIn.token(Fixture.person(), List.of("read"))).then().statusCode(200);
            clock.forward(Duration.ofSeconds(4));
        }
        Response stranger = SignedIn.asNobody(() -> given().get("/api/v1/me"));
        stranger.then().statusCode(401);
        assertThat(remaining(stranger)).isGreaterThanOrEqualTo(ADDRESS - 2);
    }

    @Test
    void a_revoked_token_is_a_strangers() {
        String person = Fixture.person();
        Response made = given().contentType("application/json")
                .body(Map.of("name", "short", "scopes", List.of("read")))
                .post("/api/v1/people/" + person + "/tokens");
        String token = made.path("token");
        me(token).then().statusCode(200);
        given().delete("/api/v1/people/" + person + "/tokens/" + made.path("id"))
                .then()
                .statusCode(204);

        me(token).then().statusCode(401);
        Response again = me(token);

        again.then().statusCode(401);
        assertThat(again.header("RateLimit-Policy")).startsWith("\"address\"");
    }

    @Test
    void probes_are_not_counted_and_a_forged_address_evades_nothing() {
        for (int attempt = 0; attempt < ADDRESS * 2; attempt++) {
            String forged = "192.0.2." + attempt;
            SignedIn.asNobody(() -> given().header("X-Forwarded-For", forged)
                    .header("Forwarded", "for=" + forged)
                    .get("/api/v1/me"));
        }
        SignedIn.asNobody(() -> given().header("X-Forwarded-For", "192.0.2.99").get("/api/v1/me"))
                .then()
                .statusCode(429);
        Response probe = SignedIn.asNobody(() -> given().get("/q/health/ready"));
        probe.then().statusCode(200);
        assertThat(probe.header("RateLimit")).isNull();
    }

    @Test
    void a_body_that_trickles_in_is_ended_and_nobody_waits_for_it() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int connection = 0; connection < 20; connection++) {
                Socket socket = new Socket("localhost", RestAssured.port);
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write(("POST /api/v1/coes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + SignedIn.ADMIN
                                        + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
                                .getBytes(StandardCharsets.UTF_8));
                slow.add(socket);
            }
            for (Socket socket : slow) {
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .startsWith("HTTP/1.1 408 ")
                        .contains("urn:coe-tracker:problem:too-slow", "X-Content-Type-Options: nosniff");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static Response sentUntilRefused(String token, int most) {
        for (int attempt = 0; attempt < most; attempt++) {
            Response answer = me(token);
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("none of " + most + " requests was refused");
    }

    private static Response me(String token) {
        return given().header("Authorization", "Bearer " + token).get("/api/v1/me");
    }

    private static int remaining(Response answer) {
        return Integer.parseInt(answer.header("RateLimit").replaceAll(".*;r=(\\d+);.*", "$1"));
    }
}
