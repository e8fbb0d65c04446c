package org.coetracker.markdown;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.coetracker.Fixture;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MarkdownApiTest {
    private static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private static ValidatableResponse read(String ref) {
        return given().accept("text/markdown").get(API + "/coes/" + ref).then();
    }

    private static ValidatableResponse file(String document) {
        return given().contentType(MARKDOWN).body(document).post(API + "/coes").then();
    }

    /** What a person types who has seen an export once. */
    private static String typed(String team) {
        return """
                ---
                severity: SEV2
                team: %s
                tags: [runbook, 1.0]
                incident: {startedAt: 2026-02-28 13:54 UTC}
                ---
                # Payments stood still

                ## 1. What happened?

                A deploy.

                ### Background

                It was Friday.

                ### Timeline

                | Time (UTC) | Kind | What |
                |---|---|---|
                | 2026-02-28 13:54 | trigger | The deploy \\| began |
                | 2026-02-28 14:02 | detection | An alert |

                ROOT CAUSE
                ----------

                ### Causes

                * **Root cause** (c1): Nobody could
                  go back.

                  At all.
                1) trigger, change (c2; because of c1): A deploy.

                ## lessons learned

                + went wrong: We could not go back.
                  - Checklist question: Can you?

                ## Corrective actions

                ### Make going back one step

                - Type: Mitigate
                - Causes: c1, c2

                By one command.

                ## Root
                """.formatted(team).replace("\n## Root\n", "\n");
    }

    @Test
    void what_a_person_types_in_that_form_is_understood() {
        String ref = file(typed(team())).statusCode(201).extract().path("ref");
        get("/coes/" + ref)
                .body("severity", equalTo("sev2"))
                .body("tags", contains("runbook", "1.0"))
                .body("title", equalTo("Payments stood still"))
                .body("incident.startedAt", equalTo("2026-02-28T13:54:00Z"))
                .body("whatHappened.narrative", equalTo("A deploy.\n\n### Background\n\nIt was Friday."))
                .body("whatHappened.timeline.at", contains("2026-02-28T13:54:00Z", "2026-02-28T14:02:00Z"))
                .body("whatHappened.timeline.text", contains("The deploy | began", "An alert"))
                .body("rootCause.causes.kind", contains("root_cause", "trigger"))
                .body("rootCause.causes[0].text", equalTo("Nobody could\ngo back.\n\nAt all."))
                .body("rootCause.causes[1].becauseOf", contains("c1"))
                .body("lessons.items[0].checklistQuestion", equalTo("Can you?"))
                .body("correctiveActions[0].title", equalTo("Make going back one step"))
                .body("correctiveActions[0].type", equalTo("mitigate"))
                .body("correctiveActions[0].description", equalTo("By one command."))
                .body("correctiveActions[0].causes", contains("c1", "c2"));
    }

    @Test
    void a_record_that_is_exported_and_imported_says_the_same() {
        String owner = person();
        String ref = filed(coe(
                team(),
                "owner",
                owner,
                "reviewers",
                List.of(person()),
                "summary",
                "One\r\ntwo\n",
                "whatHappened",
                map(
                        "narrative",
                        "## Impact\n\n```\nopen",
                        "timeline",
                        List.of(map(
                                "at", "2026-02-28T13:54:00.25Z", "text", "- [x] *odd*", "evidence", List.of("d1")))),
                "impact",
                map("measures", List.of(map("kind", "revenue", "value", 12.5, "unit", "EUR", "estimated", true))),
                "supportingData",
                map("items", List.of(map("id", "d1", "kind", "log", "title", "x", "text", "a\n\n b"))),
                "correctiveActions",
                List.of(
                        map(
                                "title",
                                "Test it",
                                "state",
                                "done",
                                "owner",
                                owner,
                                "completion",
                                map("completedAt", "2026-01-01T00:00:00Z", "evidence", "PR 5")),
                        map("title", "Go on", "state", "committed", "owner", owner, "dueOn", "2030-01-01"))));
        String document = read(ref).statusCode(200).extract().asString();
        String copy = file(document).statusCode(201).extract().path("ref");
        assertThat(said(copy)).isEqualTo(said(ref));
        assertThat(read(copy).extract().asString().replace(copy, ref).replaceAll("(?m)^(created|updated)At: .*$", ""))
                .isEqualTo(document.replaceAll("(?m)^(created|updated)At: .*$", ""));
    }

    /** A record without what the service keeps. */
    private static JsonNode said(String ref) {
        ObjectNode record =
                (ObjectNode) JsonText.parse(get("/coes/" + ref).extract().asString());
        record.remove(List.of("id", "ref", "createdAt", "updatedAt"));
        record.withArray("correctiveActions")
                .forEach(action -> ((ObjectNode) action).remove(List.of("id", "ref", "coe", "createdAt", "updatedAt")));
        return record;
    }

    @Test
    void a_verified_action_comes_in_as_done_with_what_showed_it() {
        String verifier = person();
        String document = """
                ---
                severity: sev1
                team: %s
                ---
                # Title

                ## Corrective actions

                ### COE-9-A1: Test it

                - state: verified
                - completed at: 2026-01-01T00:00:00Z
                - completion evidence: PR 5
                - verification criterion: No alert
                - verifier: %s
                - verification outcome: worked
                - verified at: 2026-01-09T00:00:00Z
                - verification evidence: None came
                """.formatted(team(), verifier);
        file(document)
                .statusCode(201)
                .body("correctiveActions[0].title", equalTo("Test it"))
                .body("correctiveActions[0].state", equalTo("done"))
                .body("correctiveActions[0].verification.criterion", equalTo("No alert"))
                .body(
                        "correctiveActions[0].completion.evidence",
                        equalTo("PR 5\n\nVerified where this was exported from at 2026-01-09T00:00:00Z by " + verifier
                                + ": None came"));
    }

    @Test
    void what_is_not_understood_is_refused_with_its_line_all_at_once() {
        file("""
                ---
                severity: sev9
                colour: blue
                team: x
                ---
                # Title

                Nobody's text.

                ## What happened

                ### Timeline

                Not a list.

                - yesterday, trigger: It began

                ## Whatever

                Text

                ## Lessons

                - went wrong
                - learned (l1; twice as much): Text
                - joy: Text
                  - checklist question: Is it?

                ## Corrective actions

                ### Do it

                - state: done
                - statt: done
                """)
                .statusCode(400)
                .body("errors.detail", everyItem(notNullValue()))
                .body("errors.findAll { it.pointer == '/severity' }.line", contains(2))
                .body("errors.findAll { it.pointer == '/colour' }.line", contains(3))
                .body("errors.findAll { it.code == 'unplaced' }.line", contains(8))
                .body("errors.findAll { it.code == 'not_an_item' }.line", contains(14))
                .body("errors.findAll { it.pointer == '/whatHappened/timeline/0/at' }.line", contains(16))
                .body("errors.findAll { it.code == 'unknown_heading' }.line", contains(18))
                .body("errors.findAll { it.code == 'head' }.line", contains(24))
                .body("errors.findAll { it.code == 'unknown_note' }.line", contains(25))
                .body("errors.findAll { it.pointer == '/lessons/items/2/kind' }.line", contains(26))
                .body("errors.findAll { it.code == 'unknown_field' }.line", contains(34));
    }

    @Test
    void the_rules_are_those_of_json_and_name_a_line_too() {
        file("""
                ---
                severity: sev1
                team: nobody-has-this-team
                ---
                # Title

                ## Root cause

                ### Causes

                - root cause (c1; evidence d9): Text
                """)
                .statusCode(422)
                .body("errors.find { it.pointer == '/team' }.line", equalTo(3))
                .body("errors.find { it.pointer == '/rootCause/causes/0/evidence/0' }.line", equalTo(11));
        file("Just text.").statusCode(400).body("errors.pointer", hasItems("", "/severity", "/team", "/title"));
        file("---\nteam: [a\n---\n").statusCode(400).body("errors[0].code", equalTo("front_matter"));
        file("---\na: &a [x]\nb: [*a, *a]\n---\n").statusCode(400);
        file("---\nteam: !!javax.script.ScriptEngineManager [x]\n---\n").statusCode(400);
        given().contentType(MARKDOWN)
                .body(new byte[] {'#', ' ', (byte) 0xC3})
                .post(API + "/coes")
                .then()
                .statusCode(400);
        given().contentType("text/markdown;charset=ISO-8859-1")
                .body("# x")
                .post(API + "/coes")
                .then()
                .statusCode(415)
                .body("detail", startsWith("Send application/json or text/markdown, in UTF-8"));
        given().contentType("text/plain").body("# x").post(API + "/coes").then().statusCode(415);
        given().contentType(MARKDOWN)
                .body("x".repeat((1 << 20) + 1))
                .post(API + "/coes")
                .then()
                .statusCode(413);
    }

    @Test
    void a_retry_files_it_once_in_whichever_form_it_comes() {
        String document = typed(team());
        String key = Fixture.name("key");
        String first = given().contentType(MARKDOWN)
                .header("Idempotency-Key", key)
                .body(document)
                .post(API + "/coes")
                .then()
                .statusCode(201)
                .header("Location", containsString("/coes/COE-"))
                .extract()
                .path("ref");
        given().contentType(MARKDOWN)
                .header("Idempotency-Key", key)
                .body(document.replace("\n", "\r\n"))
                .post(API + "/coes")
                .then()
                .statusCode(201)
                .body("ref", equalTo(first));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/markdown | text/markdown;charset=UTF-8",
                "text/* | text/markdown;charset=UTF-8",
                "*/* | application/json",
                "text/html, application/xml;q=0.9, */*;q=0.8 | application/json",
                "application/json;q=0.4, text/markdown;q=0.5 | text/markdown;charset=UTF-8",
                "text/markdown, */* | text/markdown;charset=UTF-8",
                "application/json;q=0, text/markdown;q=0.1 | text/markdown;charset=UTF-8"
            })
    void it_comes_in_the_form_that_is_liked_best(String accept, String type) {
        String path = API + "/coes/" + filed(coe(team()));
        String tag = given().accept(accept)
                .get(path)
                .then()
                .statusCode(200)
                .contentType(type)
                .header("Vary", containsString("Accept"))
                .extract()
                .header("ETag");
        given().accept(accept)
                .header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("Vary", containsString("Accept"));
    }

    @Test
    void each_form_has_a_tag_and_a_name_and_a_writer_can_go_by_it() {
        String ref = filed(coe(team()));
        String json = get("/coes/" + ref).extract().header("ETag");
        String markdown = read(ref)
                .header("ETag", not(json))
                .header("Content-Disposition", "inline; filename=\"" + ref + ".md\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(startsWith("---\nref: " + ref + "\nversion: 1\nstatus: draft\n"))
                .extract()
                .header("ETag");
        patch("/coes/" + ref, markdown, map("summary", "New.")).statusCode(200);
        read(ref).header("ETag", not(markdown)).body(containsString("## Summary\n\nNew.\n"));
        given().accept("image/png").get(API + "/coes/" + ref).then().statusCode(406);
        given().accept("application/json;q=0").get(API + "/coes/" + ref).then().statusCode(406);
    }
}
