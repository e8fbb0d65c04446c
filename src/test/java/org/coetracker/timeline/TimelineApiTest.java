package org.coetracker.timeline;

import static io.restassured.RestAssured.given;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.submit;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

/** Timelines that are pasted. */
@QuarkusTest
class TimelineApiTest {
    private static final String CHAT = """
            2017-01-31 23:27 UTC - removal begins
            23:27:30 UTC [detection] - stopped, 4.5 GB are left
            00:36 CET somebody is told
            """;

    private static RequestSpecification text(String type) {
        return given().contentType(type).header("If-Match", "*");
    }

    private static ValidatableResponse paste(String ref, String body, Object... query) {
        return post(text("text/plain; charset=utf-8").queryParams(map(query)), ref, body);
    }

    private static ValidatableResponse post(RequestSpecification request, String ref, String body) {
        return request.body(body).post(API + "/coes/" + ref + "/timeline").then();
    }

    @Test
    void pasted_lines_become_entries_in_one_change_of_the_record() {
        String ref = filed(coe(
                team(),
                "whatHappened",
                map(
                        "narrative",
                        "It was late.",
                        "timeline",
                        List.of(map("id", "t1", "at", "2017-01-31T23:27:10Z", "kind", "trigger", "text", "Typed")))));
        String tag = paste(ref, CHAT)
                .statusCode(200)
                .body("coe", equalTo(ref))
                .body("version", equalTo(2))
                .body("dryRun", equalTo(false))
                .body("added", equalTo(3))
                .body("lines.line", contains(1, 2, 3))
                .body("lines.at", contains("2017-01-31T23:27:00Z", "2017-01-31T23:27:30Z", "2017-01-31T23:36:00Z"))
                .body("lines.kind", contains("other", "detection", "other"))
                .body("lines.id", contains("t2", "t3", "t4"))
                .body("lines[2].remarks.code", contains("other_day"))
                .extract()
                .header("ETag");
        get("/coes/" + ref)
                .header("ETag", equalTo(tag))
                .body("whatHappened.narrative", equalTo("It was late."))
                .body("whatHappened.timeline.id", contains("t2", "t1", "t3", "t4"))
                .body(
                        "whatHappened.timeline.text",
                        contains("removal begins", "Typed", "stopped, 4.5 GB are left", "somebody is told"));
        get("/coes/" + ref + "/history").body("items", hasSize(2)).body("items[0].change", equalTo("edited"));
    }

    @Test
    void a_reason_that_says_nothing_is_none() {
        String ref = filed(coe(team()));
        paste(ref, CHAT, "reason", " ").statusCode(200).body("added", equalTo(3));
    }

    @Test
    void what_is_there_already_is_not_added_twice() {
        String ref = filed(coe(team()));
        paste(ref, CHAT + "2017-01-31 23:27 UTC removal begins")
                .statusCode(200)
                .body("added", equalTo(3))
                .body("alreadyThere", equalTo(1));
        paste(ref, CHAT)
                .statusCode(200)
                .body("added", equalTo(0))
                .body("alreadyThere", equalTo(3))
                .body("version", equalTo(2))
                .body("lines.added", contains(false, false, false))
                .body("lines.id", contains("t1", "t2", "t3"));
        get("/coes/" + ref).body("whatHappened.timeline", hasSize(3)).body("version", equalTo(2));
    }

    @Test
    void a_dry_run_says_what_was_understood_and_changes_nothing() {
        String ref = filed(coe(team()));
        given().contentType("text/plain")
                .queryParam("dryRun", true)
                .body(CHAT)
                .post(API + "/coes/" + ref + "/timeline")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("added", equalTo(3))
                .body("version", equalTo(1))
                .body("lines[0].id", nullValue());
        get("/coes/" + ref).body("whatHappened.timeline", hasSize(0)).body("version", equalTo(1));
    }

    @Test
    void csv_comes_with_kinds_and_evidence() {
        String ref = filed(coe(
                team(), "supportingData", map("items", List.of(map("id", "d1", "kind", "log", "title", "The log")))));
        String csv = "at;kind;text;evidence\n31.01.2017 23:27;trigger;\"Removed; all\";d1\n";
        post(text("text/csv").queryParam("timeZone", "Europe/Amsterdam"), ref, csv)
                .statusCode(200)
                .body("lines.at", contains("2017-01-31T22:27:00Z"));
        get("/coes/" + ref)
                .body("whatHappened.timeline[0].text", equalTo("Removed; all"))
                .body("whatHappened.timeline[0].evidence", contains("d1"));
        post(
                        text("text/csv").queryParam("timeZone", "UTC"),
                        ref,
                        csv.replace(";d1", ";d1 d7").replace("23:27", "23:28"))
                .statusCode(422)
                .body("errors.pointer", contains("/lines/2"))
                .body("errors.code", contains("unresolved_pointer"));
    }

    @Test
    void one_bad_line_keeps_all_from_being_added_and_every_bad_line_is_named() {
        String ref = filed(coe(team()));
        paste(ref, "2017-01-31 23:27 UTC good\nbad\n31/01/2017 23:28 UTC bad")
                .statusCode(422)
                .body("errors.pointer", contains("/lines/2", "/lines/3"))
                .body("errors.code", contains("no_time", "ambiguous_date"));
        get("/coes/" + ref).body("version", equalTo(1));
    }

    @Test
    void what_a_caller_says_of_the_text_is_read_strictly() {
        String ref = filed(coe(team()));
        for (Map.Entry<String, String> wrong : Map.of(
                        "timeZone", "Mars/Base", "date", "31.1.2017", "dryRun", "yes", "zone", "UTC")
                .entrySet()) {
            paste(ref, CHAT, wrong.getKey(), wrong.getValue())
                    .statusCode(400)
                    .body("errors.parameter", contains(wrong.getKey()));
        }
        post(text("application/json"), ref, "{}")
                .statusCode(415)
                .body("detail", startsWith("Send text/csv or text/plain, in UTF-8"));
        post(text("text/plain"), ref, "").statusCode(400);
        text("text/plain")
                .body(new byte[] {'1', '0', ':', '0', '0', ' ', (byte) 0xff})
                .post(API + "/coes/" + ref + "/timeline")
                .then()
                .statusCode(400)
                .body("detail", containsString("UTF-8"));
        given().contentType("text/plain")
                .body(CHAT)
                .post(API + "/coes/" + ref + "/timeline")
                .then()
                .statusCode(428);
    }

    @Test
    void it_is_brought_together_with_what_others_wrote_elsewhere_and_not_with_their_story() {
        String ref = filed(coe(team()));
        String read = get("/coes/" + ref).extract().header("ETag");
        patch("/coes/" + ref, map("summary", "Sum")).statusCode(200);
        post(given().contentType("text/plain").header("If-Match", read), ref, CHAT)
                .statusCode(200)
                .body("version", equalTo(3));
        post(given().contentType("text/plain").header("If-Match", read), ref, "2017-01-31 10:00 UTC Else")
                .statusCode(412)
                .body("conflicts", contains("whatHappened"));
    }

    @Test
    void after_approval_it_needs_a_reason_which_the_history_keeps() {
        String ref = filed(coe(team(), "owner", person()));
        submit(ref).statusCode(200);
        Fixture.approve(ref).statusCode(200);
        paste(ref, CHAT).statusCode(422).body("errors.pointer", contains("/reason"));
        paste(ref, CHAT, "reason", "The log was found.").statusCode(200);
        get("/coes/" + ref + "/history")
                .body("items[0].change", equalTo("amended"))
                .body("items[0].reason", equalTo("The log was found."));
        move("/coes/" + ref + "/withdraw", map("reason", "None.")).statusCode(200);
        paste(ref, CHAT + "2017-02-01 10:00 UTC Else", "reason", "So.").statusCode(409);
    }

    @Test
    void a_timeline_has_at_most_a_thousand_entries() {
        String ref = filed(coe(team()));
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < 600; number++) {
            lines.append("2017-01-31 10:00 UTC Entry ").append(number).append('\n');
        }
        paste(ref, lines.toString()).statusCode(200).body("added", equalTo(600));
        paste(ref, lines.toString().replace("10:00", "11:00"))
                .statusCode(422)
                .body("errors.pointer", contains("/lines"))
                .body("errors.code", contains("too_many"));
    }

    @Test
    void the_same_key_and_text_add_once_and_another_text_is_refused() {
        String ref = filed(coe(team()));
        String key = name("key");
        post(text("text/plain").header("Idempotency-Key", key), ref, CHAT)
                .statusCode(200)
                .body("added", equalTo(3));
        post(text("text/plain").header("Idempotency-Key", key), ref, CHAT)
                .statusCode(200)
                .body("added", equalTo(3));
        post(text("text/plain").header("Idempotency-Key", key), ref, CHAT + CHAT)
                .statusCode(422);
        post(text("text/plain").header("Idempotency-Key", key).queryParam("dryRun", true), ref, CHAT)
                .statusCode(422);
    }

    @Test
    void the_findings_of_the_gate_come_along_when_asked_for() {
        String ref = filed(coe(team()));
        post(text("text/plain").header("Prefer", "quality=findings"), ref, CHAT)
                .statusCode(200)
                .header("Preference-Applied", equalTo("quality=findings"))
                .body("quality.blockers", greaterThan(0))
                .body("quality.findings.rule", notNullValue());
    }

    @Test
    void who_may_not_edit_may_not_import_nor_try_it() {
        String ref = filed(coe(team()));
        SignedIn.as(person(), () -> {
            paste(ref, CHAT).statusCode(403);
            return paste(ref, CHAT, "dryRun", true).statusCode(403);
        });
        String secret = filed(coe(team(), "confidentiality", "restricted"));
        SignedIn.as(person(), () -> paste(secret, CHAT, "dryRun", true).statusCode(404));
    }

    @Test
    void a_moment_that_is_written_finer_than_it_is_kept_is_not_added_twice() {
        String ref = filed(coe(team()));
        String line = "2017-01-31T23:27:05.123456789Z removed";
        paste(ref, line).statusCode(200).body("added", equalTo(1)).body("lines.id", contains("t1"));
        paste(ref, line).statusCode(200).body("added", equalTo(0)).body("lines.id", contains("t1"));
    }

    @Test
    void a_dry_run_refuses_what_the_import_refuses() {
        String ref = filed(coe(team(), "owner", person()));
        String read = get("/coes/" + ref).extract().header("ETag");
        paste(ref, CHAT).statusCode(200);
        String more = "2017-02-01 10:00 UTC Else";
        post(given().contentType("text/plain").header("If-Match", read).queryParam("dryRun", true), ref, more)
                .statusCode(412)
                .body("conflicts", contains("whatHappened"));
        submit(ref).statusCode(200);
        Fixture.approve(ref).statusCode(200);
        paste(ref, more, "dryRun", true).statusCode(422).body("errors.pointer", contains("/reason"));
        paste(ref, more, "dryRun", true, "reason", "Found.").statusCode(200).body("added", equalTo(1));
        move("/coes/" + ref + "/withdraw", map("reason", "None.")).statusCode(200);
        paste(ref, more, "dryRun", true, "reason", "Found.").statusCode(409);
        get("/coes/" + ref).body("whatHappened.timeline", hasSize(3));
    }

    @Test
    void that_it_is_withdrawn_or_stale_is_said_before_what_is_wrong_with_the_lines() {
        String ref = filed(coe(team()));
        String read = get("/coes/" + ref).extract().header("ETag");
        paste(ref, CHAT).statusCode(200);
        String wrong = "2017-02-01 10:00 UTC Else\nno time";
        post(given().contentType("text/plain").header("If-Match", read), ref, wrong)
                .statusCode(412);
        paste(ref, wrong).statusCode(422).body("errors.pointer", contains("/lines/2"));
        move("/coes/" + ref + "/withdraw", map("reason", "None.")).statusCode(200);
        paste(ref, wrong).statusCode(409);
        paste("COE-999999999", wrong).statusCode(404);
    }

    @Test
    void a_time_that_no_record_can_have_is_said_of_its_line_together_with_the_others() {
        String ref = filed(coe(team()));
        paste(ref, """
                0000-01-01T00:00:00Z nothing was yet
                2017-01-31 23:27 UTC good
                9999-12-31T23:59:59-08:00 nothing is any more
                no time
                """)
                .statusCode(422)
                .body("errors.pointer", contains("/lines/1", "/lines/3", "/lines/4"))
                .body("errors.code", contains("impossible_time", "impossible_time", "no_time"));
        post(text("text/csv"), ref, "at,text\n0000-12-31T23:59:59Z,x\n10000-01-01T00:00:00Z,x")
                .statusCode(422)
                .body("errors.pointer", contains("/lines/2", "/lines/3"));
        paste(ref, "0001-01-01T00:00:00Z first\n9999-12-31T23:59:59.999999Z last")
                .statusCode(200)
                .body("added", equalTo(2));
    }

    @Test
    void an_evidence_id_as_long_as_the_body_does_not_come_back_whole() {
        post(text("text/csv"), filed(coe(team())), "at,text,evidence\n2017-01-31T23:27Z,x," + "d".repeat(100_000))
                .statusCode(422)
                .body("errors.code", contains("unresolved_pointer"))
                .body("errors[0].detail.length()", lessThan(200));
    }
}
