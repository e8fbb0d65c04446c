package org.coetracker.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People who sign in at a real Keycloak, by the steps that their browsers take. */
@ExtendWith(RunningKeycloak.class)
class SignOnKeycloakIT {
    private static final String PASSWORD = UUID.randomUUID().toString();

    @TempDir
    static Path directory;

    private static Keycloak keycloak;
    private static LaunchedService service;

    private final Browser browser = new Browser();

    @BeforeAll
    static void start(Keycloak running) throws Exception {
        keycloak = running;
        int port = Keycloak.freePort();
        String address = "http://127.0.0.1:" + port;
        keycloak.amendClient(
                "coe-tracker",
                Map.of(
                        "redirectUris", List.of(address + "/sign-in/oidc/callback"),
                        "attributes",
                                Map.of(
                                        "pkce.code.challenge.method",
                                        "S256",
                                        "post.logout.redirect.uris",
                                        address + "/sign-in")));
        service = LaunchedService.start(
                directory,
                port,
                Map.of(
                        "COE_OIDC_ISSUER", keycloak.issuer(),
                        "COE_OIDC_CLIENT_ID", "coe-tracker",
                        "COE_OIDC_CLIENT_SECRET", keycloak.secretOf("coe-tracker"),
                        "COE_OIDC_ROLES", "coe-author=author,coe-manager=manager,coe-admin=admin",
                        "COE_OIDC_TEAMS", "storage=storage,network=network:manager,atlantis=atlantis"));
        service.send("POST", "/teams", Map.of("handle", "storage", "name", "Storage"));
        service.send("POST", "/teams", Map.of("handle", "network", "name", "Network"));
        keycloak.setPassword("ana", PASSWORD);
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            assertThat(service.output()).doesNotContain(PASSWORD, "Exception");
        } finally {
            service.close();
        }
    }

    @Test
    void a_person_signs_in_for_the_first_time_and_has_an_account() throws Exception {
        HttpResponse<String> end = signIn("ana", "/api/v1/people?limit=2&active=true");

        assertThat(end.statusCode()).as(end.body()).isEqualTo(200);
        assertThat(end.uri()).isEqualTo(service.at("/api/v1/people?limit=2&active=true"));
        HttpResponse<String> me = browser.get(service.at("/api/v1/me"));
        assertThat(JsonText.parse(me.body()).get("handle").asText()).isEqualTo("ana");
        JsonNode person = service.read("/people/ana");
        assertThat(person.get("name").asText()).isEqualTo("Ana Example");
        assertThat(person.get("email").asText()).isEqualTo("ana@example.org");
        assertThat(person.get("roles")).isEqualTo(JsonText.tree(List.of("author")));
        assertThat(service.read("/teams/storage").get("members")).isEqualTo(JsonText.tree(List.of("ana")));
        assertThat(browser.cookieNames(service.at("/"))).containsExactly("coe_session");
    }

    @Test
    void roles_and_teams_follow_the_provider_at_each_sign_in() throws Exception {
        keycloak.createUser("mona", "mona@example.org", true, PASSWORD, "coe-author", "coe-manager");
        keycloak.join("mona", "network");
        signIn("mona", "/api/v1/me");
        assertThat(service.read("/people/mona").get("roles")).isEqualTo(JsonText.tree(List.of("author", "manager")));
        assertThat(members("network", "managers")).containsExactly("mona");

        keycloak.take("mona", "coe-manager");
        keycloak.leave("mona", "network");
        keycloak.join("mona", "storage");
        signIn("mona", "/api/v1/me");

        assertThat(service.read("/people/mona").get("roles")).isEqualTo(JsonText.tree(List.of("author")));
        assertThat(members("network", "managers")).isEmpty();
        assertThat(members("storage", "members")).contains("mona");
    }

    @Test
    void who_has_no_mapped_role_reads() throws Exception {
        keycloak.createUser("vic", "vic@example.org", true, PASSWORD);

        assertThat(signIn("vic", "/api/v1/me").statusCode()).isEqualTo(200);

        assertThat(service.read("/people/vic").get("roles")).isEqualTo(JsonText.tree(List.of("viewer")));
    }

    @Test
    void who_is_switched_off_here_stays_out() throws Exception {
        keycloak.createUser("leaver", "leaver@example.org", true, PASSWORD, "coe-author");
        assertThat(signIn("leaver", "/api/v1/me").statusCode()).isEqualTo(200);
        service.send("PATCH", "/people/leaver", Map.of("active", false));

        assertProblem(browser.get(service.at("/api/v1/me")), 401, "unauthenticated");
        assertProblem(signIn("leaver", "/api/v1/me"), 403, "forbidden");
        assertThat(browser.cookieNames(service.at("/"))).noneMatch(name -> name.startsWith("q_"));
    }

    @Test
    void an_account_is_never_taken_over() throws Exception {
        service.send("POST", "/people", Map.of("handle", "taken", "name", "Somebody else"));
        keycloak.createUser("taken", "taken@example.org", true, PASSWORD, "coe-admin");
        service.send(
                "POST", "/people", Map.of("handle", "other", "name", "Somebody else", "email", "Mail@example.org"));
        keycloak.createUser("mail", "mail@example.org", true, PASSWORD, "coe-admin");

        assertProblem(signIn("taken", "/api/v1/me"), 403, "forbidden");
        HttpResponse<String> sameMail = signIn(new Browser(), "mail", "/api/v1/me");
        assertProblem(sameMail, 403, "forbidden");

        assertThat(JsonText.parse(sameMail.body()).get("detail").asText()).contains("COE_OIDC_LINK_BY_EMAIL");
        assertThat(service.read("/people/taken").get("roles")).isEqualTo(JsonText.tree(List.of("author")));
        assertThat(service.read("/people/other").get("roles")).isEqualTo(JsonText.tree(List.of("author")));
    }

    @Test
    void an_address_that_was_not_verified_is_not_taken_over() throws Exception {
        keycloak.createUser("unverified", "admin@example.org", false, PASSWORD);

        assertThat(signIn("unverified", "/api/v1/me").statusCode()).isEqualTo(200);

        assertThat(service.read("/people/unverified").get("email").isNull()).isTrue();
    }

    @Test
    void signing_out_ends_the_session_at_the_provider_too() throws Exception {
        keycloak.createUser("nora", "nora@example.org", true, PASSWORD);
        signIn("nora", "/api/v1/me");
        HttpResponse<String> again = browser.follow(browser.get(service.at("/sign-in/oidc?from=/api/v1/me")));
        assertThat(Browser.asksForPassword(browser.get(Browser.target(again)))).isFalse();

        HttpResponse<String> out = browser.post(service.at("/sign-out"), Map.of());

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(Browser.target(out).toString()).startsWith(keycloak.issuer());
        HttpResponse<String> atProvider = browser.follow(browser.get(Browser.target(out)));
        assertThat(Browser.target(atProvider)).isEqualTo(service.at("/sign-in"));
        assertProblem(browser.get(service.at("/api/v1/me")), 401, "unauthenticated");
        assertThat(Browser.asksForPassword(begin(browser, "/api/v1/me"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/%09/evil.example/..//evil.example",
                "javascript:alert(1)",
                "/\t/evil.example"
            })
    void nobody_is_sent_to_another_site(String from) throws Exception {
        HttpResponse<String> atProvider = begin(browser, from);
        HttpResponse<String> back = browser.logIn(atProvider, "ana", PASSWORD);

        HttpResponse<String> answer = back;
        while (answer.statusCode() / 100 == 3) {
            URI target = Browser.target(answer);
            assertThat(target.getAuthority()).isEqualTo(service.at("/").getAuthority());
            answer = browser.get(target);
        }

        assertThat(browser.cookieNames(service.at("/"))).contains("coe_session");
    }

    @Test
    void an_answer_that_this_browser_did_not_ask_for_is_refused() throws Exception {
        HttpResponse<String> back = browser.logIn(begin(browser, "/api/v1/me"), "ana", PASSWORD);
        URI callback = Browser.target(back);
        Browser victim = new Browser();

        assertProblem(victim.get(callback), 401, "unauthenticated");
        begin(victim, "/api/v1/me");
        assertProblem(victim.get(callback), 401, "unauthenticated");
        assertThat(victim.cookieNames(service.at("/"))).doesNotContain("coe_session");
    }

    @Test
    void a_code_is_good_for_the_sign_in_for_which_it_was_made() throws Exception {
        String code = parameter(Browser.target(browser.logIn(begin(browser, "/"), "ana", PASSWORD)), "code");
        Browser attacker = new Browser();
        HttpResponse<String> own = attacker.logIn(begin(attacker, "/"), "ana", PASSWORD);
        String state = parameter(Browser.target(own), "state");

        // Another browser's code with one's own state: verifier and nonce do not fit.
        HttpResponse<String> answer =
                attacker.get(service.at("/sign-in/oidc/callback?state=" + state + "&code=" + code));

        assertProblem(answer, 401, "unauthenticated");
        assertThat(attacker.cookieNames(service.at("/"))).doesNotContain("coe_session");
    }

    @Test
    void the_request_to_the_provider_has_pkce_nonce_and_state() throws Exception {
        HttpResponse<String> first = browser.get(service.at("/sign-in/oidc?from=/"));

        assertThat(Browser.target(first).toString())
                .startsWith(keycloak.issuer())
                .contains("code_challenge_method=S256", "code_challenge=", "nonce=", "state=", "response_type=code");
        assertThat(first.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie.toLowerCase(Locale.ROOT))
                        .contains("httponly", "samesite=lax", "path=/sign-in/oidc"));
    }

    @Test
    void a_sign_in_that_was_left_half_way_begins_anew() throws Exception {
        begin(browser, "/api/v1/teams");

        assertThat(signIn("ana", "/api/v1/me").uri().getPath()).isEqualTo("/api/v1/me");
    }

    @Test
    void a_refusal_at_the_provider_is_a_problem() throws Exception {
        HttpResponse<String> first = browser.get(service.at("/sign-in/oidc?from=/"));
        String state = parameter(Browser.target(first), "state");

        assertProblem(
                browser.get(service.at("/sign-in/oidc/callback?error=access_denied&state=" + state)),
                401,
                "unauthenticated");
    }

    private HttpResponse<String> signIn(String user, String from) throws Exception {
        return signIn(browser, user, from);
    }

    /** The whole way; the last answer is that of the page to which it leads. */
    private static HttpResponse<String> signIn(Browser browser, String user, String from) throws Exception {
        HttpResponse<String> atProvider = begin(browser, from);
        HttpResponse<String> back =
                Browser.asksForPassword(atProvider) ? browser.logIn(atProvider, user, PASSWORD) : atProvider;
        return browser.follow(browser.get(Browser.target(back)));
    }

    /** Goes to the provider. */
    private static HttpResponse<String> begin(Browser browser, String from) throws Exception {
        String query = Keycloak.form(Map.of("from", from));
        HttpResponse<String> first = browser.get(service.at("/sign-in/oidc?" + query));
        return browser.follow(browser.get(Browser.target(first)));
    }

    private static List<String> members(String team, String which) throws Exception {
        return texts(service.read("/teams/" + team).get(which));
    }

    private static List<String> texts(JsonNode array) {
        java.util.ArrayList<String> texts = new java.util.ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static String parameter(URI address, String name) {
        for (String pair : address.getRawQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new AssertionError(address + " has no " + name);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonText.parse(answer.body()).get("type").asText()).isEqualTo("urn:coe-tracker:problem:" + type);
    }
}
