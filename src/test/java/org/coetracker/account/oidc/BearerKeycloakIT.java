package org.coetracker.account.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Services that call the API with access tokens of a real Keycloak. */
@ExtendWith(RunningKeycloak.class)
class BearerKeycloakIT {
    private static final String HANDLE = "service-account-coe-reporter";

    @TempDir
    static Path directory;

    private static Keycloak keycloak;
    private static LaunchedService service;

    @BeforeAll
    static void start(Keycloak running) throws Exception {
        keycloak = running;
        service = LaunchedService.start(
                directory,
                Keycloak.freePort(),
                Map.of(
                        "COE_OIDC_ISSUER", keycloak.issuer(),
                        "COE_OIDC_CLIENT_ID", "coe-tracker",
                        "COE_OIDC_CLIENT_SECRET", keycloak.secretOf("coe-tracker"),
                        "COE_OIDC_ROLES", "coe-viewer=viewer,coe-author=author,coe-admin=admin",
                        "COE_OIDC_DEFAULT_ROLE", "none"));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @Test
    void a_service_gets_an_account_with_its_first_token() throws Exception {
        HttpResponse<String> me = service.get("/api/v1/me", token("coe-reporter"));

        assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
        JsonNode person = service.read("/people/" + HANDLE);
        assertThat(person.get("roles")).isEqualTo(JsonText.tree(List.of("viewer")));
        assertThat(person.get("email").isNull()).isTrue();
    }

    @Test
    void a_scope_limits_what_a_token_is_good_for() throws Exception {
        String reports = token("coe-reporter", "coe:reports");
        assertThat(service.get("/api/v1/reports/actions", reports).statusCode()).isEqualTo(200);
        assertThat(service.get("/api/v1/coes", reports).statusCode()).isEqualTo(403);
        assertThat(service.get("/api/v1/coes", token("coe-reporter", "coe:read"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void roles_are_those_of_the_newest_token() throws Exception {
        String client = newClient("roles", "coe-viewer");
        String old = token(client);
        assertThat(service.get("/api/v1/me", old).statusCode()).isEqualTo(200);
        keycloak.give("service-account-" + client, "coe-author");

        assertThat(service.get("/api/v1/me", token(client)).statusCode()).isEqualTo(200);

        assertThat(service.read("/people/service-account-" + client).get("roles"))
                .isEqualTo(JsonText.tree(List.of("viewer", "author")));
        assertThat(service.get("/api/v1/me", old).statusCode()).isEqualTo(200);
        assertThat(service.read("/people/service-account-" + client).get("roles"))
                .isEqualTo(JsonText.tree(List.of("viewer", "author")));
    }

    @Test
    void who_is_switched_off_here_stays_out() throws Exception {
        String client = newClient("leaver", "coe-viewer");
        String before = token(client);
        assertThat(service.get("/api/v1/me", before).statusCode()).isEqualTo(200);

        service.send("PATCH", "/people/service-account-" + client, Map.of("active", false));

        assertRefused(before);
        assertRefused(token(client));
    }

    @Test
    void who_has_no_role_is_refused_where_none_is_given_by_default() throws Exception {
        assertRefused(token(newClient("nobody")));
    }

    @Test
    void a_token_for_somebody_else_is_refused() throws Exception {
        Map<String, Object> roles = Map.of(
                "name", "roles",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-usermodel-realm-role-mapper",
                "config",
                        Map.of(
                                "claim.name", "realm_access.roles",
                                "multivalued", "true",
                                "access.token.claim", "true"));
        String client = newClient(
                "elsewhere",
                Map.of("defaultClientScopes", List.of("basic", "profile"), "protocolMappers", List.of(roles)),
                "coe-viewer");
        Claims claims = Claims.ofToken(token(client));
        assertThat(claims.texts("realm_access/roles")).contains("coe-viewer");
        assertThat(claims.texts("aud")).doesNotContain("coe-tracker");

        assertRefused(token(client));
    }

    @Test
    void a_token_that_was_tampered_with_is_refused() throws Exception {
        String[] parts = token("coe-reporter").split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        String more = encode(claims.replace("coe-viewer", "coe-admin"));
        String none = encode("{\"alg\":\"none\",\"typ\":\"JWT\"}");

        assertRefused(parts[0] + "." + more + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + "." + (parts[2].startsWith("A") ? "B" : "A") + parts[2].substring(1));
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(none + "." + parts[1] + ".");
        assertRefused(none + "." + more + "." + parts[2]);
        assertRefused("a.b.c");
        assertRefused("..");
    }

    @Test
    void a_token_signed_by_the_clients_secret_or_by_a_key_of_ones_own_is_refused() throws Exception {
        String[] parts = token("coe-reporter").split("\\.");
        String kid = Claims.ofHeader(token("coe-reporter")).text("kid").orElseThrow();
        for (String header : List.of(
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}")) {
            String content = encode(header) + "." + parts[1];
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keycloak.secretOf("coe-tracker").getBytes(UTF_8), "HmacSHA256"));
            assertRefused(content + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content.getBytes(UTF_8))));
        }
    }

    @Test
    void an_id_token_is_no_access_token() throws Exception {
        String password = UUID.randomUUID().toString();
        keycloak.setPassword("ana", password);
        keycloak.amendClient("coe-tracker", Map.of("directAccessGrantsEnabled", true));
        JsonNode tokens = keycloak.tokens(Map.of(
                "grant_type", "password",
                "client_id", "coe-tracker",
                "client_secret", keycloak.secretOf("coe-tracker"),
                "scope", "openid",
                "username", "ana",
                "password", password));

        assertThat(Claims.ofToken(tokens.get("id_token").asText()).texts("aud")).contains("coe-tracker");
        assertRefused(tokens.get("id_token").asText());
        assertRefused(tokens.get("refresh_token").asText());
        assertThat(service.get("/api/v1/me", tokens.get("access_token").asText())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_token_of_another_realm_is_refused() throws Exception {
        assertRefused(keycloak.tokenOfAnotherRealm());
    }

    @Test
    void a_token_is_refused_once_it_has_expired() throws Exception {
        String client = newClient("brief", "coe-viewer");
        keycloak.amendClient(client, Map.of("attributes", Map.of("access.token.lifespan", "3")));
        String token = token(client);
        assertThat(service.get("/api/v1/me", token).statusCode()).isEqualTo(200);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (service.get("/api/v1/me", token).statusCode() == 200) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }

        assertRefused(token);
    }

    private static void assertRefused(String token) throws Exception {
        for (String path : List.of("/api/v1/me", "/q/metrics")) {
            HttpResponse<String> answer = service.get(path, token);
            assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer")
                    .contains("invalid_token");
            assertThat(JsonText.parse(answer.body()).get("type").asText())
                    .isEqualTo("urn:coe-tracker:problem:unauthenticated");
        }
    }

    /** A client of its own for a test, with a service account that has some roles. */
    private static String newClient(String name, String... roles) throws Exception {
        return newClient(
                name, Map.of("defaultClientScopes", List.of("basic", "profile", "email", "coe-tracker")), roles);
    }

    private static String newClient(String name, Map<String, Object> more, String... roles) throws Exception {
        Map<String, Object> client = new HashMap<>(more);
        client.putAll(Map.of(
                "clientId", name,
                "publicClient", false,
                "serviceAccountsEnabled", true,
                "standardFlowEnabled", false));
        keycloak.create("/clients", client);
        for (String role : roles) {
            keycloak.give("service-account-" + name, role);
        }
        return name;
    }

    private static String token(String clientId, String... scopes) throws Exception {
        return keycloak.tokens(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        keycloak.secretOf(clientId),
                        "scope",
                        ("profile " + String.join(" ", scopes)).strip()))
                .get("access_token")
                .asText();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
