package org.coetracker.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.coetracker.account.Visitor;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignOnServiceTest {
    private static final String ISSUER = "https://login.example.org";

    @Inject
    SignOnService signOn;

    @Inject
    EntityManager database;

    @Test
    void somebody_new_is_registered_and_known_from_then_on() {
        String name = Fixture.name("new");

        assertThat(signOn.takeIn(provider(Map.of()), claims(name, 1), "::1", "r1"))
                .isEqualTo(name);
        assertThat(signOn.takeIn(provider(Map.of()), claims(name, 2, "preferred_username", "renamed"), "::1", "r2"))
                .isEqualTo(name);

        assertThat(roles(name)).containsExactly("viewer");
        assertThat(events(name)).containsEntry("registered", "system:oidc").containsEntry("linked", "system:oidc");
    }

    @Test
    void two_first_sign_ins_at_once_make_one_account() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                String name = Fixture.name("twice");
                Callable<String> signIn = () -> signOn.takeIn(provider(Map.of()), claims(name, 1), "::1", "r");
                List<Future<String>> handles = both.invokeAll(List.of(signIn, signIn));
                assertThat(handles).extracting(Future::get).containsOnly(name);
            }
        } finally {
            both.shutdownNow();
        }
    }

    @Test
    void the_claims_of_an_older_token_change_nothing() {
        String name = Fixture.name("roles");
        Provider provider = provider(Map.of("roles", "a=author,m=manager"));
        signOn.takeIn(provider, claims(name, 100, "groups", List.of("m")), "::1", "r");

        signOn.takeIn(provider, claims(name, 50, "groups", List.of("a")), "::1", "r");
        assertThat(roles(name)).containsExactly("manager");

        signOn.takeIn(provider, claims(name, 101, "groups", List.of("a")), "::1", "r");
        assertThat(roles(name)).containsExactly("author");
    }

    @Test
    void the_last_administrator_stays_one() {
        onlyTheBuiltInAdministrator();
        Provider provider = provider(Map.of("roles", "b=admin", "linkByEmail", "true"));
        String before = Fixture.get("/people/admin").extract().path("email");
        Fixture.patch("/people/admin", Map.of("email", "root@example.org")).statusCode(200);
        try {
            String handle = signOn.takeIn(
                    provider,
                    claims(Fixture.name("root"), 1, "email", "Root@example.org", "email_verified", true),
                    "::1",
                    "r");

            assertThat(handle).isEqualTo("admin");
            assertThat(roles("admin")).contains("admin");
        } finally {
            Fixture.patch("/people/admin", Fixture.map("email", before, "roles", List.of("admin")))
                    .statusCode(200);
        }
    }

    /** Takes the role from whoever other tests gave it to. */
    private static void onlyTheBuiltInAdministrator() {
        List<String> others = Fixture.get("/people?role=admin&active=true&limit=200")
                .extract()
                .path("items.findAll { it.handle != 'admin' }.handle");
        others.forEach(handle -> Fixture.patch("/people/" + handle, Map.of("roles", List.of("viewer")))
                .statusCode(200));
    }

    @Test
    void a_verified_address_links_only_where_that_is_configured() {
        String person = Fixture.person();
        String email = person + "@example.org";
        Fixture.patch("/people/" + person, Map.of("email", email)).statusCode(200);
        Claims verified = claims(Fixture.name("link"), 1, "email", email, "email_verified", true);
        Claims unverified = claims(Fixture.name("link"), 1, "email", email, "email_verified", false);
        Provider linking = provider(Map.of("linkByEmail", "true"));

        assertRefused(provider(Map.of()), verified, "COE_OIDC_LINK_BY_EMAIL");
        assertThat(signOn.takeIn(linking, unverified, "::1", "r")).isNotEqualTo(person);
        assertThat(signOn.takeIn(linking, verified, "::1", "r")).isEqualTo(person);
        assertThat(events(person)).containsEntry("linked", "system:oidc");
        assertThat(roles(person)).containsExactly("author");
    }

    @Test
    void who_is_switched_off_has_no_role_or_no_name_is_refused() {
        String name = Fixture.name("off");
        signOn.takeIn(provider(Map.of()), claims(name, 1), "::1", "r");
        Fixture.patch("/people/" + name, Map.of("active", false)).statusCode(200);

        assertRefused(provider(Map.of()), claims(name, 2), "switched off");
        assertRefused(provider(Map.of("defaultRole", "none")), claims(Fixture.name("none"), 1), "no role");
        assertRefused(
                provider(Map.of()), claims(Fixture.name("sub"), 1, "preferred_username", "山田"), "makes no handle");
        assertRefused(
                provider(Map.of()), claims(Fixture.name("sub"), 1, "preferred_username", "Admin"), "never taken over");
    }

    @Test
    void the_provider_keeps_the_mapped_teams_and_no_others() {
        String kept = Fixture.team();
        String own = Fixture.team();
        String name = Fixture.name("teams");
        Provider provider = provider(Map.of("teams", "s=" + kept + ",l=" + kept + ":manager,x=not-there"));
        signOn.takeIn(provider, claims(name, 1, "groups", List.of("s", "l", "x")), "::1", "r");
        Fixture.patch("/teams/" + own, Map.of("members", List.of(name))).statusCode(200);
        assertThat(team(kept, "members")).containsExactly(name);
        assertThat(team(kept, "managers")).containsExactly(name);

        signOn.takeIn(provider, claims(name, 2, "groups", List.of("l")), "::1", "r");

        assertThat(team(kept, "members")).isEmpty();
        assertThat(team(kept, "managers")).containsExactly(name);
        assertThat(team(own, "members")).containsExactly(name);
    }

    @Test
    void who_lost_every_role_at_the_provider_loses_roles_teams_and_sessions_here() {
        String team = Fixture.team();
        String name = Fixture.name("lost");
        Provider provider =
                provider(Map.of("roles", "a=admin", "defaultRole", "none", "teams", "s=" + team + ":manager"));
        signOn.takeIn(provider, claims(name, 10, "groups", List.of("a", "s")), "::1", "r");
        assertThat(roles(name)).containsExactly("admin");
        Visitor.givePassword(name, Visitor.PASSWORD);
        Visitor visitor = new Visitor("127.6.0.1");
        visitor.signIn(name, Visitor.PASSWORD).then().statusCode(201);

        assertRefused(provider, claims(name, 5, "groups", List.of()), "no role");
        assertThat(roles(name)).containsExactly("admin");
        visitor.get("/me").then().statusCode(200);

        assertRefused(provider, claims(name, 11, "groups", List.of()), "no role");
        assertThat(roles(name)).containsExactly("viewer");
        assertThat(team(team, "managers")).isEmpty();
        visitor.get("/me").then().statusCode(401);
        SignedIn.as(name, () -> Fixture.get("/people").statusCode(200));
        SignedIn.as(name, () -> Fixture.get("/audit").statusCode(403));
    }

    @Test
    void the_last_administrator_stays_one_even_when_they_are_turned_away() {
        onlyTheBuiltInAdministrator();
        Map<String, String> settings = Map.of("roles", "b=admin", "defaultRole", "none", "linkByEmail", "true");
        String before = Fixture.get("/people/admin").extract().path("email");
        Fixture.patch("/people/admin", Map.of("email", "root2@example.org")).statusCode(200);
        String subject = Fixture.name("root");
        try {
            Object[] address = {"email", "root2@example.org", "email_verified", true, "groups", List.of("b")};
            assertThat(signOn.takeIn(provider(settings), claims(subject, 1, address), "::1", "r"))
                    .isEqualTo("admin");
            assertRefused(provider(settings), claims(subject, 2), "no role");
            assertThat(roles("admin")).contains("admin");
        } finally {
            Fixture.patch("/people/admin", Fixture.map("email", before, "roles", List.of("admin")))
                    .statusCode(200);
        }
    }

    @Test
    void where_roles_are_kept_here_none_turns_only_those_away_who_have_no_account() {
        Provider provider = provider(Map.of("defaultRole", "none", "linkByEmail", "true"));
        String person = Fixture.person();
        String email = person + "@example.org";
        Fixture.patch("/people/" + person, Map.of("email", email)).statusCode(200);
        String subject = Fixture.name("kept");

        assertThat(signOn.takeIn(provider, claims(subject, 1, "email", email, "email_verified", true), "::1", "r"))
                .isEqualTo(person);
        assertThat(signOn.takeIn(provider, claims(subject, 2), "::1", "r")).isEqualTo(person);
        assertThat(roles(person)).containsExactly("author");
        assertRefused(provider, claims(Fixture.name("new"), 1), "no role");
    }

    private void assertRefused(Provider provider, Claims claims, String because) {
        assertThatThrownBy(() -> signOn.takeIn(provider, claims, "::1", "r"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN))
                .hasMessageContaining(because);
    }

    /** What was done to a person, and by whom. */
    private Map<String, String> events(String person) {
        Map<String, String> events = new HashMap<>();
        database.createNativeQuery(
                        "select change, actor from history where subject in ('person', 'account')"
                                + " and subject_id = :person",
                        Object[].class)
                .setParameter("person", person)
                .getResultList()
                .forEach(row -> events.put((String) ((Object[]) row)[0], (String) ((Object[]) row)[1]));
        return events;
    }

    private static List<String> roles(String person) {
        return Fixture.get("/people/" + person).extract().path("roles");
    }

    private static List<String> team(String team, String which) {
        return Fixture.get("/teams/" + team).extract().path(which);
    }

    private static Provider provider(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("issuer", ISSUER, "clientId", "coe-tracker", "clientSecret", "s3cret", "roleClaim", "groups"));
        settings.putAll(more);
        return Provider.from(ClaimMappingTest.settings(settings)).orElseThrow();
    }

    /** Claims of a subject, whose user name it is as well. */
    private static Claims claims(String subject, long issuedAt, Object... more) {
        Map<String, Object> claims =
                new HashMap<>(Map.of("sub", subject, "iat", 1_700_000_000 + issuedAt, "preferred_username", subject));
        claims.putAll(Fixture.map(more));
        return Claims.of(JsonText.write(claims));
    }
}
