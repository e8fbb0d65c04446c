package org.coetracker.quality;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.coetracker.policy.QualityPolicy;
import org.coetracker.quality.rule.Records;
import org.coetracker.shared.database.TestDatabase;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class QualityApiTest {
    private static final List<String> BLOCKERS_OF_A_SMALL_ONE = List.of(
            "summary-stands-alone",
            "what-happened-answered",
            "impact-answered",
            "root-cause-answered",
            "data-or-reason",
            "security-answered",
            "lesson-learned",
            "corrective-actions-answered");

    @AfterEach
    void put_the_policy_back() {
        patch("/policies/quality", JsonText.read(JsonText.write(QualityPolicy.DEFAULT), Map.class))
                .statusCode(200);
    }

    /** A COE that the gate lets through. */
    static String good(String team, Object... members) {
        ObjectNode good = Records.good();
        good.put("team", team);
        good.withArray("correctiveActions").forEach(action -> ((ObjectNode) action).put("owner", "admin"));
        map(members).forEach((member, value) -> good.set(member, JsonText.tree(value)));
        return post("/coes", good.toString()).statusCode(201).extract().path("ref");
    }

    @Test
    void a_small_one_is_told_what_it_lacks_each_thing_once() {
        String ref = filed(coe(team()));
        get("/coes/" + ref + "/quality")
                .statusCode(200)
                .body("findings.rule", equalTo(BLOCKERS_OF_A_SMALL_ONE))
                .body("findings.question", hasItem("whatHappened"))
                .body("findings[0].question", nullValue())
                .body("findings[0].pointer", equalTo("/summary"))
                .body("blockers", equalTo(8))
                .body("advice", equalTo(0))
                .body("waived", empty());
    }

    @Test
    void the_findings_stay_the_same_while_the_record_does_and_are_not_sent_again() {
        String ref = filed(coe(team()));
        String tag = get("/coes/" + ref + "/quality").extract().header("ETag");
        given().header("If-None-Match", tag)
                .get(API + "/coes/" + ref + "/quality")
                .then()
                .statusCode(304);
        patch("/coes/" + ref, map("lessons", map("items", List.of(map("kind", "learned", "text", "Rehearse.")))))
                .statusCode(200);
        given().header("If-None-Match", tag)
                .get(API + "/coes/" + ref + "/quality")
                .then()
                .statusCode(200)
                .body("findings.rule", not(hasItem("lesson-learned")));
    }

    @Test
    void a_submission_with_a_blocker_left_is_refused_with_the_same_findings_and_changes_nothing() {
        String ref = filed(coe(team()));
        List<Map<String, Object>> findings =
                get("/coes/" + ref + "/quality").extract().path("findings");
        move("/coes/" + ref + "/submit", map())
                .statusCode(422)
                .body("type", equalTo("urn:coe-tracker:problem:not-good-enough"))
                .body("detail", containsString("8 blockers are left"))
                .body("findings", equalTo(findings))
                .body("blockers", equalTo(8));
        get("/coes/" + ref).body("status", equalTo("draft")).body("version", equalTo(1));
    }

    @Test
    void a_good_one_is_submitted_and_a_second_submission_is_an_illegal_move_and_no_matter_of_quality() {
        String ref = good(team());
        get("/coes/" + ref + "/quality").body("findings", empty());
        move("/coes/" + ref + "/submit", map()).statusCode(200).body("status", equalTo("in_review"));
        move("/coes/" + ref + "/submit", map()).statusCode(409);
    }

    @Test
    void advice_does_not_block() {
        String ref = good(team(), "title", "The careless change");
        get("/coes/" + ref + "/quality")
                .body("findings.rule", contains("blameless-wording"))
                .body("blockers", equalTo(0))
                .body("advice", equalTo(1));
        move("/coes/" + ref + "/submit", map()).statusCode(200);
    }

    @Test
    void a_person_of_the_service_is_found_by_name_and_by_handle() {
        String handle = name("p");
        post("/people", map("handle", handle, "name", "Zoë " + handle + " Rijn"))
                .statusCode(201);
        String ref = good(team(), "title", "Then Zoë " + handle + " Rijn and @" + handle + " called");
        get("/coes/" + ref + "/quality")
                .body("findings.rule", contains("blameless-wording"))
                .body("findings[0].message", containsString("\"Zoë " + handle + " Rijn\", \"@" + handle + "\""));
    }

    @Test
    void whoever_may_approve_waives_a_rule_with_a_reason_and_what_it_finds_does_not_block() {
        String owner = person();
        String reviewer = person();
        String ref = good(team(), "owner", owner, "reviewers", List.of(reviewer), "lessons", map("items", List.of()));
        Map<String, Object> waiver = map("rule", "lesson-learned", "reason", "They are in COE-7.");
        String path = "/coes/" + ref + "/quality/waivers";
        SignedIn.as(owner, () -> {
            move("/coes/" + ref + "/submit", map()).statusCode(422);
            return post(path, waiver).statusCode(403);
        });
        SignedIn.as(reviewer, () -> {
            post(path, map("rule", "lesson-learned")).statusCode(422).body("errors.pointer", contains("/reason"));
            post(path, map("rule", "nonsense", "reason", "x"))
                    .statusCode(422)
                    .body("errors.pointer", contains("/rule"));
            post(path, waiver)
                    .statusCode(201)
                    .header("Location", API + "/coes/" + ref + "/quality")
                    .body("waivedBy", equalTo(reviewer));
            return post(path, waiver).statusCode(409);
        });
        get("/coes/" + ref + "/quality")
                .body("findings", empty())
                .body("blockers", equalTo(0))
                .body("waived.rule", contains("lesson-learned"))
                .body("waived[0].reason", equalTo("They are in COE-7."))
                .body("waived[0].findings.pointer", contains("/lessons/items"));
        get("/coes/" + ref + "/history")
                .body("items[0].change", equalTo("rule_waived"))
                .body("items[0].actor", equalTo(reviewer))
                .body("items[0].ref", equalTo(ref))
                .body("items[0].reason", equalTo("lesson-learned: They are in COE-7."));
        SignedIn.as(owner, () -> move("/coes/" + ref + "/submit", map()).statusCode(200));
    }

    @Test
    void a_waiver_that_is_taken_back_counts_no_more() {
        String ref = good(team(), "lessons", map("items", List.of()));
        String path = "/coes/" + ref + "/quality/waivers";
        Fixture.asAnother(() -> {
            post(path, map("rule", "lesson-learned", "reason", "None.")).statusCode(201);
            given().delete(API + path + "/lesson-learned").then().statusCode(204);
            return given().delete(API + path + "/lesson-learned").then().statusCode(404);
        });
        move("/coes/" + ref + "/submit", map()).statusCode(422).body("findings.rule", contains("lesson-learned"));
        get("/coes/" + ref + "/history").body("items[0].change", equalTo("waiver_withdrawn"));
        get("/coes/" + ref + "/revisions/1").statusCode(200).body("title", equalTo(titleOf(ref)));
    }

    @Test
    void a_waiver_of_one_question_has_the_rules_speak_that_look_closer_at_it() {
        String ref = good(team(), "rootCause", map(), "correctiveActions", List.of());
        get("/coes/" + ref + "/quality")
                .body("findings.rule", contains("root-cause-answered", "corrective-actions-answered"));
        Fixture.asAnother(() -> post(
                        "/coes/" + ref + "/quality/waivers", map("rule", "root-cause-answered", "reason", "Not known."))
                .statusCode(201));
        get("/coes/" + ref + "/quality")
                .body("findings.rule", contains("five-whys-depth", "corrective-actions-answered"))
                .body("blockers", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "nonsense", "Five-Whys-Depth", "a%20b", "%C3%A9"})
    void what_is_no_waiver_is_not_found(String rule) {
        String ref = filed(coe(team()));
        Fixture.asAnother(() -> given().urlEncodingEnabled(false)
                .delete(API + "/coes/" + ref + "/quality/waivers/" + rule)
                .then()
                .statusCode(404));
    }

    @Test
    void nothing_is_waived_of_a_closed_or_withdrawn_one_nor_of_one_that_is_gone() {
        String closed = filed(coe(team()));
        Fixture.submit(closed).statusCode(200);
        Fixture.approve(closed).statusCode(200);
        Map<String, Object> waiver = map("rule", "blameless-wording", "reason", "Quoted.");
        Fixture.asAnother(
                () -> post("/coes/" + closed + "/quality/waivers", waiver).statusCode(201));
        move("/coes/" + closed + "/close", map()).statusCode(200);
        String withdrawn = filed(coe(team()));
        move("/coes/" + withdrawn + "/withdraw", map("reason", "Filed twice.")).statusCode(200);
        for (String ref : List.of(closed, withdrawn)) {
            Fixture.asAnother(() -> {
                post("/coes/" + ref + "/quality/waivers", map("rule", "action-verb", "reason", "x"))
                        .statusCode(409);
                return given().delete(API + "/coes/" + ref + "/quality/waivers/blameless-wording")
                        .then()
                        .statusCode(409);
            });
        }
        get("/coes/" + closed + "/quality").body("waived.rule", hasItem("blameless-wording"));
        String gone = filed(coe(team()));
        given().header("If-Match", "*").delete(API + "/coes/" + gone).then().statusCode(204);
        post("/coes/" + gone + "/quality/waivers", waiver).statusCode(404);
    }

    @Test
    void a_waiver_waits_for_a_draft_that_is_being_deleted_and_does_not_find_it() throws Exception {
        String ref = filed(coe(team()));
        try (Connection other = TestDatabase.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("delete from coe where number = " + ref.substring("COE-".length()));
            CompletableFuture<Integer> waiver = CompletableFuture.supplyAsync(() -> Fixture.asAnother(
                    () -> post("/coes/" + ref + "/quality/waivers", map("rule", "action-verb", "reason", "x"))
                            .extract()
                            .statusCode()));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!isWaiting(statement)) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
            assertThat(waiver).isNotDone();
            other.commit();
            assertThat(waiver.get(20, TimeUnit.SECONDS)).isEqualTo(404);
        }
    }

    private static boolean isWaiting(Statement statement) throws SQLException {
        try (ResultSet waiting =
                statement.executeQuery("select 1 from pg_locks where not granted and locktype = 'transactionid'")) {
            return waiting.next();
        }
    }

    @Test
    void a_patch_whose_findings_cannot_be_told_changes_nothing() throws Exception {
        String ref = filed(coe(team()));
        try (Connection other = TestDatabase.connect();
                Statement statement = other.createStatement()) {
            // As a later version of this service might have written it.
            statement.executeUpdate("update policy set value = '{\"levels\":{\"action-verb\":\"nonsense\"}}'"
                    + " where name = 'quality'");
            given().contentType("application/merge-patch+json")
                    .header("If-Match", "*")
                    .header("Prefer", "quality=findings")
                    .body(map("summary", "What."))
                    .patch(API + "/coes/" + ref)
                    .then()
                    .statusCode(500);
            statement.executeUpdate(
                    "update policy set value = '" + JsonText.write(QualityPolicy.DEFAULT) + "' where name = 'quality'");
        }
        get("/coes/" + ref).body("version", equalTo(1)).body("summary", nullValue());
    }

    private static String titleOf(String ref) {
        return get("/coes/" + ref).extract().path("title");
    }

    @Test
    void the_policy_says_what_blocks_and_an_unknown_rule_is_refused() {
        String ref = good(team(), "lessons", map("items", List.of()));
        patch("/policies/quality", map("levels", map("lesson-learned", "advice")))
                .statusCode(200);
        get("/coes/" + ref + "/quality").body("findings.level", contains("advice"));
        patch("/policies/quality", map("levels", map("lesson-learned", "off"))).statusCode(200);
        get("/coes/" + ref + "/quality").body("findings", empty());
        // A level that is cleared is the default again.
        patch("/policies/quality", map("levels", map("lesson-learned", null)))
                .statusCode(200)
                .body("levels.lesson-learned", equalTo("blocker"));
        get("/coes/" + ref + "/quality").body("findings.level", contains("blocker"));
        patch("/policies/quality", map("levels", map("nonsense", "off")))
                .statusCode(422)
                .body("errors.pointer", contains("/levels/nonsense"));
        patch("/policies/quality", map("longestGapMinutes", 0))
                .statusCode(422)
                .body("errors.pointer", contains("/longestGapMinutes"));
    }

    @Test
    void a_patch_has_the_findings_in_its_answer_when_they_are_asked_for() {
        String ref = filed(coe(team()));
        String body = given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .header("Prefer", "return=representation, Quality=\"findings\"; strict")
                .body(map("summary", "What."))
                .patch(API + "/coes/" + ref)
                .then()
                .statusCode(200)
                .header("Preference-Applied", equalTo("quality=findings"))
                .body("quality.blockers", greaterThan(0))
                .body("version", equalTo(2))
                .extract()
                .header("ETag");
        assertThat(body).isEqualTo(get("/coes/" + ref).extract().header("ETag"));
        given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .header("Prefer", "return=minimal")
                .body(map("summary", "What now."))
                .patch(API + "/coes/" + ref)
                .then()
                .statusCode(200)
                .header("Preference-Applied", nullValue())
                .body("$", not(hasKey("quality")));
    }
}
