package org.coetracker.coe;

import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

/** COEs that begin with what an earlier one says. */
@QuarkusTest
class CopyApiTest {

    private static Map<String, Object> whole(String team, Object... members) {
        Map<String, Object> coe = coe(
                team,
                "summary",
                "It stood still.",
                "services",
                List.of("ledger"),
                "regions",
                List.of("eu"),
                "tags",
                List.of("config"),
                "incident",
                map("startedAt", "2026-01-01T00:00:00Z"),
                "whatHappened",
                map("narrative", "Tale", "timeline", List.of(map("at", "2026-01-01T00:00:00Z", "text", "It began"))),
                "impact",
                map("narrative", "Nobody could pay."),
                "rootCause",
                map(
                        "narrative",
                        "Why",
                        "causes",
                        List.of(
                                map(
                                        "id",
                                        "c1",
                                        "kind",
                                        "intermediate",
                                        "text",
                                        "A",
                                        "becauseOf",
                                        List.of("c2"),
                                        "evidence",
                                        List.of("d1")),
                                map("id", "c2", "kind", "root_cause", "category", "process", "text", "B"))),
                "supportingData",
                map("items", List.of(map("id", "d1", "kind", "log", "title", "The log"))),
                "criticalImplications",
                map(
                        "securityExposure",
                        "none",
                        "items",
                        List.of(map("pillar", "cost", "level", "low", "text", "A little"))),
                "lessons",
                map(
                        "items",
                        List.of(
                                map("kind", "learned", "text", "One", "checklistQuestion", "Did you look?"),
                                map("kind", "learned", "text", "Two"))),
                "correctiveActions",
                List.of(map(
                        "title",
                        "Stage it",
                        "state",
                        "committed",
                        "owner",
                        person(),
                        "dueOn",
                        "2020-01-01",
                        "causes",
                        List.of("c2"),
                        "priority",
                        "p1",
                        "type",
                        "detect")));
        coe.putAll(map(members));
        return coe;
    }

    @Test
    void a_copy_has_what_may_hold_again_and_nothing_of_the_one_incident() {
        String team = team();
        String reviewer = person();
        String gone = person();
        String ref = filed(whole(team, "reviewers", List.of(reviewer, gone)));
        patch("/people/" + gone, map("active", false)).statusCode(200);
        String author = person();
        String copy = SignedIn.as(
                author,
                () -> post("/coes/" + ref + "/copy", map())
                        .statusCode(201)
                        .header("ETag", notNullValue())
                        .header("Location", startsWith("/api/v1/coes/COE-"))
                        .body("status", equalTo("draft"))
                        .body("version", equalTo(1))
                        .body("title", equalTo("Similar to " + ref + ": Payments stood still"))
                        .body("owner", equalTo(author))
                        .body("team", equalTo(team))
                        .body("severity", equalTo("sev2"))
                        .body("reviewers", contains(reviewer))
                        .body("services", contains("ledger"))
                        .body("regions", contains("eu"))
                        .body("tags", contains("config"))
                        .body("summary", nullValue())
                        .body("incident.startedAt", nullValue())
                        .body("whatHappened.narrative", nullValue())
                        .body("whatHappened.timeline", empty())
                        .body("impact.narrative", nullValue())
                        .body("rootCause.narrative", nullValue())
                        .body("rootCause.causes.id", contains("c1", "c2"))
                        .body("rootCause.causes[0].becauseOf", contains("c2"))
                        .body("rootCause.causes[0].evidence", empty())
                        .body("supportingData.items", empty())
                        .body("criticalImplications.securityExposure", equalTo("unanswered"))
                        .body("criticalImplications.items.text", contains("A little"))
                        .body("lessons.items", empty())
                        .body("correctiveActions", empty())
                        .body("relatedItems.ref", contains(ref))
                        .body("relatedItems.relation", contains("similar"))
                        .extract()
                        .path("ref"));
        get("/coes/" + copy + "/history")
                .body("items[0].change", equalTo("filed"))
                .body("items[0].reason", equalTo("Copied from " + ref + "."));
        get("/coes/" + ref).body("version", equalTo(1));
    }

    @Test
    void who_copies_says_what_to_take_and_actions_come_as_proposals() {
        String ref = filed(whole(team()));
        String other = team();
        post("/coes/" + ref + "/copy", map("title", "Again", "team", other, "include", List.of("lessons", "actions")))
                .statusCode(201)
                .body("title", equalTo("Again"))
                .body("team", equalTo(other))
                .body("rootCause.causes", empty())
                .body("criticalImplications.items", empty())
                .body("lessons.items.text", contains("One"))
                .body("correctiveActions", hasSize(1))
                .body("correctiveActions[0].state", equalTo("proposed"))
                .body("correctiveActions[0].owner", nullValue())
                .body("correctiveActions[0].dueOn", nullValue())
                .body("correctiveActions[0].causes", empty())
                .body("correctiveActions[0].team", equalTo(other))
                .body("correctiveActions[0].priority", equalTo("p1"))
                .body("correctiveActions[0].type", equalTo("detect"));
        post("/coes/" + ref + "/copy", map("include", List.of("causes", "actions")))
                .statusCode(201)
                .body("correctiveActions[0].causes", contains("c2"));
        post("/coes/" + ref + "/copy", map("include", List.of("timeline"))).statusCode(400);
        post("/coes/" + ref + "/copy", map("titel", "Again")).statusCode(400);
        post("/coes/" + ref + "/copy", map("team", "nobody-s")).statusCode(422);
        post("/coes/" + ref + "/copy", map("title", " ")).statusCode(422).body("errors.pointer", contains("/title"));
    }

    @Test
    void the_copy_of_what_is_restricted_is_restricted_and_what_one_does_not_see_is_not_copied() {
        String named = person();
        String ref = filed(whole(
                team(), "visibleTo", List.of(named), "criticalImplications", map("securityExposure", "confirmed")));
        SignedIn.as(person(), () -> post("/coes/" + ref + "/copy", map()).statusCode(404));
        String copy = SignedIn.as(
                named,
                () -> post("/coes/" + ref + "/copy", map("include", List.of()))
                        .statusCode(201)
                        .body("confidentiality", equalTo("restricted"))
                        .body("visibleTo", contains(named))
                        .extract()
                        .path("ref"));
        SignedIn.as(person(), () -> get("/coes/" + copy).statusCode(404));
        SignedIn.as(
                named,
                () -> patch("/coes/" + copy, map("confidentiality", "internal")).statusCode(403));
    }

    @Test
    void more_than_the_frame_of_what_is_restricted_or_another_team_is_for_those_who_may_share_it() {
        String named = person();
        String team = team();
        String ref = filed(whole(team, "visibleTo", List.of(named), "confidentiality", "restricted"));
        String other = team();
        SignedIn.as(named, () -> {
            post("/coes/" + ref + "/copy", map()).statusCode(403);
            post("/coes/" + ref + "/copy", map("include", List.of("actions"))).statusCode(403);
            post("/coes/" + ref + "/copy", map("include", List.of(), "team", other))
                    .statusCode(403);
            return post("/coes/" + ref + "/copy", map("include", List.of(), "team", team))
                    .statusCode(201)
                    .body("rootCause.causes", empty())
                    .body("criticalImplications.items", empty());
        });
        String copy = post("/coes/" + ref + "/copy", map("team", other))
                .statusCode(201)
                .body("rootCause.causes", hasSize(2))
                .extract()
                .path("ref");
        get("/coes/" + ref + "/history")
                .statusCode(200)
                .body("items.change", contains("copied", "copied", "filed", "filed"))
                .body("items[0].reason", equalTo("For the team " + other + ", with causes, implications."))
                .body("items[0].actor", equalTo("admin"))
                .body("items[1].reason", equalTo("For the team " + team + ", with the frame alone."))
                .body("items[1].actor", equalTo(named));
        get("/coes/" + ref).statusCode(200).body("version", equalTo(1));
        get("/coes/" + copy + "/history")
                .body("items.reason", org.hamcrest.Matchers.hasItem("Copied from " + ref + "."));
    }

    @Test
    void a_long_title_is_cut_between_characters() {
        for (String title : List.of("🔥".repeat(100), "x" + "🔥".repeat(99))) {
            String ref = filed(whole(team(), "title", title));
            post("/coes/" + ref + "/copy", map())
                    .statusCode(201)
                    .body("title", startsWith("Similar to " + ref + ": " + title.substring(0, 3)))
                    .body("title", endsWith("🔥…"));
        }
    }
}
