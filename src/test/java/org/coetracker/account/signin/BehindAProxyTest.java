package org.coetracker.account.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
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
