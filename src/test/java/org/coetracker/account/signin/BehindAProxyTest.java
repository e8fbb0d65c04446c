package org.coetracker.account.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.function.Function;
import org.coetracker.Fixture;
import org.coetracker.MovableClock;
import org.coetracker.account.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(BehindAProxyTest.TrustedProxy.class)
class BehindAProxyTest {
    @Inject
    EntityManager database;

    @Inject
    MovableClock clock;

    private final Visitor proxy = new Visitor("127.0.0.1");

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    /** A proxy that the operator has named ends TLS. */
    public static class TrustedProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "coe.allowed-hosts", "coe.example.com,localhost",
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.allow-x-forwarded", "true",
                    "quarkus.http.proxy.enable-forwarded-host", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        }
    }

    @Test
    void over_https_the_cookie_is_secure_and_no_other_host_can_set_it() {
        String person = Visitor.person();
        Response answer = signIn(person, Visitor.PASSWORD, "192.0.2.1");
        answer.then().statusCode(201);
        assertThat(answer.header("Set-Cookie"))
                .matches("__Host-coe_session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure");
        String secret = answer.cookie("__Host-coe_session");
        overHttps(
                        "192.0.2.1",
                        request -> request.cookie("__Host-coe_session", secret).get("/api/v1/me"))
                .then()
                .statusCode(200)
                .body("handle", equalTo(person));
        overHttps("192.0.2.1", request -> request.cookie("coe_session", secret).get("/api/v1/me"))
                .then()
                .statusCode(401);
        overHttps(
                        "192.0.2.1",
                        request -> request.cookie("__Host-coe_session", secret)
                                .header("Origin", "http://coe.example.com")
                                .delete("/api/v1/session"))
                .then()
                .statusCode(403);
        overHttps(
                        "192.0.2.1",
                        request -> request.cookie("__Host-coe_session", secret)
                                .header("Origin", "https://coe.example.com")
                                .delete("/api/v1/session"))
                .then()
                .statusCode(204);
    }

    @Test
    void guesses_are_counted_by_the_address_behind_the_proxy_and_by_the_64_of_ipv6() {
        clock.stop();
        String person = Visitor.person();
        for (int attempt = 0; attempt < 5; attempt++) {
            signIn(person, "not the password", "2001:db8::" + attempt).then().statusCode(401);
        }
        signIn(person, Visitor.PASSWORD, "2001:db8::9").then().statusCode(429);
        signIn(person, Visitor.PASSWORD, "2001:db8:0:1::9").then().statusCode(201);
    }

    @Test
    void what_stands_before_the_address_that_the_proxy_added_is_not_believed() {
        String person = Visitor.person();
        for (int attempt = 0; attempt < 5; attempt++) {
            signIn(person, "not the password", "198.51.100." + attempt + ", 192.0.2.77")
                    .then()
                    .statusCode(401);
        }
        signIn(person, Visitor.PASSWORD, "203.0.113.1, 192.0.2.77").then().statusCode(429);
        signIn(person, Visitor.PASSWORD, "192.0.2.77, 203.0.113.1, 127.0.0.1")
                .then()
                .statusCode(201);
        assertThat(database.createNativeQuery("select address from session where person = :person", String.class)
                        .setParameter("person", person)
                        .getResultList())
                .containsExactly("203.0.113.1");
    }

    @Test
    void over_https_browsers_are_told_to_stay_there_and_other_hosts_are_refused() {
        overHttps("192.0.2.1", request -> request.get("/api/v1/session"))
                .then()
                .header("Strict-Transport-Security", equalTo("max-age=31536000"));
        Response elsewhere = proxy.sendFrom(
                null,
                request -> request.header("X-Forwarded-Host", "evil.example").get("/sign-in"));
        elsewhere.then().statusCode(421).contentType("application/problem+json");
        assertThat(elsewhere.<String>path("type")).isEqualTo("urn:coe-tracker:problem:misdirected");
        proxy.sendFrom(
                        null,
                        request -> request.header("X-Forwarded-Host", "evil.example")
                                .get("/q/health/live"))
                .then()
                .statusCode(200);
    }

    private Response signIn(String who, String password, String from) {
        return overHttps(
                from,
                request -> request.contentType("application/json")
                        .body(Map.of("who", who, "password", password))
                        .post(Fixture.API + "/session"));
    }

    private Response overHttps(String from, Function<RequestSpecification, Response> request) {
        return proxy.sendFrom(
                null,
                prepared -> request.apply(prepared.header("X-Forwarded-For", from)
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "coe.example.com")
                        .header("X-Forwarded-Port", "443")));
    }
}
