package org.coetracker.attachment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.approve;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.submit;
import static org.coetracker.Fixture.team;
import static org.coetracker.attachment.Files.attach;
import static org.coetracker.attachment.Files.attached;
import static org.coetracker.attachment.Files.packed;
import static org.coetracker.attachment.Files.picture;
import static org.coetracker.attachment.Files.sha256;
import static org.coetracker.attachment.Files.text;
import static org.coetracker.attachment.Spooled.sql;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AttachmentTest {
    private static final byte[] CSV = text("time,latency (ms)\n2026-01-01T00:00:00Z,12\n2026-01-01T00:01:00Z,15\n");

    private static Response content(String ref, String id) {
        return given().get(API + "/coes/" + ref + "/attachments/" + id + "/content");
    }

    @Test
    void a_file_that_is_sent_as_a_form_comes_back_byte_by_byte_under_its_name()
            throws IOException, InterruptedException {
        String ref = filed(coe(team()));
        byte[] sent = packed(300_001);
        // As browsers write it: a quotation mark in a name is %22.
        HttpResponse<byte[]> answer = Large.form(
                "/coes/" + ref + "/attachments",
                "Jänner %22final%22 東京.gz",
                sent,
                "What the load balancer wrote",
                sha256(sent));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).contains("/attachments/");
        String id = get("/coes/" + ref + "/attachments").extract().path("items[0].id");
        get("/coes/" + ref + "/attachments/" + id)
                .body("coe", equalTo(ref))
                .body("mediaType", equalTo("application/gzip"))
                .body("size", equalTo(sent.length))
                .body("sha256", equalTo(sha256(sent)))
                .body("title", equalTo("What the load balancer wrote"))
                .body("name", equalTo("Jänner _final_ 東京.gz"))
                .body("usedBy", hasSize(0))
                .body("thumbnail", nullValue());

        Response got = content(ref, id);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.asByteArray()).isEqualTo(sent);
        assertThat(got.header("Content-Type")).isEqualTo("application/gzip");
        assertThat(got.header("Content-Length")).isEqualTo("300001");
        assertThat(got.header("ETag")).isEqualTo('"' + sha256(sent) + '"');
        assertThat(got.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"J_nner _final_ __.gz\";"
                        + " filename*=UTF-8''J%C3%A4nner%20_final_%20%E6%9D%B1%E4%BA%AC.gz");
        assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(got.header("Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
        assertThat(got.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(got.header("Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(Files.digest(sent)) + ":");
    }

    @Test
    void a_file_that_is_the_body_itself_is_checked_against_its_digest() {
        String ref = filed(coe(team()));
        String digest = "sha-256=:" + Base64.getEncoder().encodeToString(Files.digest(CSV)) + ":";
        given().contentType("application/octet-stream")
                .header("Repr-Digest", digest)
                .queryParam("name", "../../etc/latency.csv")
                .body(CSV)
                .post(API + "/coes/" + ref + "/attachments")
                .then()
                .statusCode(201)
                .body("name", equalTo("latency.csv"))
                .body("mediaType", equalTo("text/csv"))
                .body("chart", endsWith("/chart"));
        given().contentType("application/octet-stream")
                .header("Repr-Digest", digest)
                .queryParam("name", "other.csv")
                .body(text("time,latency\n"))
                .post(API + "/coes/" + ref + "/attachments")
                .then()
                .statusCode(422)
                .body("errors.code", contains("digest_mismatch"));
        given().multiPart("file", "other.csv", CSV)
                .multiPart("sha256", "0".repeat(64))
                .post(API + "/coes/" + ref + "/attachments")
                .then()
                .statusCode(422)
                .body("errors.code", contains("digest_mismatch"));
        get("/coes/" + ref + "/attachments").body("items.name", contains("latency.csv"));
    }

    @Test
    void the_same_content_under_the_same_name_is_attached_once() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.csv", CSV);
        attach(ref, "a.csv", CSV).statusCode(200).body("id", equalTo(id));
        attach(ref, "b.csv", CSV).statusCode(201);
        get("/coes/" + ref + "/attachments?count=true").body("total", equalTo(2));
        get("/coes/" + ref + "/attachments?sort=-size&limit=1").statusCode(200).body("items", hasSize(1));
    }

    @Test
    void a_picture_has_its_size_and_a_small_picture() throws IOException {
        String ref = filed(coe(team()));
        String id = attach(ref, "graph.png", picture(1600, 800, "png"))
                .statusCode(201)
                .body("width", equalTo(1600))
                .body("height", equalTo(800))
                .body("thumbnail", endsWith("/thumbnail"))
                .extract()
                .path("id");
        byte[] small = get("/coes/" + ref + "/attachments/" + id + "/thumbnail")
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
        var image = ImageIO.read(new ByteArrayInputStream(small));
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(160);
        assertThat(image.getRGB(10, 10) & 0xffffff).isEqualTo(0xff0000);
        attach(ref, "photo.jpg", picture(100, 50, "jpg"))
                .statusCode(201)
                .body("mediaType", equalTo("image/jpeg"))
                .body("thumbnail", endsWith("/thumbnail"));
    }

    @Test
    void a_picture_that_got_no_small_one_has_it_when_it_is_sent_again() {
        String ref = filed(coe(team()));
        byte[] sent = picture(160, 80, "png");
        String id = attached(ref, "graph.png", sent);
        sql("delete from attachment_thumbnail where attachment_id = '" + id + "'");
        sql("update attachment set has_thumbnail = false, width = null, height = null where id = '" + id + "'");
        get("/coes/" + ref + "/attachments/" + id).body("thumbnail", nullValue());
        for (int time = 0; time < 2; time++) {
            attach(ref, "graph.png", sent)
                    .statusCode(200)
                    .body("id", equalTo(id))
                    .body("width", equalTo(160))
                    .body("height", equalTo(80))
                    .body("thumbnail", endsWith("/thumbnail"));
        }
        get("/coes/" + ref + "/attachments/" + id).body("width", equalTo(160));
        get("/coes/" + ref + "/attachments/" + id + "/thumbnail").statusCode(200);
    }

    @Test
    void what_it_is_is_told_by_the_content() {
        String ref = filed(coe(team()));
        attach(ref, "page.png", text("<!DOCTYPE html><html><script>alert(1)</script></html>"))
                .statusCode(415)
                .body("detail", containsString("text/html"));
        attach(ref, "picture.svg", text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"))
                .statusCode(415);
        attach(ref, "notes.txt", new byte[] {'M', 'Z', 0, 1, 2, 3, 0, 0, 0, 0, 0, 0})
                .statusCode(415);
        attach(ref, "a.png", text("just words")).statusCode(201).body("mediaType", equalTo("text/plain"));
        attach(ref, "mail.log", text("Received: from here\nSubject: there\n\nwords"))
                .statusCode(201)
                .body("mediaType", equalTo("text/plain"));
        attach(ref, "run.html", text("#!/bin/sh\necho hello\n"))
                .statusCode(201)
                .body("mediaType", equalTo("text/plain"));
        attach(ref, "data.json", text("{\"a\":1}")).statusCode(201).body("mediaType", equalTo("application/json"));
        attach(ref, "empty.txt", new byte[0]).statusCode(422).body("errors.code", contains("empty"));
    }

    @Test
    void more_than_25_mib_is_too_large_and_25_mib_are_not() throws IOException, InterruptedException {
        String ref = filed(coe(team()));
        String at = "/coes/" + ref + "/attachments";
        byte[] most = packed(25 << 20);
        HttpResponse<byte[]> taken = Large.post(at + "?name=most.gz", BodyPublishers.ofByteArray(most));
        assertThat(taken.statusCode()).isEqualTo(201);
        String id = get(at).extract().path("items[0].id");
        assertThat(Large.get(at + "/" + id + "/content").body()).isEqualTo(most);
        byte[] more = packed((25 << 20) + 1);
        assertThat(Large.post(at + "?name=more.gz", BodyPublishers.ofByteArray(more))
                        .statusCode())
                .isEqualTo(413);
        // Without a length that says so before it comes.
        HttpResponse<byte[]> refused =
                Large.post(at + "?name=more.gz", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(more)));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(new String(refused.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("25 MiB");
        get(at).body("items", hasSize(1));
        assertThat(Large.post("/coes", BodyPublishers.ofByteArray(packed((1 << 20) + 1)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_part_of_a_content_is_sent_to_whoever_asks_for_it() {
        String ref = filed(coe(team()));
        String id = attached(ref, "digits.txt", text("0123456789"));
        String at = API + "/coes/" + ref + "/attachments/" + id + "/content";
        given().header("Range", "bytes=2-4")
                .get(at)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 2-4/10")
                .header("Content-Length", "3")
                .body(equalTo("234"));
        given().header("Range", "bytes=-3").get(at).then().statusCode(206).body(equalTo("789"));
        given().header("Range", "bytes=7-").get(at).then().statusCode(206).body(equalTo("789"));
        given().header("Range", "bytes=10-").get(at).then().statusCode(416).header("Content-Range", "bytes */10");
        given().header("Range", "bytes=0-0,2-2").get(at).then().statusCode(200).body(equalTo("0123456789"));
        given().header("Range", "bytes=2-4")
                .header("If-Range", "\"other\"")
                .get(at)
                .then()
                .statusCode(200);
        String tag = given().get(at).header("ETag");
        given().header("If-None-Match", tag).head(at).then().statusCode(304).header("ETag", tag);
        given().header("If-None-Match", tag).get(at).then().statusCode(304);
        given().head(at)
                .then()
                .statusCode(200)
                .header("Content-Length", "10")
                .header("ETag", tag)
                .header("Content-Disposition", containsString("digits.txt"));
    }

    @Test
    void evidence_names_a_file_of_its_own_coe_which_then_stays() {
        String team = team();
        String ref = filed(coe(team));
        String other = filed(coe(team));
        get("/coes/" + ref + "/quality").body("findings.rule", hasItem("data-or-reason"));
        String id = attached(ref, "a.csv", CSV);
        String elsewhere = attached(other, "a.csv", CSV);
        patch("/coes/" + ref, evidence(elsewhere))
                .statusCode(422)
                .body("errors.pointer", contains("/supportingData/items/0/attachment"))
                .body("errors.code", contains("unresolved_pointer"));
        patch("/coes/" + ref, evidence(id)).statusCode(200);
        get("/coes/" + ref + "/attachments/" + id).body("usedBy", contains("d1"));
        get("/coes/" + ref + "/quality").body("findings.rule", not(hasItem("data-or-reason")));
        given().header("If-Match", "*")
                .delete(API + "/coes/" + ref + "/attachments/" + id)
                .then()
                .statusCode(409)
                .body("detail", containsString("d1"));
        patch("/coes/" + ref, map("supportingData", null)).statusCode(200);
        given().delete(API + "/coes/" + ref + "/attachments/" + id).then().statusCode(428);
        given().header("If-Match", "*")
                .delete(API + "/coes/" + ref + "/attachments/" + id)
                .then()
                .statusCode(204);
        get("/coes/" + ref + "/attachments/" + id).statusCode(404);
        get("/coes/" + ref + "/history").body("items.change[0]", equalTo("file_removed"));
        get("/coes/" + ref + "/history").body("items.change", hasItem("file_attached"));
    }

    @Test
    void a_file_that_was_approved_stays_whatever_the_record_says_later() {
        String ref = filed(coe(team()));
        String named = attached(ref, "a.csv", CSV);
        String early = attached(ref, "early.csv", CSV);
        String never = attached(ref, "never.csv", CSV);
        patch("/coes/" + ref, evidence(early)).statusCode(200);
        patch("/coes/" + ref, evidence(named)).statusCode(200);
        submit(ref);
        approve(ref);
        for (String later : List.of(never, attached(ref, "last.csv", CSV))) {
            java.util.Map<String, Object> amendment = new java.util.HashMap<>(evidence(later));
            amendment.put("reason", "A better measurement.");
            patch("/coes/" + ref, amendment).statusCode(200);
        }
        for (String kept : List.of(named, never)) {
            given().header("If-Match", "*")
                    .delete(API + "/coes/" + ref + "/attachments/" + kept)
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("first approval"));
        }
        given().header("If-Match", "*")
                .delete(API + "/coes/" + ref + "/attachments/" + early)
                .then()
                .statusCode(204);
    }

    @Test
    void a_repeat_takes_the_title_that_it_is_given_and_keeps_the_one_that_is_there() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.csv", CSV);
        given().multiPart("file", "a.csv", CSV)
                .multiPart("title", "Latency")
                .post(API + "/coes/" + ref + "/attachments")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("title", equalTo("Latency"));
        attach(ref, "a.csv", CSV).statusCode(200).body("title", equalTo("Latency"));
        get("/coes/" + ref + "/attachments/" + id).body("title", equalTo("Latency"));
        get("/coes/" + ref + "/history")
                .body("items.change[0]", equalTo("file_titled"))
                .body("items.reason[0]", endsWith(": \"Latency\", without a title before"));
        for (String blank : List.of("%20", "%09%20")) {
            given().urlEncodingEnabled(false)
                    .contentType("application/octet-stream")
                    .body(CSV)
                    .post(API + "/coes/" + ref + "/attachments?name=a.csv&title=" + blank)
                    .then()
                    .statusCode(200)
                    .body("title", equalTo("Latency"));
        }
        given().contentType("application/octet-stream")
                .queryParam("name", "a.csv")
                .queryParam("title", " Latency of checkout ")
                .body(CSV)
                .post(API + "/coes/" + ref + "/attachments")
                .then()
                .statusCode(200)
                .body("title", equalTo("Latency of checkout"));
        get("/coes/" + ref + "/history")
                .body("items.reason[0]", startsWith("a.csv ("))
                .body("items.reason[0]", endsWith(": \"Latency of checkout\", \"Latency\" before"));
    }

    private static java.util.Map<String, Object> evidence(String attachment) {
        return map(
                "supportingData",
                map("items", List.of(map("id", "d1", "kind", "file", "title", "Latency", "attachment", attachment))));
    }

    @Test
    void whoever_may_amend_the_coe_attaches_and_others_do_not() {
        String team = team();
        String owner = person();
        String ref = filed(coe(team, "owner", owner));
        SignedIn.as(person(), () -> attach(ref, "a.csv", CSV)).statusCode(403);
        String id = SignedIn.as(owner, () -> attach(ref, "a.csv", CSV))
                .statusCode(201)
                .extract()
                .path("id");
        SignedIn.as(person(), () -> get("/coes/" + ref + "/attachments/" + id)).statusCode(200);
        SignedIn.asNobody(() -> attach(ref, "b.csv", CSV)).statusCode(401);
        move("/coes/" + ref + "/withdraw", map("reason", "None.")).statusCode(200);
        attach(ref, "b.csv", CSV).statusCode(409);
    }

    @Test
    void a_draft_that_is_deleted_takes_its_files_along() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.csv", CSV);
        given().header("If-Match", "*").delete(API + "/coes/" + ref).then().statusCode(204);
        assertThat(content(ref, id).statusCode()).isEqualTo(404);
    }

    @Test
    void a_form_that_is_none_is_malformed() {
        String ref = filed(coe(team()));
        given().multiPart("title", "No file")
                .post(API + "/coes/" + ref + "/attachments")
                .then()
                .statusCode(400);
        given().multiPart("file", "a.csv", CSV)
                .multiPart("file", "b.csv", CSV)
                .post(API + "/coes/" + ref + "/attachments")
                .then()
                .statusCode(400);
        given().config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("multipart/form-data", io.restassured.http.ContentType.TEXT)))
                .contentType("multipart/form-data; boundary=x")
                .body("no boundary anywhere")
                .post(API + "/coes/" + ref + "/attachments")
                .then()
                .statusCode(400);
        get("/coes/" + ref + "/attachments").body("items.size()", lessThanOrEqualTo(0));
    }
}
