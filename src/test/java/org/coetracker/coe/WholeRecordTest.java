package org.coetracker.coe;

import static io.restassured.RestAssured.given;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.submit;
import static org.coetracker.Fixture.team;
import static org.coetracker.SignedIn.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a record that is sent back whole, and how large one gets. */
@QuarkusTest
class WholeRecordTest {
    @Test
    void who_sends_back_a_review_that_went_on_has_read_an_older_one() {
        String lee = person();
        String ref = filed(coe(team(), "owner", person(), "reviewers", List.of(lee, person())));
        submit(ref).statusCode(200);
        var read = get("/coes/" + ref).statusCode(200).extract();
        as(lee, () -> move("/coes/" + ref + "/approve", map()).statusCode(200));
        Map<String, Object> whole = read.path("$");
        whole.put("tags", List.of("late"));
        patch("/coes/" + ref, read.header("ETag"), whole)
                .statusCode(412)
                .body("type", equalTo("urn:coe-tracker:problem:stale"))
                .body("conflicts", contains("review"))
                .body("changedSince", empty())
                .body("detail", containsString("review"));
        refusedAsKept(ref, whole);
        sentBackWhole(ref);
    }

    @Test
    void who_sends_back_an_action_that_went_on_has_read_an_older_one() {
        String ref = filed(coe(team(), "correctiveActions", List.of(map("title", "Test it"))));
        var read = get("/coes/" + ref).statusCode(200).extract();
        move("/actions/" + ref + "-A1/commit", map("owner", person())).statusCode(200);
        Map<String, Object> whole = read.path("$");
        whole.put("tags", List.of("late"));
        patch("/coes/" + ref, read.header("ETag"), whole)
                .statusCode(412)
                .body("conflicts", contains("correctiveActions"));
        refusedAsKept(ref, whole);
        sentBackWhole(ref);
    }

    /** Who has read what there is, or takes whatever there is, would write what the service keeps. */
    private static void refusedAsKept(String ref, Map<String, Object> whole) {
        for (String tag : List.of("*", get("/coes/" + ref).extract().header("ETag"))) {
            patch("/coes/" + ref, tag, whole).statusCode(422).body("errors[0].code", equalTo("read_only"));
        }
    }

    private static void sentBackWhole(String ref) {
        ExtractableResponse<?> read = get("/coes/" + ref).statusCode(200).extract();
        Map<String, Object> whole = read.path("$");
        whole.put("tags", List.of("late"));
        patch("/coes/" + ref, read.header("ETag"), whole).statusCode(200).body("tags", contains("late"));
    }

    @Test
    void actions_that_are_filed_one_by_one_are_no_more_than_all_at_once() {
        String ref = filed(
                coe(team(), "correctiveActions", Collections.nCopies(NewCoe.MOST_ACTIONS, map("title", "Test it"))));
        post("/coes/" + ref + "/actions", map("title", "Test more"))
                .statusCode(409)
                .body("detail", containsString("200 actions"));
        given().header("If-Match", "*")
                .delete("/api/v1/actions/" + ref + "-A7")
                .then()
                .statusCode(204);
        post("/coes/" + ref + "/actions", map("title", "Test more"))
                .statusCode(201)
                .body("ref", equalTo(ref + "-A201"));
    }

    @Test
    void what_an_action_was_verified_by_stays_as_it_was() {
        String action = filed(coe(
                        team(),
                        "correctiveActions",
                        List.of(map(
                                "title",
                                "Test it",
                                "state",
                                "done",
                                "owner",
                                person(),
                                "verification",
                                map("criterion", "It restores.")))))
                + "-A1";
        move("/actions/" + action + "/verify", map("outcome", "worked", "evidence", "It did."))
                .statusCode(200);
        for (Map<String, Object> plan : List.<Map<String, Object>>of(
                map("criterion", "It starts."), map("criterion", null), map("observeUntil", "2100-01-01"))) {
            patch("/actions/" + action, map("verification", plan))
                    .statusCode(422)
                    .body(
                            "errors.pointer",
                            contains("/verification/" + plan.keySet().iterator().next()));
        }
        patch("/actions/" + action, map("verification", null)).statusCode(422);
        patch("/actions/" + action, map("title", "Test it daily")).statusCode(200);
    }
}
