package org.coetracker.template;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.asAnother;
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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

/** Templates, and the COEs that begin with them. */
@QuarkusTest
class TemplateApiTest {
    private static final String RULE = "findings.findAll { it.rule == 'template-sections' }.question";

    /** For COEs of any kind and severity: what is built in fits better. */
    private static String made(Object... members) {
        Map<String, Object> template = map(members);
        template.putIfAbsent("name", name("template"));
        template.putIfAbsent("title", "A template");
        return post("/templates", template).statusCode(201).extract().path("name");
    }

    @Test
    void the_first_start_has_a_template_for_each_kind_and_one_that_asks_more_of_what_was_severe() {
        get("/templates/incident-major")
                .statusCode(200)
                .body("title", equalTo("Major incident"))
                .body("kind", equalTo("incident"))
                .body("severities", contains("sev1", "sev2"))
                .body("required", contains("supportingData", "criticalImplications"))
                .body("prompts.values()", everyItem(notNullValue()))
                .body("deletedAt", nullValue());
        get("/templates/near-miss").body("kind", equalTo("near_miss")).body("severities", empty());
        get("/templates/incident").body("required", empty());
    }

    @Test
    void a_coe_that_names_none_begins_with_the_most_fitting() {
        String team = team();
        for (Map<String, Object> given : List.of(
                map("severity", "sev1", "expected", "incident-major"),
                map("severity", "sev2", "expected", "incident-major"),
                map("severity", "sev3", "expected", "incident"),
                map("severity", "sev1", "kind", "near_miss", "expected", "near-miss"))) {
            Object expected = given.remove("expected");
            Map<String, Object> coe = coe(team);
            coe.putAll(given);
            post("/coes", coe).statusCode(201).body("template", equalTo(expected));
        }
        get("/templates?kind=incident&severity=sev1")
                .body("items[0].name", equalTo("incident-major"))
                .body("items[1].name", equalTo("incident"))
                .body("items.name", not(hasItem("near-miss")));
    }

    @Test
    void a_coe_that_names_one_keeps_it_and_begins_with_its_defaults() {
        String template = made("defaults", map("tags", List.of("card"), "services", List.of("ledger")));
        post("/coes", coe(team(), "template", template, "services", List.of("till")))
                .statusCode(201)
                .body("template", equalTo(template))
                .body("tags", contains("card"))
                .body("services", contains("till"));
        post("/coes", coe(team(), "template", "never-was", "titel", "x")).statusCode(400);
        post("/coes", coe(team(), "template", "never-was", "severity", "sev1", "team", "never-was"))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/template", "/team"));
    }

    @Test
    void what_a_template_requires_blocks_until_it_is_there_or_waived() {
        String template = made("required", List.of("criticalImplications", "supportingData", "lessons"));
        String ref = filed(coe(
                team(),
                "template",
                template,
                "supportingData",
                map("missing", "The logs were gone."),
                "criticalImplications",
                map("securityExposure", "none")));
        get("/coes/" + ref + "/quality").body(RULE, contains("supportingData", "criticalImplications"));
        move("/coes/" + ref + "/submit", map()).statusCode(422).body("findings.rule", hasItem("template-sections"));
        patch(
                        "/coes/" + ref,
                        map(
                                "criticalImplications",
                                map("items", List.of(map("pillar", "cost", "level", "low", "text", "A little")))))
                .statusCode(200);
        get("/coes/" + ref + "/quality").body(RULE, contains("supportingData"));
        asAnother(() -> post(
                        "/coes/" + ref + "/quality/waivers",
                        map("rule", "template-sections", "reason", "There is none.")))
                .statusCode(201);
        get("/coes/" + ref + "/quality").body(RULE, empty());
    }

    @Test
    void to_waive_a_reason_for_no_data_is_not_to_waive_the_data_that_a_template_requires() {
        String template = made("required", List.of("supportingData", "lessons"));
        String ref = filed(coe(team(), "template", template));
        String level = "findings.findAll { it.rule == 'template-sections' && it.level == 'blocker' }.question";
        get("/coes/" + ref + "/quality").body(level, empty());
        for (String rule : List.of("data-or-reason", "lesson-learned")) {
            asAnother(() -> post("/coes/" + ref + "/quality/waivers", map("rule", rule, "reason", "There is none.")))
                    .statusCode(201);
        }
        get("/coes/" + ref + "/quality").body(level, contains("supportingData"));
    }

    @Test
    void a_template_that_is_chosen_anew_and_is_the_same_changes_nothing() {
        String ref = filed(coe(team()));
        patch("/coes/" + ref, map("template", null))
                .statusCode(200)
                .body("template", equalTo("incident-major"))
                .body("version", equalTo(1));
        patch("/coes/" + ref, map("template", null, "summary", "Sum"))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("template", equalTo("incident-major"));
        get("/coes/" + ref + "/history").body("items[0].changes.pointer", contains("/summary"));
    }

    @Test
    void a_record_without_a_template_is_sent_back_as_it_was_read_and_stays_without_one() {
        String ref = given().contentType("text/markdown;charset=UTF-8")
                .body("---\nref: COE-1\nseverity: sev1\nteam: " + team() + "\n---\n# Title\n")
                .post(API + "/coes")
                .then()
                .statusCode(201)
                .body("template", nullValue())
                .extract()
                .path("ref");
        Map<String, Object> read = get("/coes/" + ref).extract().path("$");
        patch("/coes/" + ref, read)
                .statusCode(200)
                .body("template", nullValue())
                .body("version", equalTo(1));
        read.put("summary", "Sum");
        patch("/coes/" + ref, read)
                .statusCode(200)
                .body("template", nullValue())
                .body("summary", equalTo("Sum"));
        patch("/coes/" + ref, map("template", "incident")).statusCode(200).body("template", equalTo("incident"));
        patch("/coes/" + ref, map("template", null)).statusCode(200).body("template", equalTo("incident-major"));
    }

    @Test
    void a_template_is_for_coes_of_its_kind_and_severity_when_it_is_taken() {
        String ref = filed(coe(team()));
        for (String other : List.of("near-miss", made("severities", List.of("sev4")))) {
            patch("/coes/" + ref, map("template", other))
                    .statusCode(422)
                    .body("errors.pointer", contains("/template"))
                    .body("errors.code", contains("template_for_others"));
            post("/coes", coe(team(), "template", other)).statusCode(422).body("errors.pointer", contains("/template"));
        }
        // What it has stays, and it may become what the template is for at once.
        patch("/coes/" + ref, map("kind", "near_miss")).statusCode(200).body("template", equalTo("incident-major"));
        patch("/coes/" + filed(coe(team())), map("kind", "near_miss", "template", "near-miss"))
                .statusCode(200)
                .body("template", equalTo("near-miss"));
    }

    @Test
    void an_author_takes_another_template_or_the_one_that_fits_by_now() {
        String template = made();
        String ref = filed(coe(team()));
        patch("/coes/" + ref, map("template", template)).statusCode(200).body("template", equalTo(template));
        patch("/coes/" + ref, map("severity", "sev4")).statusCode(200).body("template", equalTo(template));
        patch("/coes/" + ref, map("template", null)).statusCode(200).body("template", equalTo("incident"));
        patch("/coes/" + ref, map("template", "never-was"))
                .statusCode(422)
                .body("errors.pointer", contains("/template"));
    }

    @Test
    void a_deleted_template_is_offered_no_longer_and_stays_with_those_that_began_with_it() {
        String template = made("required", List.of("criticalImplications"));
        String ref = filed(coe(team(), "template", template, "criticalImplications", map("securityExposure", "none")));
        given().header("If-Match", "*")
                .delete(API + "/templates/" + template)
                .then()
                .statusCode(204);
        get("/templates/" + template)
                .statusCode(200)
                .body("deletedAt", notNullValue())
                .body("version", equalTo(2));
        get("/templates?limit=200").body("items.name", not(hasItem(template)));
        get("/coes/" + ref + "/quality").body(RULE, contains("criticalImplications"));
        patch("/coes/" + ref, map("summary", "Sum")).statusCode(200).body("template", equalTo(template));
        post("/coes", coe(team(), "template", template)).statusCode(422);
        patch("/templates/" + template, map("title", "Else")).statusCode(409);
        given().header("If-Match", "*")
                .delete(API + "/templates/" + template)
                .then()
                .statusCode(409);
        post("/templates", map("name", template, "title", "Again"))
                .statusCode(201)
                .body("version", equalTo(3));
        post("/templates", map("name", template, "title", "Again")).statusCode(409);
        get("/coes/" + ref + "/quality").body(RULE, empty());
    }

    @Test
    void an_administrator_changes_a_template_and_the_audit_trail_keeps_it() {
        String template = made("prompts", map("impact", "How many?"));
        String tag = get("/templates/" + template).extract().header("ETag");
        patch(
                        "/templates/" + template,
                        tag,
                        map(
                                "prompts",
                                map("impact", "How many, for how long?", "lessons", "What next?"),
                                "required",
                                List.of("lessons", "impact"),
                                "severities",
                                List.of("sev4", "sev1", "sev1")))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("prompts.impact", equalTo("How many, for how long?"))
                .body("prompts.summary", nullValue())
                .body("required", contains("impact", "lessons"))
                .body("severities", contains("sev1", "sev4"));
        patch("/templates/" + template, tag, map("title", "Else")).statusCode(412);
        patch("/templates/" + template, map("title", "A template"))
                .statusCode(200)
                .body("version", equalTo(2));
        patch("/templates/" + template, map("version", 7)).statusCode(422);
        get("/audit?object=template/" + template).statusCode(200).body("items.change", contains("edited", "made"));
        get("/templates/never-was").statusCode(404);
    }

    @Test
    void everything_that_is_wrong_with_a_template_is_said_at_once() {
        post("/templates", map("name", "Not A Name", "title", " ", "required", List.of("impact", "luck", "impact")))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/name", "/title", "/required/1", "/required/2"));
        post("/templates", map("name", name("template"), "title", "T", "prompts", map("luck", "x")))
                .statusCode(400);
        get("/templates?kind=disaster").statusCode(400);
        get("/templates?severity=sev9").statusCode(400);
        for (String cursor : List.of("never-was", "W10", "WzEsNSw3XQ", "WzEsNSwiXHUwMDAwIl0")) {
            get("/templates?cursor=" + cursor).statusCode(400).body("errors.code", contains("unknown_cursor"));
        }
        String template = made();
        patch("/templates/" + template, map("severities", List.of("sev9"))).statusCode(400);
    }

    @Test
    void the_list_is_read_page_by_page_and_misses_none() {
        made();
        made("severities", List.of("sev3"));
        List<String> all = get("/templates?limit=200").extract().path("items.name");
        List<String> paged = new java.util.ArrayList<>();
        String next = "";
        do {
            var page = get("/templates?limit=2" + next).statusCode(200).extract();
            paged.addAll(page.<List<String>>path("items.name"));
            next = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
        } while (next != null);
        assertThat(paged).containsExactlyElementsOf(all).doesNotHaveDuplicates();
    }

    @Test
    void a_template_that_is_changed_between_two_pages_takes_no_other_one_with_it() {
        String moved = made("kind", "near_miss", "severities", List.of("sev4"));
        String behind = made("kind", "near_miss", "severities", List.of("sev3", "sev4"));
        String list = "/templates?kind=near_miss&severity=sev4&limit=200";
        List<String> all = get(list).extract().path("items.name");
        int place = all.indexOf(moved) + 1;
        String cursor = get("/templates?kind=near_miss&severity=sev4&limit=" + place)
                .body("items.name", hasItem(moved))
                .extract()
                .path("nextCursor");
        patch("/templates/" + moved, map("kind", null, "severities", List.of())).statusCode(200);
        get(list + "&cursor=" + cursor).body("items.name", hasItem(behind)).body("items.name", hasItem("near-miss"));
    }

    @Test
    void authors_read_templates_and_do_not_write_them() {
        String template = made();
        SignedIn.as(person(), () -> {
            get("/templates/" + template).statusCode(200);
            patch("/templates/" + template, map("title", "Mine")).statusCode(403);
            return post("/templates", map("name", name("template"), "title", "Mine"))
                    .statusCode(403);
        });
    }
}
