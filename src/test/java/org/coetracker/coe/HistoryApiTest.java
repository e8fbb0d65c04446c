package org.coetracker.coe;

import static io.restassured.RestAssured.given;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryApiTest {

    @Test
    void each_change_says_who_when_and_before_and_after() {
        String ref = filed(coe(team(), "summary", "one"));
        given().header("X-Request-Id", "why-42")
                .header("If-Match", "*")
                .contentType("application/json")
                .body(map("summary", "two", "impact", map("narrative", "Bad.")))
                .patch(API + "/coes/" + ref)
                .then()
                .statusCode(200);
        get("/coes/" + ref + "/history")
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.change", contains("edited", "filed"))
                .body("items[0].actor", equalTo("admin"))
                .body("items[0].requestId", equalTo("why-42"))
                .body("items[0].version", equalTo(2))
                .body("items[0].changes.pointer", contains("/summary", "/impact/narrative"))
                .body("items[0].changes[0].before", equalTo("one"))
                .body("items[0].changes[0].after", equalTo("two"))
                .body("items[0].changes[1].before", nullValue());
    }

    @Test
    void actions_stand_in_the_history_of_their_record_page_by_page() {
        String ref = filed(coe(team(), "correctiveActions", List.of(map("title", "x"))));
        move("/actions/" + ref + "-A1/commit", map("owner", person(), "dueOn", "2099-01-01"));
        move(
                "/actions/" + ref + "-A1/re-date",
                map(
                        "dueOn",
                        java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                                .plusDays(90)
                                .toString(),
                        "reason",
                        "Late parts."));
        get("/coes/" + ref + "/history?limit=3")
                .body("items.change", contains("re_dated", "committed", "filed"))
                .body("items.ref", contains(ref + "-A1", ref + "-A1", ref + "-A1"))
                .body("items[0].reason", equalTo("Late parts."))
                .body("items[0].changes.pointer", hasItem("/dueOn"));
        String cursor = get("/coes/" + ref + "/history?limit=3").extract().path("nextCursor");
        get("/coes/" + ref + "/history?limit=3&cursor=" + cursor)
                .body("items.subject", contains("coe"))
                .body("nextCursor", nullValue());
        get("/coes/" + ref + "/history?cursor=x").statusCode(400);
    }

    @Test
    void a_revision_is_the_record_as_it_was_with_its_actions_as_they_were() {
        String ref = filed(coe(team(), "summary", "one", "correctiveActions", List.of(map("title", "first"))));
        patch("/actions/" + ref + "-A1", map("title", "first, reworded"));
        patch("/coes/" + ref, map("summary", "two"));
        post("/coes/" + ref + "/actions", map("title", "second"));
        given().header("If-Match", "*")
                .delete(API + "/actions/" + ref + "-A1")
                .then()
                .statusCode(204);
        get("/coes/" + ref + "/revisions/1")
                .statusCode(200)
                .body("summary", equalTo("one"))
                .body("version", equalTo(1))
                .body("correctiveActions.title", contains("first, reworded"));
        get("/coes/" + ref + "/revisions/2")
                .body("summary", equalTo("two"))
                .body("correctiveActions.title", contains("second"));
        for (String version : List.of("0", "3", "-1", "x", "99999999999")) {
            get("/coes/" + ref + "/revisions/" + version).statusCode(404);
        }
    }
}
