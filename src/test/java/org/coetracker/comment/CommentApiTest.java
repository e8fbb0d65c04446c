package org.coetracker.comment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.comment.Talk.path;
import static org.coetracker.comment.Talk.read;
import static org.coetracker.comment.Talk.record;
import static org.coetracker.comment.Talk.said;
import static org.coetracker.comment.Talk.say;
import static org.coetracker.comment.Talk.texts;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CommentApiTest {
    @Test
    void a_comment_is_about_the_record_unless_it_says_otherwise() {
        String coe = record();
        String ana = person();
        Response written = SignedIn.as(
                ana,
                () -> say(coe, "Why *then*? 🙈 \u202e")
                        .statusCode(201)
                        .extract()
                        .response());
        String id = written.path("id");
        assertThat(written.header("Location")).endsWith("/coes/" + coe + "/comments/" + id);
        read(coe, id)
                .header("ETag", written.header("ETag"))
                .body("text", equalTo("Why *then*? 🙈 \u202e"))
                .body("author", equalTo(ana))
                .body("coe", equalTo(coe))
                .body("thread", equalTo(id))
                .body("version", equalTo(1))
                .body("pointer", equalTo(""))
                .body("item", nullValue())
                .body("about", nullValue())
                .body("detached", equalTo(false))
                .body("resolved", equalTo(false))
                .body("edited", equalTo(false))
                .body("deleted", equalTo(false))
                .body("mentions", hasSize(0));
        given().header("If-None-Match", written.header("ETag"))
                .get(API + path(coe, id))
                .then()
                .statusCode(304);
    }

    @Test
    void comments_are_taken_at_every_status_and_not_from_viewers() {
        String coe = record("correctiveActions", List.of());
        List<String> statuses = new ArrayList<>();
        Runnable comment = () -> {
            statuses.add(get("/coes/" + coe).extract().path("status"));
            said(coe, "At " + statuses.get(statuses.size() - 1));
        };
        comment.run();
        Fixture.submit(coe).statusCode(200);
        comment.run();
        Fixture.approve(coe).statusCode(200);
        comment.run();
        move("/coes/" + coe + "/close", map()).statusCode(200);
        comment.run();
        String withdrawn = record();
        move("/coes/" + withdrawn + "/withdraw", map("reason", "Twice.")).statusCode(200);
        said(withdrawn, "Twice indeed.");
        assertThat(statuses).containsExactly("draft", "in_review", "approved", "closed");
        assertThat(texts(coe, "")).hasSize(4);
        String viewer = name("p");
        post("/people", map("handle", viewer, "name", "V", "roles", List.of("viewer")))
                .statusCode(201);
        SignedIn.as(viewer, () -> say(coe, "Me too.").statusCode(403));
        assertThat(SignedIn.as(viewer, () -> texts(withdrawn, ""))).containsExactly("Twice indeed.");
    }

    @Test
    void everything_wrong_with_a_comment_is_said_at_once() {
        String coe = record();
        post("/coes/" + coe + "/comments", map("text", " ", "pointer", "/rootCause/causes/c9"))
                .statusCode(422)
                .body("errors.pointer", hasItem("/text"))
                .body("errors.find { it.pointer == '/pointer' }.code", equalTo("unresolved_pointer"))
                .body(
                        "errors.find { it.pointer == '/pointer' }.detail",
                        containsString("/rootCause/causes has c1, c2."));
        say(coe, "x".repeat(20_001)).statusCode(422).body("errors[0].code", equalTo("size"));
        say(coe, "x".repeat(20_000)).statusCode(201);
        say(coe, "a\u0000b").statusCode(400).body("errors[0].pointer", equalTo("/text"));
        say(coe, "What?", "pointer", "rootCause").statusCode(422).body("errors[0].code", equalTo("form"));
        say(coe, "What?", "pointer", "/~2").statusCode(422).body("errors[0].code", equalTo("form"));
        say(coe, "What?", "pointer", "/" + "a".repeat(500)).statusCode(422).body("errors[0].code", equalTo("size"));
        say(coe, "What?", "about", "me").statusCode(400).body("errors[0].code", equalTo("unknown_property"));
        say(coe, "What?", "pointer", "/nothing")
                .statusCode(422)
                .body("errors[0].detail", containsString("The record has id, ref, "));
        say(coe, "What?", "pointer", "/title/0")
                .statusCode(422)
                .body("errors[0].detail", containsString("/title has nothing below it."));
    }

    @Test
    void a_reply_belongs_to_the_thread_of_what_it_replies_to() {
        String coe = record();
        String first = said(coe, "First", "pointer", "/rootCause");
        String reply = said(coe, "Second", "replyTo", first);
        String further = said(coe, "Third", "replyTo", reply);
        said(coe, "Elsewhere");
        read(coe, further).body("thread", equalTo(first)).body("pointer", equalTo("/rootCause"));
        assertThat(texts(coe, "?thread=" + first)).containsExactly("First", "Second", "Third");
        assertThat(texts(coe, "?reply=false")).containsExactly("First", "Elsewhere");
        assertThat(texts(coe, "?reply=true&sort=-createdAt")).containsExactly("Third", "Second");
        say(coe, "No", "replyTo", first, "pointer", "/impact")
                .statusCode(422)
                .body("errors[0].code", equalTo("not_in_a_reply"));
        String other = record();
        say(other, "No", "replyTo", first).statusCode(422).body("errors[0].pointer", equalTo("/replyTo"));
        get(path(other, first)).statusCode(404);
        get(path(coe, UUID.randomUUID().toString())).statusCode(404);
        get(path(coe, "1")).statusCode(404);
        get("/coes/" + coe + "/comments?thread=1&resolved=perhaps&pointer=x")
                .statusCode(400)
                .body("errors", hasSize(3));
    }

    @Test
    void a_list_is_paged_oldest_first_and_cheap_to_poll() {
        String coe = record();
        List<String> all = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            all.add("Number " + number);
            said(coe, "Number " + number);
        }
        Response page = get("/coes/" + coe + "/comments?limit=3&count=true")
                .statusCode(200)
                .body("total", equalTo(5))
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .response();
        List<String> read = new ArrayList<>(page.path("items.text"));
        said(coe, "Later");
        read.addAll(texts(coe, "?limit=3&cursor=" + page.path("nextCursor")));
        all.add("Later");
        assertThat(read).isEqualTo(all);
        String tag = get("/coes/" + coe + "/comments").extract().header("ETag");
        given().header("If-None-Match", tag)
                .get(API + "/coes/" + coe + "/comments")
                .then()
                .statusCode(304);
    }

    @Test
    void a_repeated_comment_with_its_key_is_written_once() {
        String coe = record();
        List<String> ids = new ArrayList<>();
        String key = UUID.randomUUID().toString();
        for (int time = 0; time < 2; time++) {
            ids.add(given().contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body(map("text", "Once"))
                    .post(API + "/coes/" + coe + "/comments")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(texts(coe, "")).containsExactly("Once");
    }

    @Test
    void its_author_alone_changes_a_comment_and_the_history_has_what_it_said() {
        String coe = record();
        String ana = person();
        String id = SignedIn.as(ana, () -> said(coe, "Firts"));
        patch(path(coe, id), map("text", "Mine")).statusCode(403);
        SignedIn.as(
                ana, () -> patch(path(coe, id), "\"7\"", map("text", "Late")).statusCode(412));
        SignedIn.as(
                ana,
                () -> given().contentType("application/merge-patch+json")
                        .body(map("text", "Bare"))
                        .patch(API + path(coe, id))
                        .then()
                        .statusCode(428));
        SignedIn.as(ana, () -> patch(path(coe, id), map("text", null)).statusCode(422));
        SignedIn.as(ana, () -> patch(path(coe, id), map("author", "admin")).statusCode(422));
        SignedIn.as(
                ana,
                () -> patch(path(coe, id), map("text", "Firts")).statusCode(200).body("version", equalTo(1)));
        SignedIn.as(
                ana,
                () -> patch(path(coe, id), "\"1\"", map("text", "First"))
                        .statusCode(200)
                        .body("text", equalTo("First"))
                        .body("edited", equalTo(true))
                        .body("editedAt", notNullValue())
                        .body("version", equalTo(2)));
        get("/coes/" + coe + "/history")
                .body("items[0].subject", equalTo("comment"))
                .body("items[0].change", equalTo("edited"))
                .body("items[0].ref", equalTo(id))
                .body("items[0].changes[0].pointer", equalTo("/text"))
                .body("items[0].changes[0].before", equalTo("Firts"))
                .body("items[1].change", equalTo("commented"));
    }

    @Test
    void what_was_read_can_be_sent_back_though_its_thread_has_gone_on() {
        String coe = record();
        String first = said(coe, "Why?", "pointer", "/rootCause/causes/1");
        String reply = said(coe, "Because.", "replyTo", first);
        Map<String, Object> read =
                new HashMap<>(read(coe, reply).extract().jsonPath().getMap("$"));
        move(path(coe, first) + "/resolve", map()).statusCode(200);
        patch("/coes/" + coe, map("rootCause", map("causes", List.of(Talk.cause("c2", "Nobody looked.")))))
                .statusCode(200);
        read.put("text", "Because of that.");
        patch(path(coe, reply), "\"1\"", read)
                .statusCode(200)
                .body("text", equalTo("Because of that."))
                .body("pointer", equalTo("/rootCause/causes/0"))
                .body("resolved", equalTo(true));
        read.put("mentions", List.of("admin"));
        patch(path(coe, reply), read).statusCode(422).body("errors.code", hasItem("read_only"));
    }

    @Test
    void a_token_that_is_limited_to_teams_comments_on_their_coes_alone() {
        String coe = record();
        String team = get("/coes/" + coe).extract().path("team");
        String other = record();
        String id = said(other, "Elsewhere");
        String token = SignedIn.token("admin", List.of("read", "write"), team);
        SignedIn.with(token, () -> {
            String mine = said(coe, "Here");
            move(path(coe, mine) + "/resolve", map()).statusCode(200);
            say(other, "There").statusCode(404);
            get(path(other, id)).statusCode(404);
            get("/coes/" + other + "/comments").statusCode(404);
            patch(path(other, id), map("text", "Mine")).statusCode(404);
            return move(path(other, id) + "/resolve", map()).statusCode(404);
        });
    }

    @Test
    void what_comments_say_is_found_with_their_coe_until_they_are_deleted() {
        String word = "zyx" + Fixture.name("w").replaceAll("[^a-z0-9]", "");
        String coe = record();
        String ana = person();
        String id = SignedIn.as(ana, () -> said(coe, "It was the " + word + " valve."));
        get("/search?q=" + word)
                .body("items.ref", equalTo(List.of(coe)))
                .body("items[0].highlights[0].member", equalTo("comments"));
        SignedIn.as(
                ana,
                () -> patch(path(coe, id), map("text", "It was another valve.")).statusCode(200));
        get("/search?q=" + word).body("items", hasSize(0));
        SignedIn.as(ana, () -> patch(path(coe, id), map("text", word)).statusCode(200));
        get("/search?q=" + word).body("items", hasSize(1));
        given().header("If-Match", "*").delete(API + path(coe, id)).then().statusCode(204);
        get("/search?q=" + word).body("items", hasSize(0));
    }

    @Test
    void of_long_comments_the_beginning_is_found_and_of_many_the_newest() {
        String word = "zyx" + Fixture.name("w").replaceAll("[^a-z0-9]", "");
        String coe = record();
        said(coe, "a ".repeat(1_000) + word + "end");
        get("/search?q=" + word + "end").body("items", hasSize(0));
        said(coe, "It was " + word + ".");
        for (int number = 1; number < 50; number++) {
            said(coe, "Number " + number);
        }
        get("/search?q=" + word).body("items.ref", equalTo(List.of(coe)));
        said(coe, "Number 50");
        get("/search?q=" + word).body("items", hasSize(0));
        get("/search?q=\"Payments stood still\" \"Number 50\"").body("items.ref", hasItem(coe));
    }

    @Test
    void comments_on_a_restricted_coe_are_not_there_for_others() {
        String coe = record("confidentiality", "restricted");
        String id = said(coe, "Secret");
        SignedIn.as(person(), () -> {
            get("/coes/" + coe + "/comments").statusCode(404);
            get(path(coe, id)).statusCode(404);
            say(coe, "Hello?").statusCode(404);
            return move(path(coe, id) + "/resolve", map()).statusCode(404);
        });
        get("/coes/" + coe + "/comments").body("items[0].text", endsWith("Secret"));
    }
}
