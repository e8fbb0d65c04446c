package org.coetracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.coetracker.attachment.Files;
import org.coetracker.people.StandingChanged;
import org.coetracker.report.FreshReports;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

/** How many SQL statements the main endpoints take; they do not grow with what is there. */
@QuarkusTest
class StatementCountTest {
    @Inject
    SessionFactory sessions;

    @Inject
    Event<StandingChanged> changes;

    /** Whose the token is, and what they may do: looked up twice a second, however many requests come. */
    private static final long SIGN_IN = 2;

    private long statements(Runnable request) {
        Statistics statistics = sessions.getStatistics();
        assertThat(statistics.isStatisticsEnabled()).isTrue();
        // The use of the token is noted once a minute; from here on it is not.
        get("/me").statusCode(200);
        QuarkusTransaction.requiringNew().run(() -> changes.fire(new StandingChanged()));
        long before = statistics.getPrepareStatementCount();
        request.run();
        return statistics.getPrepareStatementCount() - before - SIGN_IN;
    }

    private static Map<String, Object> withActions(String team, int count) {
        String owner = person();
        List<Map<String, Object>> actions = java.util.stream.IntStream.range(0, count)
                .mapToObj(number ->
                        map("title", "Do " + number, "state", "committed", "owner", owner, "dueOn", "2020-01-01"))
                .toList();
        return coe(team, "correctiveActions", actions);
    }

    @Test
    void a_record_with_its_actions_takes_two() {
        String ref = filed(withActions(team(), 12));
        assertThat(statements(() -> get("/coes/" + ref).statusCode(200))).isEqualTo(2);
        for (String form : new String[] {"text/markdown", "application/pdf"}) {
            assertThat(statements(() -> io.restassured.RestAssured.given()
                            .accept(form)
                            .get(Fixture.API + "/coes/" + ref)
                            .then()
                            .statusCode(200)))
                    .as(form)
                    .isEqualTo(2);
        }
    }

    @Test
    void a_form_that_names_files_takes_one_more_than_the_record_however_many_they_are() {
        String ref = filed(coe(team()));
        List<Map<String, Object>> items = java.util.stream.IntStream.range(0, 4)
                .mapToObj(number -> map(
                        "kind",
                        "log",
                        "title",
                        "Log",
                        "attachment",
                        Files.attached(ref, number + ".txt", Files.text("Words " + number))))
                .toList();
        Fixture.patch("/coes/" + ref, map("supportingData", map("items", items)))
                .statusCode(200);
        for (String form : new String[] {"text/markdown", "application/pdf"}) {
            assertThat(statements(() -> io.restassured.RestAssured.given()
                            .accept(form)
                            .get(Fixture.API + "/coes/" + ref)
                            .then()
                            .statusCode(200)))
                    .as(form)
                    .isEqualTo(3);
        }
    }

    @Test
    void what_the_gate_says_takes_one_more_than_the_record_however_much_it_has_to_say() {
        String ref = filed(withActions(team(), 12));
        assertThat(statements(() -> get("/coes/" + ref + "/quality").statusCode(200)))
                .isEqualTo(3);
        assertThat(statements(() -> get("/coes/" + ref + "/causes").statusCode(200)))
                .isEqualTo(2);
    }

    @Test
    void files_take_one_more_than_their_coe_however_many_they_are() {
        String ref = filed(coe(team()));
        String id = Files.attached(ref, "a.csv", Files.text("time,load\n2026-01-01,1\n"));
        for (int number = 0; number < 5; number++) {
            Files.attached(ref, number + ".txt", Files.text("Words"));
        }
        String at = "/coes/" + ref + "/attachments";
        assertThat(statements(() -> get(at).statusCode(200))).isEqualTo(2);
        assertThat(statements(() -> get(at + "/" + id).statusCode(200))).isEqualTo(2);
        // Its chunks are read by statements of their own, four at once.
        assertThat(statements(() -> get(at + "/" + id + "/content").statusCode(200)))
                .isEqualTo(2);
        assertThat(statements(() -> get(at + "/" + id + "/chart").statusCode(200)))
                .isEqualTo(2);
        // The COE and who may add to it, whether the file is there, and what room is left: before the content is taken
        // and under the COE's lock.
        assertThat(statements(() -> Files.attached(ref, "b.csv", Files.text("time,load\n"))))
                .isLessThanOrEqualTo(9);
    }

    @Test
    void a_patch_that_asks_for_the_findings_takes_one_more() {
        String ref = filed(withActions(team(), 3));
        assertThat(statements(() -> io.restassured.RestAssured.given()
                        .contentType("application/merge-patch+json")
                        .header("If-Match", "*")
                        .header("Prefer", "quality=findings")
                        .body(map("summary", "What."))
                        .patch(Fixture.API + "/coes/" + ref)
                        .then()
                        .statusCode(200)))
                .isEqualTo(5);
    }

    @Test
    void comments_take_two_more_than_their_record_however_many_there_are() {
        String ref = filed(withActions(team(), 12));
        String comments = "/coes/" + ref + "/comments";
        String first = post(comments, map("text", "Why?", "pointer", "/correctiveActions/3"))
                .extract()
                .path("id");
        assertThat(statements(() -> get(comments).statusCode(200))).isEqualTo(3);
        for (int number = 0; number < 5; number++) {
            post(comments, map("text", "Because.", "replyTo", first)).statusCode(201);
        }
        assertThat(statements(() -> get(comments).statusCode(200))).isEqualTo(3);
        assertThat(statements(() -> get(comments + "?reply=true&pointer=/correctiveActions&resolved=false&limit=3")
                        .statusCode(200)))
                .isEqualTo(4);
        assertThat(statements(() -> get(comments + "/" + first).statusCode(200)))
                .isEqualTo(3);
    }

    @Test
    void to_write_a_comment_takes_the_same_few_however_many_it_mentions() {
        String ref = filed(withActions(team(), 12));
        String comments = "/coes/" + ref + "/comments";
        assertThat(statements(() -> post(comments, map("text", "Why?")).statusCode(201)))
                .isEqualTo(6);
        String text = "Why, @" + person() + ", @" + person() + " and @" + person() + "?";
        String first = post(comments, map("text", text)).extract().path("id");
        assertThat(statements(() -> post(comments, map("text", text)).statusCode(201)))
                .isEqualTo(7);
        assertThat(statements(() ->
                        post(comments, map("text", text, "replyTo", first)).statusCode(201)))
                .as("to lock the thread, who wrote in it, and its version too")
                .isEqualTo(10);
    }

    @Test
    void a_patch_of_an_older_version_takes_one_more_to_be_brought_together_and_two_to_be_refused() {
        String ref = filed(withActions(team(), 3));
        long fresh =
                statements(() -> patch("/coes/" + ref, map("summary", "What.")).statusCode(200));
        for (int edit = 0; edit < 5; edit++) {
            patch("/coes/" + ref, map("summary", "What " + edit)).statusCode(200);
        }
        assertThat(fresh).isEqualTo(4);
        assertThat(statements(() -> patch("/coes/" + ref, "\"1\"", map("impact", map("narrative", "Who.")))
                        .statusCode(200)))
                .isEqualTo(fresh + 1);
        // Nothing is written, and no actions are read.
        assertThat(statements(() ->
                        patch("/coes/" + ref, "\"1\"", map("summary", "Else")).statusCode(412)))
                .isEqualTo(3);
    }

    @Test
    void a_timeline_that_is_pasted_takes_as_few_as_a_patch_however_long_it_is() {
        String ref = filed(withActions(team(), 3));
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 200; line++) {
            lines.append("2026-01-01 10:00 UTC Entry ").append(line).append('\n');
        }
        assertThat(statements(() -> io.restassured.RestAssured.given()
                        .contentType("text/plain")
                        .header("If-Match", "*")
                        .body(lines.toString())
                        .post(Fixture.API + "/coes/" + ref + "/timeline")
                        .then()
                        .statusCode(200)))
                .isEqualTo(4);
    }

    @Test
    void templates_take_one_statement_a_page_and_a_copy_few_more_than_a_filing() {
        String team = team();
        String ref = filed(withActions(team, 12));
        assertThat(statements(() -> get("/templates").statusCode(200))).isEqualTo(1);
        assertThat(statements(() -> get("/templates/incident").statusCode(200))).isEqualTo(1);
        long filing = statements(() -> post("/coes", coe(team)).statusCode(201));
        // The original, its actions, who of its people is still there, and what the copy is related to.
        assertThat(statements(() -> post("/coes/" + ref + "/copy", map()).statusCode(201)))
                .isEqualTo(filing + 4);
    }

    @Test
    void an_action_takes_one() {
        String ref = filed(withActions(team(), 2));
        assertThat(statements(() -> get("/actions/" + ref + "-A1").statusCode(200)))
                .isEqualTo(1);
    }

    @Test
    void a_page_takes_one_or_two_and_one_more_to_count() {
        String team = team();
        for (int number = 0; number < 5; number++) {
            filed(withActions(team, 3));
        }
        assertThat(statements(() -> get("/coes?team=" + team).statusCode(200))).isEqualTo(2);
        assertThat(statements(
                        () -> get("/actions?team=" + team + "&overdue=true").statusCode(200)))
                .isEqualTo(1);
        assertThat(statements(() -> get("/actions?team=" + team + "&count=true").statusCode(200)))
                .isEqualTo(2);
        assertThat(statements(() -> get("/people?limit=50").statusCode(200))).isLessThanOrEqualTo(2);
        assertThat(statements(() -> get("/teams?limit=50").statusCode(200))).isLessThanOrEqualTo(2);
    }

    @Test
    void a_filing_takes_the_same_few_however_many_actions_it_has() {
        String team = team();
        Map<String, Object> few = withActions(team, 1);
        Map<String, Object> many = withActions(team, 20);
        long forFew = statements(() -> post("/coes", few).statusCode(201));
        long forMany = statements(() -> post("/coes", many).statusCode(201));
        assertThat(forFew).isLessThanOrEqualTo(8);
        assertThat(forMany).isEqualTo(forFew);
    }

    @Test
    void a_filing_by_the_policy_takes_two_more_however_many_actions_and_teams_it_has() {
        String team = team();
        long dated = statements(() -> post("/coes", withActions(team, 20)).statusCode(201));
        Map<String, Object> few = byPolicy(team, List.of(team));
        Map<String, Object> many = byPolicy(team, List.of(team, team(), team(), team(), team()));
        long forFew = statements(() -> post("/coes", few).statusCode(201));
        long forMany = statements(() -> post("/coes", many).statusCode(201));
        assertThat(forMany).isEqualTo(forFew).isLessThanOrEqualTo(dated + 2);
    }

    private static Map<String, Object> byPolicy(String team, List<String> teams) {
        String owner = person();
        return coe(
                team,
                "correctiveActions",
                teams.stream()
                        .map(whose -> map("title", "Do", "state", "committed", "owner", owner, "team", whose))
                        .toList());
    }

    @Test
    void a_commitment_by_the_policy_takes_two_more() {
        String owner = person();
        String ref = filed(coe(team(), "correctiveActions", List.of(map("title", "One"), map("title", "Two"))));
        long dated = statements(() -> move("/actions/" + ref + "-A1/commit", map("owner", owner, "dueOn", "2030-01-01"))
                .statusCode(200));
        long byPolicy = statements(() ->
                move("/actions/" + ref + "-A2/commit", map("owner", owner)).statusCode(200));
        assertThat(byPolicy).isEqualTo(dated + 2);
    }

    @Test
    void a_patch_takes_a_lock_a_write_and_its_history() {
        String ref = filed(withActions(team(), 3));
        assertThat(statements(() ->
                        patch("/actions/" + ref + "-A1", map("priority", "p1")).statusCode(200)))
                .isEqualTo(6);
        // Who approved that it says so is asked again, if anybody did.
        assertThat(statements(() -> patch("/actions/" + ref + "-A1", map("description", "How."))
                        .statusCode(200)))
                .isEqualTo(6);
        assertThat(statements(
                        () -> patch("/coes/" + ref, map("summary", "What.")).statusCode(200)))
                .isEqualTo(4);
    }

    @Test
    void a_review_takes_one_more_to_read_and_a_few_to_approve_however_many_are_asked() {
        List<String> few = List.of(person());
        List<String> many = List.of(person(), person(), person(), person(), person());
        String byFew = filed(coe(team(), "reviewers", few));
        String byMany = filed(coe(team(), "reviewers", many, "reviewTeams", List.of(team())));
        List.of(byFew, byMany).forEach(ref -> Fixture.submit(ref).statusCode(200));
        for (String ref : List.of(byFew, byMany)) {
            assertThat(statements(() -> get("/coes/" + ref).statusCode(200))).isEqualTo(3);
            assertThat(statements(() -> get("/coes/" + ref + "/reviews").statusCode(200)))
                    .isEqualTo(6);
            assertThat(statements(
                            () -> patch("/coes/" + ref, map("summary", "What.")).statusCode(200)))
                    .isEqualTo(7);
        }
        SignedIn.as(many.get(0), () -> get("/me").statusCode(200));
        long approval = SignedIn.as(
                many.get(0),
                () -> statements(
                        () -> move("/coes/" + byMany + "/approve", map()).statusCode(200)));
        assertThat(approval).isLessThanOrEqualTo(12);
    }

    @Test
    void a_page_of_history_takes_two() {
        String ref = filed(withActions(team(), 3));
        assertThat(statements(() -> get("/coes/" + ref + "/history").statusCode(200)))
                .isEqualTo(2);
    }

    @Test
    void a_page_of_the_audit_trail_takes_one_and_one_to_seal() {
        String ref = filed(withActions(team(), 3));
        assertThat(statements(() -> get("/audit?limit=50").statusCode(200))).isEqualTo(2);
        assertThat(statements(() -> get("/audit?object=" + ref).statusCode(200)))
                .isEqualTo(2);
    }

    /** Who does not see everything, with what they do not see around. */
    private static String outsider(String team) {
        for (int number = 0; number < 3; number++) {
            Map<String, Object> hidden = withActions(team, 3);
            hidden.put("confidentiality", "restricted");
            filed(hidden);
        }
        String outsider = person();
        SignedIn.as(outsider, () -> get("/me").statusCode(200));
        return outsider;
    }

    @Test
    void who_sees_less_takes_as_many_to_read_and_to_list() {
        String team = team();
        String ref = filed(withActions(team, 3));
        SignedIn.as(outsider(team), () -> {
            assertThat(statements(() -> get("/coes/" + ref).statusCode(200))).isEqualTo(2);
            assertThat(statements(() -> get("/actions/" + ref + "-A1").statusCode(200)))
                    .isEqualTo(1);
            assertThat(statements(() -> get("/coes?team=" + team).statusCode(200)))
                    .isEqualTo(2);
            assertThat(statements(
                            () -> get("/actions?team=" + team + "&count=true").statusCode(200)))
                    .isEqualTo(2);
            assertThat(statements(() -> get("/overdue-reviews?team=" + team).statusCode(200)))
                    .isEqualTo(1);
            return null;
        });
    }

    @Test
    void a_report_takes_one_and_one_more_for_who_sees_less() {
        String outsider = outsider(team());
        assertThat(report()).isEqualTo(1);
        assertThat(SignedIn.as(outsider, this::report)).isEqualTo(2);
    }

    private long report() {
        FreshReports.forget();
        return statements(() -> get("/reports/actions?groupBy=team").statusCode(200));
    }

    @Test
    void a_search_takes_two_statements_or_four_and_similar_ones_two() {
        String team = team();
        String word = "turnbuckle";
        for (int number = 0; number < 5; number++) {
            filed(coe(team, "title", "A " + word + " broke", "tags", List.of(word)));
        }
        String ref = filed(coe(team, "title", "The " + word + " broke again"));
        // The hits, and where in them.
        assertThat(statements(() -> get("/search?q=" + word + "&team=" + team).statusCode(200)))
                .isEqualTo(2);
        // Once more for words that resemble, and for words that were only begun.
        assertThat(statements(() -> get("/search?q=turnbukle&team=" + team).statusCode(200)))
                .isLessThanOrEqualTo(4);
        assertThat(statements(() -> get("/coes/" + ref + "/similar").statusCode(200)))
                .isEqualTo(2);
        assertThat(statements(() -> get("/lessons?q=" + word).statusCode(200))).isEqualTo(1);
        assertThat(statements(() -> get("/lessons/checklist").statusCode(200))).isEqualTo(1);
    }
}
