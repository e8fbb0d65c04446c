package org.coetracker.markdown;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Path;
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
