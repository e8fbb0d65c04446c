package org.coetracker.lesson;

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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LessonApiTest {
    private static Map<String, Object> lesson(String kind, String text, String question) {
        return map("kind", kind, "text", text, "checklistQuestion", question);
    }

    private static Map<String, Object> learned(String team, Object... members) {
        Map<String, Object> coe = coe(team, members);
        coe.put(
                "lessons",
                map(
                        "items",
                        List.of(
                                lesson("went_wrong", "Nobody had restored a backup.", "When did we last restore one?"),
                                lesson("went_well", "The rollback took a minute.", null))));
        return coe;
    }

    @Test
    void lessons_are_found_across_coes_newest_first_when_nothing_is_looked_for() {
        String team = team();
        String first = filed(learned(team));
        String second = filed(learned(team));
        get("/lessons?team=" + team)
                .statusCode(200)
                .body("items.coe", contains(second, second, first, first))
                .body("items.id", contains("l1", "l2", "l1", "l2"))
                .body("items.highlights.flatten()", empty());
        get("/lessons?q=restoring&team=" + team)
                .body("items.coe", contains(second, first))
                .body("items[0].highlights.member", contains("text", "checklistQuestion"))
                .body("items[0].highlights[0].fragments.findAll { it.match }.text", contains("restored"));
        get("/lessons?q=-backup&team=" + team).body("items.text", hasSize(2));
    }

    @Test
    void filters_all_have_to_hold() {
        String team = team();
        filed(learned(team, "severity", "sev1", "services", List.of("vault"), "tags", List.of("tag")));
        filed(learned(team));
        get("/lessons?kind=went_well&severity=sev1&service=vault&tag=tag&team=" + team)
                .body("items.text", contains("The rollback took a minute."));
        get("/lessons?kind=got_lucky&team=" + team).body("items", empty());
        get("/lessons?kind=lucky").statusCode(400);
        given().queryParam("q", " ").get(API + "/lessons").then().statusCode(400);
    }

    @Test
    void pages_are_stable_with_and_without_words() {
        String team = team();
        for (int number = 0; number < 3; number++) {
            filed(learned(team));
        }
        for (String q : List.of("", "q=restore%20OR%20rollback&")) {
            List<String> read = new ArrayList<>();
            String path = "/lessons?" + q + "limit=2&team=" + team;
            String cursor = "";
            do {
                var answer = given().urlEncodingEnabled(false)
                        .get(API + path + cursor)
                        .then()
                        .statusCode(200)
                        .extract();
                List<Map<String, Object>> items = answer.path("items");
                items.forEach(item -> read.add(item.get("coe") + " " + item.get("id")));
                cursor = answer.path("nextCursor") == null ? null : "&cursor=" + answer.path("nextCursor");
            } while (cursor != null && read.size() < 20);
            assertThat(read).hasSize(6).doesNotHaveDuplicates();
        }
    }

    @Test
    void questions_are_a_checklist_in_three_forms() {
        String team = team();
        String ref = filed(coe(
                team,
                "title",
                "A *bold* [title]",
                "lessons",
                map("items", List.of(lesson("learned", "Look first.", "=Who looks,\n\"really\"?")))));
        String path = API + "/lessons/checklist?team=" + team;
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("items.question", contains("=Who looks,\n\"really\"?"))
                .body("items.coe", contains(ref));
        assertThat(given().accept("text/csv")
                        .get(path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo("question,lesson,coe,title,severity,team,services\r\n\"'=Who looks,\n\"\"really\"\"?\","
                        + "Look first.," + ref + ",A *bold* [title],sev2," + team + ",\r\n");
        assertThat(given().accept("text/markdown")
                        .get(path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo("# Readiness checklist\n\n- [ ] =Who looks, \"really\"? (" + ref
                        + ", sev2: A \\*bold\\* \\[title\\])\n");
    }

    @Test
    void what_changes_or_is_withdrawn_is_not_learned_from_any_more() {
        String team = team();
        String ref = filed(learned(team));
        patch("/coes/" + ref, map("lessons", map("items", List.of(lesson("learned", "Other.", null)))))
                .statusCode(200);
        get("/lessons?team=" + team).body("items.text", contains("Other."));
        given().contentType("application/json")
                .header("If-Match", "*")
                .body(map("reason", "None."))
                .post(API + "/coes/" + ref + "/withdraw")
                .then()
                .statusCode(200);
        get("/lessons?team=" + team).body("items", empty());
    }

    @Test
    void an_outsider_learns_nothing_from_what_is_restricted() {
        String team = team();
        filed(learned(team, "confidentiality", "restricted"));
        get("/lessons?team=" + team).body("items", hasSize(2));
        SignedIn.as(person(), () -> {
            get("/lessons?team=" + team).body("items", empty());
            get("/lessons?q=backup&team=" + team).body("items", empty());
            return get("/lessons/checklist?team=" + team).body("items", equalTo(List.of()));
        });
    }

    @Test
    void what_was_begun_is_marked_too() {
        String team = team();
        filed(learned(team));
        get("/lessons?q=minute rollba&team=" + team)
                .body("items[0].highlights[0].fragments.findAll { it.match }.text", contains("rollback", "minute"));
    }

    @Test
    void the_next_page_goes_on_behind_a_lesson_that_moved() {
        String team = team();
        List<Map<String, Object>> items = new ArrayList<>();
        for (String text : List.of("One", "Two", "Three", "Four")) {
            items.add(lesson("learned", text, null));
        }
        String ref = filed(coe(team, "lessons", map("items", items)));
        String path = "/lessons?limit=2&team=" + team;
        String cursor =
                get(path).body("items.text", contains("One", "Two")).extract().path("nextCursor");
        List<Map<String, Object>> kept = get("/coes/" + ref).extract().path("lessons.items");
        kept.remove(0);
        patch("/coes/" + ref, map("lessons", map("items", kept))).statusCode(200);
        get(path + "&cursor=" + cursor).body("items.text", contains("Three", "Four"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "l1\\ud800"})
    void a_cursor_that_somebody_wrote_takes_nothing_to_the_database_that_is_no_text(String item) {
        String team = team();
        filed(coe(
                team,
                "lessons",
                map("items", List.of(lesson("learned", "One", null), lesson("learned", "Two", null)))));
        String path = "/lessons?limit=1&team=" + team;
        String cursor = get(path).extract().path("nextCursor");
        String written = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                .replaceFirst("\"[^\"]*\",(\\d+)\\]$", "\"" + Matcher.quoteReplacement(item) + "\",$1]");
        String forged = Base64.getUrlEncoder().encodeToString(written.getBytes(StandardCharsets.UTF_8));
        get(path + "&cursor=" + cursor).statusCode(200).body("items.text", contains("Two"));
        get(path + "&cursor=" + forged).statusCode(400).body("errors.code", contains("unknown_cursor"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json;q=0, text/csv                | 200 | text/csv",
                "text/csv;q=0, application/json                | 200 | application/json",
                "text/csv;q=0.2, text/markdown;q=0.8           | 200 | text/markdown",
                "text/csv, */*;q=0.1                           | 200 | text/csv",
                "*/*                                           | 200 | application/json",
                "application/json;q=0                          | 406 | application/problem+json"
            })
    void the_form_is_the_one_that_is_liked_best(String accept, int status, String type) {
        given().accept(accept)
                .get(API + "/lessons/checklist")
                .then()
                .statusCode(status)
                .contentType(startsWith(type));
    }

    @Test
    void who_takes_the_checklist_out_as_a_file_is_in_the_audit_trail() {
        String handle = person();
        SignedIn.as(
                handle,
                () -> given().accept("text/markdown")
                        .get(API + "/lessons/checklist")
                        .then()
                        .statusCode(200));
        get("/audit?kind=export&limit=50&actor=" + handle)
                .statusCode(200)
                .body("items.object", contains("checklist"))
                .body("items[0].patch.find { it.path == '/format' }.value", equalTo("markdown"));
    }
}
