package org.coetracker.coe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.submit;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

/** What becomes of a change that was begun on an older version of the record. */
@QuarkusTest
class StaleEditTest {

    private static String tag(String ref) {
        return get("/coes/" + ref).statusCode(200).extract().header("ETag");
    }

    private static Map<String, Object> lesson(String text) {
        return map("kind", "learned", "text", text);
    }

    @Test
    void two_people_who_answer_two_questions_lose_nothing_and_are_not_sent_back() {
        String ref = filed(coe(team()));
        String read = tag(ref);
        patch("/coes/" + ref, read, map("impact", map("narrative", "Nobody could pay.")))
                .statusCode(200);
        patch("/coes/" + ref, read, map("rootCause", map("narrative", "A lock was held.")))
                .statusCode(200)
                .body("version", equalTo(3))
                .body("impact.narrative", equalTo("Nobody could pay."))
                .body("rootCause.narrative", equalTo("A lock was held."));
        get("/coes/" + ref + "/history")
                .body("items[0].changes.pointer", contains("/rootCause/narrative"))
                .body("items[1].changes.pointer", contains("/impact/narrative"));
    }

    @Test
    void people_who_save_small_changes_all_the_time_lose_nothing() throws Exception {
        String ref = filed(coe(team()));
        List<String> questions = List.of("whatHappened", "impact", "rootCause");
        int rounds = 8;
        CyclicBarrier start = new CyclicBarrier(questions.size());
        ExecutorService people = Executors.newFixedThreadPool(questions.size());
        try {
            List<Future<List<Integer>>> saved = new ArrayList<>();
            for (String question : questions) {
                saved.add(people.submit(() -> {
                    List<Integer> statuses = new ArrayList<>();
                    String tag = tag(ref);
                    for (int round = 1; round <= rounds; round++) {
                        start.await();
                        var answer = patch("/coes/" + ref, tag, map(question, map("narrative", question + round)))
                                .extract();
                        statuses.add(answer.statusCode());
                        tag = answer.header("ETag");
                    }
                    return statuses;
                }));
            }
            for (Future<List<Integer>> one : saved) {
                assertThat(one.get()).containsOnly(200).hasSize(rounds);
            }
        } finally {
            people.shutdownNow();
        }
        get("/coes/" + ref)
                .body("version", equalTo(1 + questions.size() * rounds))
                .body("whatHappened.narrative", equalTo("whatHappened" + rounds))
                .body("impact.narrative", equalTo("impact" + rounds))
                .body("rootCause.narrative", equalTo("rootCause" + rounds));
    }

    @Test
    void of_two_who_answer_the_same_question_at_the_same_time_one_is_told_what_the_other_did() throws Exception {
        for (int round = 0; round < 10; round++) {
            String ref = filed(coe(team()));
            String read = tag(ref);
            CyclicBarrier start = new CyclicBarrier(2);
            ExecutorService people = Executors.newFixedThreadPool(2);
            try {
                List<Future<Integer>> answers = new ArrayList<>();
                for (String word : List.of("one", "other")) {
                    answers.add(people.submit(() -> {
                        start.await();
                        return patch("/coes/" + ref, read, map("impact", map("narrative", word)))
                                .extract()
                                .statusCode();
                    }));
                }
                assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 412);
            } finally {
                people.shutdownNow();
            }
            get("/coes/" + ref).body("version", equalTo(2));
        }
    }

    @Test
    void items_that_two_people_add_at_the_same_time_get_ids_of_their_own() throws Exception {
        String ref = filed(coe(team()));
        String read = tag(ref);
        List<Map<String, Object>> edits = List.of(
                map("lessons", map("items", List.of(lesson("One"), lesson("Two")))),
                map("supportingData", map("items", List.of(map("kind", "log", "title", "The log")))),
                map("whatHappened", map("timeline", List.of(map("at", "2026-01-01T00:00:00Z", "text", "It began")))),
                map(
                        "rootCause",
                        map("causes", List.of(map("kind", "root_cause", "category", "change", "text", "A lock")))));
        ExecutorService people = Executors.newFixedThreadPool(edits.size());
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            edits.forEach(edit -> answers.add(people.submit(
                    () -> patch("/coes/" + ref, read, edit).extract().statusCode())));
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            people.shutdownNow();
        }
        var record = get("/coes/" + ref).statusCode(200).extract();
        List<String> ids = new ArrayList<>(record.<List<String>>path("lessons.items.id"));
        ids.addAll(record.path("supportingData.items.id"));
        ids.addAll(record.path("whatHappened.timeline.id"));
        ids.addAll(record.path("rootCause.causes.id"));
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void who_changes_what_others_have_changed_hears_who_when_and_what_else() {
        String team = team();
        String ref = filed(coe(team));
        String read = tag(ref);
        String lee = person();
        patch("/teams/" + team, map("members", List.of(lee))).statusCode(200);
        SignedIn.as(lee, () -> {
            patch("/coes/" + ref, map("impact", map("narrative", "Few could pay.")))
                    .statusCode(200);
            return patch("/coes/" + ref, map("tags", List.of("payments"))).statusCode(200);
        });
        patch("/coes/" + ref, map("impact", map("narrative", "Nobody could pay.")))
                .statusCode(200);
        patch("/coes/" + ref, read, map("summary", "Sum", "impact", map("unknownBecause", "No metric.")))
                .statusCode(412)
                .body("type", equalTo("urn:coe-tracker:problem:stale"))
                .body("currentVersion", equalTo(4))
                .body("conflicts", contains("impact"))
                .body("changedSince.member", contains("tags", "impact"))
                .body("changedSince.version", contains(3, 4))
                .body("changedSince.by", contains(lee, "admin"))
                .body("changedSince.at", hasItem(notNullValue()))
                .body("detail", containsString("impact (by admin, version 4)"))
                .body("detail", containsString("Read it again"));
        get("/coes/" + ref).body("version", equalTo(4)).body("summary", equalTo(null));
    }

    @Test
    void a_change_that_somebody_else_has_made_already_is_no_conflict() {
        String ref = filed(coe(team()));
        String read = tag(ref);
        patch("/coes/" + ref, read, map("summary", "The same")).statusCode(200);
        patch("/coes/" + ref, read, map("summary", "The same")).statusCode(200).body("version", equalTo(2));
    }

    @Test
    void what_was_changed_and_put_back_is_no_conflict() {
        String ref = filed(coe(team(), "summary", "As it was"));
        String read = tag(ref);
        patch("/coes/" + ref, map("summary", "Else")).statusCode(200);
        patch("/coes/" + ref, map("summary", "As it was")).statusCode(200);
        patch("/coes/" + ref, read, map("summary", "Mine"))
                .statusCode(200)
                .body("version", equalTo(4))
                .body("summary", equalTo("Mine"));
    }

    @Test
    void severity_team_and_who_may_see_it_are_changed_by_who_has_read_the_current_version() {
        String ref = filed(coe(team()));
        String read = tag(ref);
        patch("/coes/" + ref, map("summary", "It is worse than we thought.")).statusCode(200);
        for (Map<String, Object> decision : List.of(
                map("severity", "sev4"),
                map("kind", "near_miss"),
                map("confidentiality", "restricted"),
                map("team", team()),
                map("owner", person()),
                map("reviewers", List.of(person())),
                map("visibleTo", List.of(person())))) {
            String member = decision.keySet().iterator().next();
            patch("/coes/" + ref, read, decision)
                    .statusCode(412)
                    .body("conflicts", contains(member))
                    .body("detail", containsString("current version changes " + member))
                    .body("changedSince.member", contains("summary"));
        }
    }

    @Test
    void members_that_are_sent_along_as_they_were_read_are_no_conflict_when_the_service_keeps_them() {
        String ref = filed(coe(team()));
        var read = get("/coes/" + ref).extract();
        patch("/coes/" + ref, map("summary", "Sum")).statusCode(200);
        Map<String, Object> change = map("tags", List.of("late"));
        for (String kept : List.of("id", "ref", "version", "status", "createdAt", "updatedAt", "severity", "team")) {
            change.put(kept, read.path(kept));
        }
        patch("/coes/" + ref, read.header("ETag"), change)
                .statusCode(200)
                .body("version", equalTo(3))
                .body("tags", contains("late"));
        patch("/coes/" + ref, read.header("ETag"), map("status", "approved"))
                .statusCode(422)
                .body("errors[0].code", equalTo("read_only"));
        patch("/coes/" + ref, read.header("ETag"), map("sumary", "Sum")).statusCode(400);
    }

    @Test
    void two_changes_that_break_a_rule_together_are_refused_as_such() {
        String ref = filed(coe(
                team(), "supportingData", map("items", List.of(map("id", "d1", "kind", "log", "title", "The log")))));
        String read = tag(ref);
        patch("/coes/" + ref, read, map("supportingData", map("items", List.of())))
                .statusCode(200);
        patch(
                        "/coes/" + ref,
                        read,
                        map(
                                "rootCause",
                                map(
                                        "causes",
                                        List.of(map(
                                                "kind",
                                                "root_cause",
                                                "category",
                                                "change",
                                                "text",
                                                "A lock",
                                                "evidence",
                                                List.of("d1"))))))
                .statusCode(422)
                .body("errors.pointer", contains("/rootCause/causes/0/evidence/0"))
                .body("detail", containsString("does not go together"))
                .body("detail", containsString("supportingData"))
                .body("changedSince.member", contains("supportingData"));
        get("/coes/" + ref).body("version", equalTo(2)).body("rootCause.causes", hasSize(0));
    }

    @Test
    void a_tag_of_a_version_that_never_was_is_good_for_nothing() {
        String ref = filed(coe(team()));
        patch("/coes/" + ref, map("tags", List.of("a"))).statusCode(200);
        for (String tag : List.of("\"0\"", "\"3\"", "\"999999999-abc\"", "\"abc\"", "W/\"1\"")) {
            patch("/coes/" + ref, tag, map("summary", "Sum")).statusCode(412);
        }
        get("/coes/" + ref).body("summary", equalTo(null));
    }

    @Test
    void while_it_is_reviewed_and_after_it_was_approved_edits_are_brought_together_as_well() {
        String ref = filed(coe(team(), "owner", person()));
        String draft = tag(ref);
        submit(ref).statusCode(200);
        patch("/coes/" + ref, draft, map("summary", "While it is reviewed"))
                .statusCode(200)
                .body("status", equalTo("in_review"));
        String reviewed = tag(ref);
        Fixture.approve(ref).statusCode(200);
        patch("/coes/" + ref, reviewed, map("tags", List.of("late")))
                .statusCode(422)
                .body("errors.pointer", contains("/reason"));
        patch("/coes/" + ref, reviewed, map("tags", List.of("late"), "reason", "Found later."))
                .statusCode(200)
                .body("status", equalTo("approved"));
        get("/coes/" + ref + "/history")
                .body("items[0].change", equalTo("amended"))
                .body("items[0].reason", equalTo("Found later."));
    }

    @Test
    void moves_and_deletions_still_need_the_current_version() {
        String ref = filed(coe(team()));
        String read = tag(ref);
        patch("/coes/" + ref, map("summary", "Sum")).statusCode(200);
        given().header("If-Match", read)
                .delete("/api/v1/coes/" + ref)
                .then()
                .statusCode(412)
                .body("$", not(hasItem("changedSince")));
        get("/coes/" + ref).statusCode(200);
    }

    @Test
    void two_hundred_saved_drafts_later_the_one_who_wrote_something_else_is_not_sent_back() {
        String ref = filed(coe(team()));
        String read = tag(ref);
        Set<Integer> statuses = new HashSet<>();
        for (int save = 0; save < 210; save++) {
            statuses.add(patch("/coes/" + ref, map(save == 0 ? "title" : "summary", "Draft " + save))
                    .extract()
                    .statusCode());
        }
        assertThat(statuses).containsOnly(200);
        patch("/coes/" + ref, read, map("impact", map("narrative", "Nobody could pay.")))
                .statusCode(200);
        patch("/coes/" + ref, read, map("title", "Mine"))
                .statusCode(412)
                .body("changedSince.member", contains("title", "summary", "impact"))
                .body("changedSince.version", contains(null, 211, 212));
    }

    @Test
    void what_was_written_while_it_was_restricted_is_not_shown_to_others_than_those_who_saw_it_then() {
        String team = team();
        for (Map<String, Object> change : List.<Map<String, Object>>of(
                map("confidentiality", "internal", "reason", "It is over."),
                map("team", team()),
                map("reviewers", List.of(person())),
                map("visibleTo", List.of(person())))) {
            String ref = filed(coe(team, "confidentiality", "restricted"));
            String read = tag(ref);
            patch("/coes/" + ref, change).statusCode(200);
            String member = change.keySet().iterator().next();
            patch("/coes/" + ref, read, map("impact", map("narrative", "The key was 1234.")))
                    .statusCode(412)
                    .body("conflicts", contains(member))
                    .body("changedSince.member", contains(member));
            given().contentType("text/plain")
                    .header("If-Match", read)
                    .body("2017-01-31 23:27 UTC The key was 1234")
                    .post(Fixture.API + "/coes/" + ref + "/timeline")
                    .then()
                    .statusCode(412)
                    .body("conflicts", contains(member));
            get("/coes/" + ref).body("version", equalTo(2));
        }
        String open = filed(coe(team));
        String read = tag(open);
        patch("/coes/" + open, map("visibleTo", List.of(person()))).statusCode(200);
        patch("/coes/" + open, read, map("impact", map("narrative", "Nobody could pay.")))
                .statusCode(200);
    }

    @Test
    void evidence_that_was_replaced_by_another_of_the_same_id_is_not_pointed_at() {
        String ref = filed(
                coe(team(), "supportingData", map("items", List.of(map("kind", "log", "title", "The log of one")))));
        String read = tag(ref);
        patch("/coes/" + ref, map("supportingData", map("items", List.of()))).statusCode(200);
        patch("/coes/" + ref, map("supportingData", map("items", List.of(map("kind", "log", "title", "Of two")))))
                .statusCode(200)
                .body("supportingData.items.id", contains("d1"));
        Map<String, Object> entry = map("at", "2026-01-01T00:00:00Z", "text", "It began", "evidence", List.of("d1"));
        patch("/coes/" + ref, read, map("whatHappened", map("timeline", List.of(entry))))
                .statusCode(412)
                .body("conflicts", contains("supportingData"))
                .body("changedSince.member", contains("supportingData"));
        patch("/coes/" + ref, tag(ref), map("whatHappened", map("timeline", List.of(entry))))
                .statusCode(200);
    }

    private static Map<String, Object> log(String title) {
        return map("items", List.of(map("id", "d1", "kind", "log", "title", title)));
    }

    private static Map<String, Object> timeline(String text, String... evidence) {
        return map(
                "timeline",
                List.of(map("id", "t1", "at", "2026-01-01T00:00:00Z", "text", text, "evidence", List.of(evidence))));
    }

    private static Map<String, Object> causes(String... evidence) {
        return map(
                "causes",
                List.of(map(
                        "id",
                        "c1",
                        "kind",
                        "root_cause",
                        "category",
                        "change",
                        "text",
                        "A lock",
                        "evidence",
                        List.of(evidence))));
    }

    @Test
    void what_newly_rests_on_evidence_rests_on_what_its_author_has_read_whatever_else_rested_on_it_before() {
        String ref = filed(coe(
                team(),
                "supportingData",
                log("Of one"),
                "whatHappened",
                timeline("It began", "d1"),
                "rootCause",
                causes()));
        String read = tag(ref);
        patch("/coes/" + ref, map("supportingData", log("Of two"))).statusCode(200);
        patch("/coes/" + ref, read, map("rootCause", causes("d1")))
                .statusCode(412)
                .body("conflicts", contains("supportingData"));
        patch("/coes/" + ref, read, map("whatHappened", timeline("It began early", "d1")))
                .statusCode(200);
    }

    @Test
    void evidence_that_was_added_since_is_not_what_an_author_has_read() {
        String ref = filed(coe(team()));
        String read = tag(ref);
        patch("/coes/" + ref, map("supportingData", log("The log"))).statusCode(200);
        patch("/coes/" + ref, read, map("whatHappened", timeline("It began", "d1")))
                .statusCode(412)
                .body("conflicts", contains("supportingData"));
        patch("/coes/" + ref, tag(ref), map("whatHappened", timeline("It began", "d1")))
                .statusCode(200);
    }

    @Test
    void a_change_that_is_sent_again_is_known_however_it_was_written() {
        String ref = filed(coe(team()));
        String read = tag(ref);
        Map<String, Object> change = map(
                "incident",
                map("startedAt", "2026-01-01T01:00:00.1234567+01:00"),
                "whatHappened",
                map("timeline", List.of(map("at", "2026-01-01T01:00:00+01:00", "text", "It began"))),
                "impact",
                map("measures", List.of(map("kind", "customers", "value", 1.50))),
                "rootCause",
                map("causes", List.of(map("kind", "root_cause", "category", "change", "text", "A lock"))),
                "supportingData",
                map("items", List.of(map("kind", "log", "title", "The log"))),
                "lessons",
                map("items", List.of(lesson("One"), lesson("Two"))));
        patch("/coes/" + ref, read, change).statusCode(200).body("version", equalTo(2));
        patch("/coes/" + ref, read, change)
                .statusCode(200)
                .body("version", equalTo(2))
                .body("lessons.items.id", contains("l1", "l2"));
        patch("/coes/" + ref, read, map("lessons", map("items", List.of(lesson("One"), lesson("Three")))))
                .statusCode(412)
                .body("conflicts", contains("lessons"));
    }

    @Test
    void a_whole_record_is_sent_back_as_it_was_read() {
        String ref = filed(coe(team(), "correctiveActions", List.of(map("title", "Stage it"))));
        Map<String, Object> read = get("/coes/" + ref).extract().path("$");
        String tag = tag(ref);
        patch("/coes/" + ref, map("tags", List.of("late"))).statusCode(200);
        read.put("summary", "Sum");
        read.remove("tags");
        patch("/coes/" + ref, tag, read).statusCode(200).body("summary", equalTo("Sum"));
        Fixture.post("/coes/" + ref + "/actions", map("title", "And watch it")).statusCode(201);
        read.put("summary", "Something else");
        read.put("correctiveActions", List.of());
        patch("/coes/" + ref, tag, read)
                .statusCode(412)
                .body("conflicts", org.hamcrest.Matchers.containsInAnyOrder("summary", "correctiveActions"));
    }

    @Test
    void what_is_withdrawn_is_said_before_what_is_stale() {
        String ref = filed(coe(team()));
        String read = tag(ref);
        patch("/coes/" + ref, map("summary", "Sum")).statusCode(200);
        Fixture.move("/coes/" + ref + "/withdraw", map("reason", "None.")).statusCode(200);
        patch("/coes/" + ref, read, map("summary", "Mine")).statusCode(409);
    }
}
