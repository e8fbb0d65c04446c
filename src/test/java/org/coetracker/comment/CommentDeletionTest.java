package org.coetracker.comment;

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
import static org.coetracker.comment.Talk.path;
import static org.coetracker.comment.Talk.read;
import static org.coetracker.comment.Talk.record;
import static org.coetracker.comment.Talk.said;
import static org.coetracker.comment.Talk.say;
import static org.coetracker.comment.Talk.texts;
import static org.coetracker.comment.Talk.together;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

/** What is deleted is gone, and in the audit trail. */
@QuarkusTest
class CommentDeletionTest {
    @Inject
    EntityManager database;

    @Test
    void a_deleted_comment_keeps_its_place_and_its_text_in_the_audit_trail() {
        String manager = person();
        String team = name("t");
        post("/teams", map("handle", team, "name", "T", "managers", List.of(manager)))
                .statusCode(201);
        String coe = filed(coe(team));
        String ana = person();
        String first = SignedIn.as(ana, () -> said(coe, "It was @" + manager));
        said(coe, "No", "replyTo", first);
        SignedIn.as(
                person(),
                () -> given().header("If-Match", "*")
                        .delete(API + path(coe, first))
                        .then()
                        .statusCode(403));
        SignedIn.as(
                manager,
                () -> given().header("If-Match", "*")
                        .delete(API + path(coe, first))
                        .then()
                        .statusCode(204));
        read(coe, first)
                .body("deleted", equalTo(true))
                .body("deletedBy", equalTo(manager))
                .body("author", equalTo(ana))
                .body("text", nullValue())
                .body("mentions", hasSize(0));
        assertThat(texts(coe, "?thread=" + first)).containsExactly(null, "No");
        SignedIn.as(ana, () -> patch(path(coe, first), map("text", "Still")).statusCode(409));
        given().header("If-Match", "*")
                .delete(API + path(coe, first))
                .then()
                .statusCode(409)
                .body("current", equalTo("deleted"));
        get("/coes/" + coe + "/history")
                .body("items[0].change", equalTo("removed"))
                .body("items[0].actor", equalTo(manager))
                .body("items.changes.flatten().findAll { it.pointer == '/text' }.after", equalTo(List.of("No")))
                .body("items[0].changes.find { it.pointer == '/deletedBy' }.after", equalTo(manager));
        get("/audit?object=" + first)
                .statusCode(200)
                .body("items[0].change", equalTo("removed"))
                .body(
                        "items[0].patch.find { it.op == 'test' && it.path == '/text' }.value",
                        equalTo("It was @" + manager))
                .body("items[0].patch.findAll { it.path == '/text' && it.op != 'test' }", hasSize(1))
                .body("items[0].patch.findAll { it.path == '' }", hasSize(0))
                .body("items[1].change", equalTo("commented"));
        said(coe, "Go on", "replyTo", first);
    }

    @Test
    void a_deleted_draft_takes_its_comments_along_and_leaves_the_history() {
        String coe = record();
        String id = said(coe, "Away with it.");
        String removed = said(coe, "Away already.");
        remove(coe, removed);
        given().header("If-Match", "*").delete(API + "/coes/" + coe).then().statusCode(204);
        get(path(coe, id)).statusCode(404);
        say(coe, "Hello?").statusCode(404);
        get("/audit?object=" + id)
                .statusCode(200)
                .body("items.kind", equalTo(List.of("comment", "comment")))
                .body("items.change", equalTo(List.of("deleted", "commented")))
                .body("items[0].actor", equalTo("admin"))
                .body("items[0].patch[0].value.text", equalTo("Away with it."))
                .body("items[0].patch[1].op", equalTo("remove"));
        get("/audit?object=" + removed).statusCode(200).body("items.change", equalTo(List.of("removed", "commented")));
    }

    @Test
    void a_comment_on_a_draft_that_is_being_deleted_is_refused_or_goes_with_it()
            throws InterruptedException, ExecutionException {
        for (int round = 0; round < 10; round++) {
            String coe = record();
            String id = get("/coes/" + coe).extract().path("id");
            ExecutorService people = Executors.newFixedThreadPool(4);
            List<Integer> written = new ArrayList<>();
            try {
                CountDownLatch ready = new CountDownLatch(4);
                List<Future<Integer>> answers = new ArrayList<>();
                for (int one = 0; one < 3; one++) {
                    answers.add(people.submit(() -> {
                        together(ready);
                        return say(coe, "Still here?").extract().statusCode();
                    }));
                }
                Future<Integer> deletion = people.submit(() -> {
                    together(ready);
                    return given().header("If-Match", "*")
                            .delete(API + "/coes/" + coe)
                            .statusCode();
                });
                for (Future<Integer> answer : answers) {
                    written.add(answer.get());
                }
                assertThat(deletion.get()).isEqualTo(204);
            } finally {
                people.shutdownNow();
            }
            assertThat(written).isSubsetOf(201, 404);
            long there = written.stream().filter(status -> status == 201).count();
            assertThat(count(id, "commented")).isEqualTo(there);
            assertThat(count(id, "deleted")).isEqualTo(there);
        }
    }

    /** How often something was written down of the comments on a COE. */
    private long count(String coe, String change) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery("""
                                select count(*) from history
                                where coe_id = cast(:coe as uuid) and subject = 'comment' and change = :change""")
                                .setParameter("coe", coe)
                                .setParameter("change", change)
                                .getSingleResult())
                        .longValue());
    }

    private static void remove(String coe, String comment) {
        given().header("If-Match", "*").delete(API + path(coe, comment)).then().statusCode(204);
    }
}
