package org.coetracker.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.action;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coetracker.SignedIn;
import org.coetracker.access.Actor;
import org.coetracker.access.Credential;
import org.coetracker.history.AuditKind;
import org.coetracker.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuditApiTest {
    @Inject
    History history;

    private static ValidatableResponse audit(String object, String... more) {
        return get("/audit?object=" + object + String.join("", more)).statusCode(200);
    }

    @Test
    void each_event_says_who_by_what_from_where_and_before_and_after() {
        String ref = filed(coe(team(), "summary", "one"));
        given().header("X-Request-Id", "why-43")
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(map("summary", "two"))
                .patch(API + "/coes/" + ref)
                .then()
                .statusCode(200);

        audit(ref)
                .body("items.change", contains("edited", "filed"))
                .body("items.kind", everyItem(equalTo("coe")))
                .body("items.object", everyItem(equalTo(ref)))
                .body("items[0].actor", equalTo("admin"))
                .body("items[0].credential", notNullValue())
                .body("items[0].address", equalTo("127.0.0.1"))
                .body("items[0].requestId", equalTo("why-43"))
                .body(
                        "items[0].patch",
                        equalTo(List.of(
                                Map.of("op", "test", "path", "/summary", "value", "one"),
                                Map.of("op", "replace", "path", "/summary", "value", "two"))))
                .body("items[1].patch.op", everyItem(equalTo("add")))
                .body("items[1].patch.path", hasItem("/summary"));
    }

    @Test
    void an_object_is_known_by_ref_id_or_handle_even_when_it_is_gone() {
        String action = action("committed", "2020-01-01");
        String id = get("/actions/" + action).extract().path("id");
        audit(action).body("items.object", everyItem(equalTo(action)));
        audit(id).body("items", hasSize(1)).body("items[0].object", equalTo(action));

        String person = person();
        audit(person).body("items.kind", contains("person")).body("items.object", contains(person));
        String team = team();
        audit(team).body("items.kind", contains("team")).body("items.object", contains(team));

        String draft = filed(coe(team, "correctiveActions", List.of(map("title", "x"))));
        given().header("If-Match", "*").delete(API + "/coes/" + draft).then().statusCode(204);
        audit(draft).body("items.change", contains("deleted", "filed"));
        audit(draft + "-A1").body("items.change", contains("deleted", "filed"));
        audit("COE-999999999").body("items", hasSize(0));
    }

    @Test
    void filters_hold_together_and_repeated_ones_are_any_of() {
        Instant before = Instant.parse(get("/audit?limit=1").extract().path("items[0].at"));
        String team = team();
        patch("/teams/" + team, map("name", "Renamed")).statusCode(200);
        String object = "?object=" + team;
        get("/audit" + object + "&kind=team&kind=person").body("items", hasSize(2));
        get("/audit" + object + "&kind=person").body("items", hasSize(0));
        get("/audit" + object + "&actor=admin&actor=nobody").body("items", hasSize(2));
        get("/audit" + object + "&actor=nobody").body("items", hasSize(0));
        get("/audit" + object + "&change=edited").body("items.change", contains("edited"));
        get("/audit" + object + "&after=" + before).body("items", hasSize(2));
        get("/audit" + object + "&before=" + before).body("items", hasSize(0));
        get("/audit" + object + "&after=2020-01-01T00:00:00Z&before=2999-01-01T00:00:00Z")
                .body("items", hasSize(2));
    }

    @Test
    void pages_go_back_in_the_chain_while_others_write() {
        String team = team();
        for (String next : List.of("b", "c", "d")) {
            patch("/teams/" + team, map("name", next)).statusCode(200);
        }
        ValidatableResponse first = audit(team, "&limit=3").header("Link", startsWith("<"));
        List<Integer> sequences = first.extract().path("items.sequence");
        assertThat(sequences).isSortedAccordingTo((one, other) -> other - one);
        patch("/teams/" + team, map("name", "e")).statusCode(200);
        audit(team, "&limit=3&cursor=", first.extract().path("nextCursor"))
                .body("items", hasSize(1))
                .body("items[0].change", equalTo("set_up"))
                .body("nextCursor", nullValue());
    }

    @Test
    void what_has_not_changed_is_a_304() {
        String team = team();
        String tag = audit(team).extract().header("ETag");
        given().header("If-None-Match", tag)
                .get(API + "/audit?object=" + team)
                .then()
                .statusCode(304);
        patch("/teams/" + team, map("name", "x")).statusCode(200);
        given().header("If-None-Match", tag)
                .get(API + "/audit?object=" + team)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=unicorn",
                "after=yesterday",
                "before=2026",
                "cursor=x",
                "cursor=0",
                "limit=0",
                "limit=51",
                "object=%00",
                "sort=at",
                "actor="
            })
    void what_cannot_be_asked_is_a_400(String query) {
        given().urlEncodingEnabled(false).get(API + "/audit?" + query).then().statusCode(400);
    }

    @Test
    void a_page_has_fifty_events_at_most_for_each_may_hold_a_record_twice() {
        get("/audit?limit=50").statusCode(200);
        get("/audit?limit=51")
                .statusCode(400)
                .body("errors[0].detail", equalTo("limit is a whole number from 1 to 50."));
    }

    @Test
    void what_leaves_no_version_has_its_details_and_nothing_before() {
        String handle = name("p");
        Actor actor = new Actor(
                handle,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Credential.whole(Credential.Kind.SESSION, "s-1"),
                "192.0.2.7",
                "r-1");
        Instant at = Instant.parse("2026-11-23T08:00:00Z");
        QuarkusTransaction.requiringNew().run(() -> {
            history.event(actor, at, AuditKind.SESSION, handle, "signed_in", null, Map.of("by", "password"));
            history.event(actor, at, AuditKind.SESSION, handle, "signed_in", null, Map.of("by", "oidc"));
            history.event(actor, at, AuditKind.SESSION, handle, "signed_out", "Done.", null);
        });
        get("/audit?actor=" + handle)
                .body("items.change", contains("signed_out", "signed_in", "signed_in"))
                .body("items.kind", everyItem(is("session")))
                .body("items.credential", everyItem(is("session:s-1")))
                .body("items.address", everyItem(is("192.0.2.7")))
                .body("items[0].reason", equalTo("Done."))
                .body("items[0].patch", hasSize(0))
                .body("items[1].patch", equalTo(List.of(Map.of("op", "add", "path", "/by", "value", "oidc"))));
    }

    @Test
    void a_run_that_somebody_starts_is_an_event() {
        String run = post("/jobs/overdue-sweep/runs", Map.of("dryRun", true))
                .statusCode(201)
                .extract()
                .path("id");
        get("/audit?kind=job&object=overdue-sweep&limit=1")
                .body("items[0].change", equalTo("started"))
                .body("items[0].actor", equalTo("admin"))
                .body("items[0].patch.find { it.path == '/run' }.value", equalTo(run))
                .body("items[0].patch.find { it.path == '/dryRun' }.value", equalTo(true));
    }

    @Test
    void a_report_that_is_taken_out_is_an_event_and_one_that_was_there_already_is_none() {
        String person = person();
        String events = "/audit?kind=export&actor=" + person;
        String tag = SignedIn.as(
                person,
                () -> given().header("Accept", "text/csv")
                        .get(API + "/reports/actions?groupBy=type")
                        .then()
                        .statusCode(200)
                        .extract()
                        .header("ETag"));
        get(events)
                .body("items", hasSize(1))
                .body("items[0].object", equalTo("report_actions"))
                .body("items[0].change", equalTo("exported"))
                .body("items[0].patch.find { it.path == '/groupBy' }.value", equalTo("type"))
                .body("items[0].sequence", greaterThan(0));
        String another = person();
        SignedIn.as(
                another,
                () -> given().header("Accept", "text/csv")
                        .header("If-None-Match", tag)
                        .get(API + "/reports/actions?groupBy=type")
                        .then()
                        .statusCode(304));
        SignedIn.as(another, () -> get("/reports/actions").statusCode(200));
        get("/audit?kind=export&actor=" + another).body("items", hasSize(0));
    }
}
