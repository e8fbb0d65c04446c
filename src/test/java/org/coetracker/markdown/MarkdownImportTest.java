package org.coetracker.markdown;

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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.coetracker.attachment.Files;
import org.junit.jupiter.api.Test;

/** What becomes of a record that is exported here or there, and filed again. */
@QuarkusTest
class MarkdownImportTest {
    private static final String PAST = "2026-01-01";
    private static final String FUTURE =
            LocalDate.now(ZoneOffset.UTC).plusDays(200).toString();

    private static String exported(String ref) {
        return given().accept("text/markdown")
                .get(API + "/coes/" + ref)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static ValidatableResponse file(String document) {
        return given().contentType("text/markdown;charset=UTF-8")
                .body(document)
                .post(API + "/coes")
                .then();
    }

    private static String imported(String document) {
        return file(document).statusCode(201).extract().path("ref");
    }

    /** A record with two pieces of evidence, of which the first is a file. */
    private static String withFile(String id, String ref) {
        patch(
                        "/coes/" + ref,
                        map(
                                "supportingData",
                                map(
                                        "items",
                                        List.of(
                                                map(
                                                        "id",
                                                        "d1",
                                                        "kind",
                                                        "metric",
                                                        "title",
                                                        "Load",
                                                        "text",
                                                        "See 13:54.",
                                                        "attachment",
                                                        id),
                                                map(
                                                        "id",
                                                        "d2",
                                                        "kind",
                                                        "log",
                                                        "title",
                                                        "The same",
                                                        "attachment",
                                                        id)))))
                .statusCode(200);
        return ref;
    }

    @Test
    void a_file_that_is_evidence_is_named_for_who_has_to_attach_it_again() throws IOException {
        String ref = filed(coe(team()));
        String id = Files.attached(ref, "load.csv", Files.text("a,b\n1,2\n"));
        String sha256 = get("/coes/" + ref + "/attachments/" + id).extract().path("sha256");
        withFile(id, ref);
        String document = exported(ref);
        assertThat(document)
                .contains("  - attachment: " + id + "\n  - file: load.csv\n  - sha 256: " + sha256 + "\n")
                .doesNotContain("```markdown");
        String remark = "File load.csv (SHA-256 " + sha256 + ") of " + ref;
        String copy = imported(document);
        get("/coes/" + copy)
                .body("supportingData.items.id", contains("d1", "d2"))
                .body("supportingData.items.text", contains("See 13:54.\n\n" + remark, remark))
                .body("supportingData.items[0].attachment", nullValue());
        assertThat(exported(copy)).contains(remark).doesNotContain("- attachment:");
        try (PDDocument print = Loader.loadPDF(given().accept("application/pdf")
                .get(API + "/coes/" + ref)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray())) {
            assertThat(new PDFTextStripper().getText(print)).contains("Attachment load.csv");
        }
    }

    @Test
    void a_record_is_filed_as_it_was_without_what_a_template_would_add() {
        String template = post(
                        "/templates",
                        map(
                                "name",
                                name("template"),
                                "title",
                                "A template",
                                "defaults",
                                map("services", List.of("payments"), "tags", List.of("money"))))
                .statusCode(201)
                .extract()
                .path("name");
        String ref = filed(coe(team(), "template", template));
        get("/coes/" + ref).body("services", contains("payments"));
        patch("/coes/" + ref, map("services", List.of())).statusCode(200);
        String document = exported(ref);
        get("/coes/" + imported(document))
                .body("template", equalTo(template))
                .body("services", empty())
                .body("tags", contains("money"));
        // What a person types says less, and begins with the template.
        get("/coes/" + imported(document.replaceAll("(?m)^(ref|version): .*\n", "")))
                .body("services", contains("payments"));
        get("/coes/" + imported(document.replaceAll("(?m)^template: .*\n", ""))).body("template", nullValue());
        file(document.replace(template, "no-such-template"))
                .statusCode(422)
                .body("errors.pointer", contains("/template"));
    }

    @Test
    void a_record_that_has_been_worked_on_comes_in_with_all_that_was_said() {
        String owner = person();
        String team = team();
        String ref = filed(coe(
                team,
                "owner",
                owner,
                "reviewTeams",
                List.of(team()),
                "rootCause",
                map("causes", List.of(map("id", "c1", "kind", "root_cause", "text", "Nobody looked"))),
                "correctiveActions",
                List.of(
                        map("title", "Verified", "state", "done", "owner", owner),
                        map("title", "Re-dated", "state", "committed", "owner", owner, "dueOn", PAST),
                        map("title", "Failed", "state", "done", "owner", owner, "description", "Text."),
                        map(
                                "title",
                                "Refused",
                                "state",
                                "refused",
                                "refusal",
                                map("reason", "Dear", "approver", owner, "lookAgainOn", FUTURE)),
                        map("title", "Reopened", "state", "done", "owner", owner))));
        String path = "/actions/" + ref;
        move(path + "-A1/verify", map("outcome", "worked", "evidence", "v".repeat(4_000)))
                .statusCode(200);
        move(path + "-A2/re-date", map("dueOn", FUTURE, "reason", "Parts are late."))
                .statusCode(200);
        move(path + "-A3/verify", map("outcome", "did_not_work", "evidence", "Failed.", "dueOn", FUTURE))
                .statusCode(200);
        move(path + "-A5/verify", map("outcome", "worked", "evidence", "Fine.")).statusCode(200);
        move(path + "-A5/reopen", map("reason", "It came back.", "dueOn", FUTURE))
                .statusCode(200);
        String document = exported(ref);
        assertThat(document)
                .contains("- re-dated: from " + PAST + " to " + FUTURE + " by admin: Parts are late.")
                .contains("- re-dated: to " + FUTURE + " by admin: It came back.")
                .doesNotContain("```");
        String copy = imported(document);
        get("/coes/" + copy)
                .body("reviewTeams", hasSize(1))
                .body("rootCause.causes.text", contains("Nobody looked"))
                .body("correctiveActions.title", contains("Verified", "Re-dated", "Failed", "Refused", "Reopened"))
                .body("correctiveActions[0].state", equalTo("done"))
                .body("correctiveActions[0].completion.evidence", containsString("by admin: vvvv"))
                .body("correctiveActions[1].dueOn", equalTo(FUTURE))
                .body("correctiveActions[0].verification.verifier", equalTo("admin"))
                .body("correctiveActions[4].state", equalTo("in_progress"))
                .body("correctiveActions[2].description", equalTo("Text."))
                .body("correctiveActions[2].verification.verifier", equalTo("admin"))
                .body("correctiveActions[3].refusal.reason", equalTo("Dear"));
        String again = exported(copy);
        String third = imported(again);
        assertThat(said(exported(third), third)).isEqualTo(said(again, copy));
    }

    /** A document without the ref and the times that the service gives. */
    private static String said(String document, String ref) {
        return document.replace(ref, "COE-1").replaceAll("(?m)^((created|updated)At|- refused at): .*$", "");
    }

    @Test
    void the_example_of_the_documentation_is_filed() throws IOException {
        String text = java.nio.file.Files.readString(Path.of("docs/markdown.md"));
        String example =
                text.substring(text.indexOf("```markdown\n") + 12, text.indexOf("\n```\n\n- The short members"));
        String ref = imported(example.replace("database-reliability", team()).replace("ravi", person()));
        get("/coes/" + ref)
                .body("severity", equalTo("sev1"))
                .body("tags", contains("backups"))
                .body("whatHappened.timeline[0].evidence", contains("d1"))
                .body("rootCause.causes[0].becauseOf", contains("c2"))
                .body("impact.measures[0].unit", equalTo("projects"))
                .body("lessons.items[0].checklistQuestion", containsString("Is there a backup"))
                .body("correctiveActions[0].dueOn", equalTo("2030-01-15"));
    }

    @Test
    void a_text_of_many_tables_is_filed_and_read_again() {
        String table = "|a".repeat(122) + "\n" + "|-".repeat(122) + "\n" + "|a\n".repeat(160) + "\n";
        String text = table.repeat(100_000 / table.length()).strip();
        String ref = imported("---\nseverity: sev1\nteam: " + team() + "\n---\n# Title\n\n## What happened\n\n" + text
                + "\n\n### Timeline\n\n| Time (UTC) | What |\n|---|---|\n| 2026-02-28 13:54 | It began |\n");
        get("/coes/" + ref)
                .body("whatHappened.narrative", equalTo(text))
                .body("whatHappened.timeline.text", contains("It began"));
        assertThat(exported(ref)).contains("\n" + text + "\n").doesNotContain("```");
        file("---\nseverity: sev1\nteam: " + team() + "\n---\n# Title\n\n## What happened\n\n### Timeline\n\n" + text)
                .statusCode(400)
                .body("errors.code", hasItem("table_too_large"))
                .body("errors[0].line", equalTo(11));
    }

    @Test
    void whatever_is_sent_is_filed_or_refused_with_a_reason() {
        Random random = new Random(7);
        for (int index = 0; index < 60; index++) {
            String document = Typed.document(random);
            if (!document.isEmpty()) {
                file(document).statusCode(not(500)).body("errors", not(empty()));
            }
        }
        file("---\nseverity: sev1\nteam: " + team() + "\n---\n# T\n\n## Corrective actions\n\n- - type: prevent\n")
                .statusCode(400)
                .body("errors.line", contains(9, 9));
    }

    @Test
    void among_forms_that_are_liked_equally_the_order_is_always_the_same() {
        String path = API + "/coes/" + filed(coe(team()));
        given().accept("application/json;q=0, */*")
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/markdown;charset=UTF-8");
    }
}
