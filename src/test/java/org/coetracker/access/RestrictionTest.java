package org.coetracker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.coetracker.SignedIn;
import org.coetracker.report.FreshReports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a COE becomes restricted, and how it is shown to everybody again. */
@QuarkusTest
class RestrictionTest {
    private static final Map<String, Object> CONFIRMED =
            map("criticalImplications", map("securityExposure", "confirmed"));

    @Inject
    EntityManager database;

    private String owner;
    private String outsider;

    @BeforeEach
    void people() {
        owner = person();
        outsider = person();
    }

    private String ofOwner(Object... members) {
        Map<String, Object> coe = coe(org.coetracker.Fixture.team(), members);
        coe.put("owner", owner);
        return filed(coe);
    }

    private static String reviewer() {
        String handle = name("p");
        post("/people", map("handle", handle, "name", "Security", "roles", List.of("security_reviewer")))
                .statusCode(201);
        return handle;
    }

    private static int seenBy(String person, String path) {
        return SignedIn.as(person, () -> get(path).extract().statusCode());
    }

    @Test
    void a_confirmed_exposure_hides_the_record_and_its_actions_at_once() {
        String ref = ofOwner("correctiveActions", List.of(map("title", "Rotate the keys")));
        assertThat(seenBy(outsider, "/coes/" + ref)).isEqualTo(200);
        assertThat(seenBy(outsider, "/actions/" + ref + "-A1")).isEqualTo(200);
        SignedIn.as(
                owner,
                () -> patch("/coes/" + ref, CONFIRMED).statusCode(200).body("confidentiality", equalTo("restricted")));
        assertThat(seenBy(outsider, "/coes/" + ref)).isEqualTo(404);
        assertThat(seenBy(outsider, "/actions/" + ref + "-A1")).isEqualTo(404);
        assertThat(seenBy(owner, "/coes/" + ref)).isEqualTo(200);
        assertThat(seenBy(reviewer(), "/actions/" + ref + "-A1")).isEqualTo(200);
    }

    @Test
    void an_action_that_is_filed_later_is_hidden_too() {
        String ref = ofOwner("confidentiality", "restricted");
        post("/coes/" + ref + "/actions", map("title", "Rotate the keys")).statusCode(201);
        assertThat(seenBy(outsider, "/actions/" + ref + "-A1")).isEqualTo(404);
        assertThat(seenBy(owner, "/actions/" + ref + "-A1")).isEqualTo(200);
    }

    @Test
    void those_it_is_made_visible_to_see_it_until_they_are_taken_out() {
        String ref = ofOwner("confidentiality", "restricted", "visibleTo", List.of(outsider));
        assertThat(seenBy(outsider, "/coes/" + ref)).isEqualTo(200);
        assertThat(SignedIn.as(
                        outsider,
                        () -> patch("/coes/" + ref, map("summary", "Mine."))
                                .extract()
                                .statusCode()))
                .isEqualTo(403);
        patch("/coes/" + ref, map("visibleTo", List.of())).statusCode(200);
        assertThat(seenBy(outsider, "/coes/" + ref)).isEqualTo(404);
    }

    @Test
    void the_owner_cannot_lift_the_restriction_a_security_reviewer_can_and_says_why() {
        String ref = ofOwner("confidentiality", "restricted");
        Map<String, Object> lift = map("confidentiality", "internal");
        SignedIn.as(
                owner,
                () -> patch("/coes/" + ref, lift).statusCode(403).body("detail", containsString("security reviewer")));
        String security = reviewer();
        SignedIn.as(
                security,
                () -> patch("/coes/" + ref, lift).statusCode(422).body("errors.pointer", equalTo(List.of("/reason"))));
        SignedIn.as(
                security,
                () -> patch("/coes/" + ref, map("confidentiality", "internal", "reason", "All clear."))
                        .statusCode(200)
                        .body("confidentiality", equalTo("internal")));
        assertThat(seenBy(outsider, "/coes/" + ref)).isEqualTo(200);
        get("/coes/" + ref + "/history").body("items[0].reason", equalTo("All clear."));
    }

    @Test
    void a_confirmed_exposure_keeps_the_record_restricted() {
        String ref = ofOwner("criticalImplications", map("securityExposure", "confirmed"));
        get("/coes/" + ref).body("confidentiality", equalTo("restricted"));
        patch("/coes/" + ref, map("confidentiality", "internal", "reason", "All clear."))
                .statusCode(422)
                .body("errors.code", equalTo(List.of("exposure_confirmed")));
        SignedIn.as(
                owner,
                () -> patch("/coes/" + ref, map("criticalImplications", map("securityExposure", "none")))
                        .statusCode(200)
                        .body("confidentiality", equalTo("restricted")));
        patch("/coes/" + ref, map("confidentiality", "internal", "reason", "All clear."))
                .statusCode(200);
    }

    @Test
    void who_sees_some_restricted_actions_finds_them_in_their_reports_and_nobody_else_does() {
        Map<String, Object> coe = coe(
                org.coetracker.Fixture.team(),
                "owner",
                owner,
                "confidentiality",
                "restricted",
                "correctiveActions",
                List.of(map("title", "Rotate", "state", "committed", "owner", owner, "dueOn", "2020-01-01")));
        String team = (String) coe.get("team");
        filed(coe);
        FreshReports.forget();
        assertThat(groups(owner)).contains(team);
        assertThat(groups(outsider)).doesNotContain(team);
        assertThat(groups(reviewer())).contains(team);
    }

    private static List<String> groups(String person) {
        return SignedIn.as(person, () -> {
            List<String> groups = new java.util.ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                var page = get("/reports/actions?groupBy=team&limit=200" + cursor)
                        .statusCode(200)
                        .extract();
                groups.addAll(page.path("items.group"));
                String next = page.path("nextCursor");
                cursor = next == null ? null : "&cursor=" + next;
            }
            return groups;
        });
    }

    @Test
    void a_decision_on_what_is_hidden_waits_for_no_lock_of_it() {
        String action = ofOwner(
                        "confidentiality",
                        "restricted",
                        "correctiveActions",
                        List.of(map("title", "x", "state", "committed", "owner", owner, "dueOn", "2020-01-01")))
                + "-A1";
        post("/jobs/overdue-sweep/runs", Map.of()).statusCode(201);
        String review = get("/overdue-reviews?action=" + action).extract().path("items[0].id");
        String id = get("/actions/" + action).extract().path("id");
        // Its token is there before: only the decision itself is to be held up.
        assertThat(seenBy(outsider, "/me")).isEqualTo(200);
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("select 1 from action where id = cast(:id as uuid) for update")
                    .setParameter("id", id)
                    .getSingleResult();
            CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> SignedIn.as(
                    outsider,
                    () -> move("/overdue-reviews/" + review + "/decision", map("decision", "done", "evidence", "x"))
                            .extract()
                            .statusCode()));
            assertThat(answer).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(404);
        });
    }
}
