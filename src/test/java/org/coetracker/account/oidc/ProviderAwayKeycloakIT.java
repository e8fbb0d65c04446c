package org.coetracker.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The provider is away: at the start, then back, then away again. */
@ExtendWith(RunningKeycloak.class)
class ProviderAwayKeycloakIT {
    @TempDir
    Path directory;

    @Test
    void only_signing_in_there_waits_for_the_provider_to_come_back(Keycloak keycloak) throws Exception {
        try (Door door = new Door(keycloak.port())) {
            String issuer = "http://127.0.0.1:" + door.port() + "/realms/" + Keycloak.REALM;
            door.open();
            String token = keycloak.tokens(
                            issuer,
                            Map.of(
                                    "grant_type", "client_credentials",
                                    "client_id", "coe-reporter",
                                    "client_secret", keycloak.secretOf("coe-reporter")))
                    .get("access_token")
                    .asText();
            door.close();
            try (LaunchedService service = LaunchedService.start(
                    directory,
                    Keycloak.freePort(),
                    Map.of(
                            "COE_OIDC_ISSUER",
                            issuer,
                            "COE_OIDC_CLIENT_ID",
                            "coe-tracker",
                            "COE_OIDC_CLIENT_SECRET",
                            keycloak.secretOf("coe-tracker")))) {
                Browser browser = new Browser();
                assertUnavailable(browser.get(service.at("/sign-in/oidc")));
                assertUnavailable(service.get("/api/v1/me", token));
                assertUnavailable(service.get("/q/metrics", token));
                assertThat(service.get("/api/v1/me", LaunchedService.ADMIN_TOKEN)
                                .statusCode())
                        .isEqualTo(200);
                assertThat(browser.get(service.at("/q/health/ready")).statusCode())
                        .isEqualTo(200);

                door.open();
                assertThat(browser.get(service.at("/sign-in/oidc")).statusCode())
                        .isEqualTo(303);
                assertThat(service.get("/api/v1/me", token).statusCode()).isEqualTo(200);

                door.close();
                assertThat(service.get("/api/v1/me", token).statusCode()).isEqualTo(200);
                assertThat(service.get("/api/v1/me", LaunchedService.ADMIN_TOKEN)
                                .statusCode())
                        .isEqualTo(200);
                assertThat(service.output()).doesNotContain("Exception");
            }
        }
    }

    @Test
    void a_provider_that_hangs_up_when_asked_for_its_keys_counts_as_away() throws Exception {
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        provider.createContext("/.well-known/openid-configuration", request -> {
            byte[] addresses = JsonText.bytes(Map.of(
                    "issuer", issuer,
                    "authorization_endpoint", issuer + "/authorize",
                    "token_endpoint", issuer + "/token",
                    "jwks_uri", issuer + "/keys"));
            request.sendResponseHeaders(200, addresses.length);
            request.getResponseBody().write(addresses);
            request.close();
        });
        CountDownLatch askedForKeys = new CountDownLatch(2);
        provider.createContext("/keys", request -> {
            askedForKeys.countDown();
            request.close();
        });
        provider.start();
        try (LaunchedService service = LaunchedService.start(
                directory,
                Keycloak.freePort(),
                Map.of(
                        "COE_OIDC_ISSUER", issuer,
                        "COE_OIDC_CLIENT_ID", "coe-tracker",
                        "COE_OIDC_CLIENT_SECRET", "of-no-use"))) {
            assertUnavailable(service.get("/api/v1/me", "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiIxIn0.c2lnbmVk"));
            assertUnavailable(new Browser().get(service.at("/sign-in/oidc")));
            assertThat(askedForKeys.await(0, TimeUnit.SECONDS)).isTrue();
        } finally {
            provider.stop(0);
        }
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(JsonText.parse(answer.body()).get("detail").asText()).contains("provider");
    }
}
