package org.coetracker.comment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.person;
import static org.coetracker.comment.Talk.path;
import static org.coetracker.comment.Talk.read;
import static org.coetracker.comment.Talk.record;
import static org.coetracker.comment.Talk.said;
import static org.coetracker.comment.Talk.say;
import static org.coetracker.comment.Talk.texts;
import static org.coetracker.comment.Talk.together;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

/** Threads are resolved and opened again, also by several people at once. */
@QuarkusTest
class CommentThreadTest {
    @Test
    void a_thread_is_resolved_once_and_opened_again() {
        String coe = record();
        String first = said(coe, "Why?");
        String reply = said(coe, "Because.", "replyTo", first);
        String lee = person();
        move(path(coe, reply) + "/resolve", map()).statusCode(409).body("current", equalTo("reply"));
        move(path(coe, first) + "/reopen", map())
                .statusCode(409)
                .body("current", equalTo("open"))
                .body("openMoves", equalTo(List.of("resolve")));
        SignedIn.as(
                lee,
                () -> move(path(coe, first) + "/resolve", map("comment", "Thanks."))
                        .statusCode(200)
                        .body("id", equalTo(first))
                        .body("resolved", equalTo(true))
                        .body("resolvedBy", equalTo(lee))
                        .body("version", equalTo(3)));
        assertThat(texts(coe, "?resolved=true")).containsExactly("Why?", "Because.", "Thanks.");
        assertThat(texts(coe, "?resolved=false")).isEmpty();
        move(path(coe, first) + "/resolve", map())
                .statusCode(409)
                .body("current", equalTo("resolved"))
                .body("detail", containsString(lee));
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .post(API + path(coe, first) + "/resolve")
                .then()
                .statusCode(412);
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"3\"")
                .post(API + path(coe, first) + "/reopen")
                .then()
                .statusCode(200)
                .body("resolved", equalTo(false))
                .body("resolvedBy", nullValue());
        get("/coes/" + coe + "/comments?resolved=false&reply=false&count=true&limit=1")
                .body("total", equalTo(1));
    }

    @Test
    void a_reply_to_a_resolved_thread_opens_it_again() {
        String coe = record();
        String first = said(coe, "Why?");
        move(path(coe, first) + "/resolve", map()).statusCode(200);
        say(coe, "And yet.", "replyTo", first).statusCode(201).body("resolved", equalTo(false));
        read(coe, first).body("resolved", equalTo(false)).body("version", equalTo(3));
        get("/coes/" + coe + "/history")
                .body("items[0].change", equalTo("reopened"))
                .body("items[1].change", equalTo("commented"));
    }

    @Test
    void of_many_who_resolve_a_thread_at_once_one_does() throws InterruptedException, ExecutionException {
        String coe = record();
        for (int round = 0; round < 10; round++) {
            String first = said(coe, "Round " + round);
            ExecutorService people = Executors.newFixedThreadPool(4);
            try {
                List<Future<Integer>> answers = new ArrayList<>();
                for (int one = 0; one < 4; one++) {
                    String ifMatch = one % 2 == 0 ? "\"1\"" : "*";
                    answers.add(people.submit(() -> given().contentType(ContentType.JSON)
                            .header("If-Match", ifMatch)
                            .body(Map.of("comment", "Done."))
                            .post(API + path(coe, first) + "/resolve")
                            .statusCode()));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : answers) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 409, 412);
            } finally {
                people.shutdownNow();
            }
            assertThat(texts(coe, "?thread=" + first)).containsExactly("Round " + round, "Done.");
        }
    }

    @Test
    void a_reply_is_read_before_its_thread_is_resolved() throws InterruptedException, ExecutionException {
        String coe = record();
        for (int round = 0; round < 10; round++) {
            String first = said(coe, "Round " + round);
            ExecutorService people = Executors.newFixedThreadPool(2);
            try {
                CountDownLatch ready = new CountDownLatch(2);
                Future<Integer> reply = people.submit(() -> {
                    together(ready);
                    return say(coe, "And yet.", "replyTo", first).extract().statusCode();
                });
                Future<Integer> resolution = people.submit(() -> {
                    together(ready);
                    return given().contentType(ContentType.JSON)
                            .header("If-Match", "\"1\"")
                            .post(API + path(coe, first) + "/resolve")
                            .statusCode();
                });
                assertThat(reply.get()).isEqualTo(201);
                assertThat(resolution.get()).isIn(200, 412);
            } finally {
                people.shutdownNow();
            }
            // Either the reply came first and the resolution too late, or it has opened the thread again.
            read(coe, first).body("resolved", equalTo(false));
        }
    }

    @Test
    void a_reply_raises_the_version_of_the_first_comment_of_its_thread() {
        String coe = record();
        String first = said(coe, "Why?");
        said(coe, "Because.", "replyTo", first);
        read(coe, first).body("version", equalTo(2)).body("edited", equalTo(false));
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .post(API + path(coe, first) + "/resolve")
                .then()
                .statusCode(412);
    }

    @Test
    void a_thread_of_which_everything_was_deleted_is_not_open() {
        String coe = record();
        String first = said(coe, "Why?");
        String reply = said(coe, "Because.", "replyTo", first);
        String open = "/coes/" + coe + "/comments?resolved=false&reply=false&count=true&limit=1";
        remove(coe, first);
        get(open).body("total", equalTo(1));
        remove(coe, reply);
        get(open).body("total", equalTo(0));
        assertThat(texts(coe, "")).containsExactly(null, null);
        said(coe, "Again.", "replyTo", first);
        get(open).body("total", equalTo(1));
    }

    @Test
    void a_move_says_something_or_nothing_but_no_blanks() {
        String coe = record();
        String first = said(coe, "Why?");
        move(path(coe, first) + "/resolve", map("comment", " \n"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/comment"))
                .body("errors[0].code", equalTo("form"));
        read(coe, first).body("resolved", equalTo(false));
    }

    private static void remove(String coe, String comment) {
        given().header("If-Match", "*").delete(API + path(coe, comment)).then().statusCode(204);
    }
}
