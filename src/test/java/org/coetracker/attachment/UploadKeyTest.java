package org.coetracker.attachment;

import static io.restassured.RestAssured.given;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.team;
import static org.coetracker.attachment.Files.text;
import static org.coetracker.attachment.Spooled.nothingIsOnItsWay;
import static org.coetracker.attachment.Spooled.sql;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files with an idempotency key. */
@QuarkusTest
class UploadKeyTest {
    private String ref;
    private String key;

    @BeforeEach
    void choose() {
        ref = filed(coe(team()));
        key = UUID.randomUUID().toString();
    }

    private ValidatableResponse form(String content, String title) {
        return given().header("Idempotency-Key", key)
                .multiPart("file", "a.txt", text(content), "text/plain")
                .multiPart("title", title)
                .post(API + "/coes/" + ref + "/attachments")
                .then();
    }

    private ValidatableResponse alone(String content) {
        return given().header("Idempotency-Key", key)
                .contentType("application/octet-stream")
                .body(text(content))
                .post(API + "/coes/" + ref + "/attachments?name=a.txt")
                .then();
    }

    private void attached(int files) {
        get("/coes/" + ref + "/attachments?count=true").body("total", equalTo(files));
        nothingIsOnItsWay();
    }

    @Test
    void the_same_file_with_the_same_key_is_the_first_answer_again() {
        String id = form("one", "A title")
                .statusCode(201)
                .header("Idempotent-Replayed", nullValue())
                .extract()
                .path("id");
        form("one", "A title")
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .header("Location", equalTo(API + "/coes/" + ref + "/attachments/" + id))
                .body("id", equalTo(id));
        attached(1);
    }

    @Test
    void another_file_with_the_same_key_is_a_422_and_is_not_kept() {
        alone("one").statusCode(201);
        for (ValidatableResponse answer : new ValidatableResponse[] {alone("two"), form("one", "Another")}) {
            answer.statusCode(422).body("type", equalTo("urn:coe-tracker:problem:idempotency-key-reused"));
        }
        alone("one").statusCode(201).header("Idempotent-Replayed", "true");
        attached(1);
    }

    @Test
    void a_key_whose_file_was_refused_is_free_again() {
        form("", "A title").statusCode(422).body("errors[0].code", equalTo("empty"));
        form("one", "A title").statusCode(201).header("Idempotent-Replayed", nullValue());
        attached(1);
    }

    @Test
    void what_a_node_did_not_write_down_is_carried_out_and_harms_nothing() {
        String id = alone("one").statusCode(201).extract().path("id");
        sql("update idempotency_key set status = null, headers = null, body = null where key = '" + key + "'");
        alone("two").statusCode(422);
        alone("one").statusCode(200).header("Idempotent-Replayed", nullValue()).body("id", equalTo(id));
        alone("one").statusCode(200).header("Idempotent-Replayed", "true").body("id", equalTo(id));
        attached(1);
    }
}
