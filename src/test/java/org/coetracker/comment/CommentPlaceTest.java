package org.coetracker.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.patch;
import static org.coetracker.comment.Talk.cause;
import static org.coetracker.comment.Talk.measure;
import static org.coetracker.comment.Talk.read;
import static org.coetracker.comment.Talk.record;
import static org.coetracker.comment.Talk.said;
import static org.coetracker.comment.Talk.texts;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.coetracker.Fixture;
import org.junit.jupiter.api.Test;

/** What a comment is about stays what it is about, wherever that goes. */
@QuarkusTest
class CommentPlaceTest {
    @Test
    void a_comment_on_a_cause_follows_it_by_its_id_however_it_was_named() {
        String coe = record();
        String byIndex = said(coe, "By index", "pointer", "/rootCause/causes/1");
        String byId = said(coe, "By id", "pointer", "/rootCause/causes/c2");
        String within = said(coe, "Within", "pointer", "/rootCause/causes/c2/text");
        for (String id : List.of(byIndex, byId)) {
            read(coe, id)
                    .body("pointer", equalTo("/rootCause/causes/1"))
                    .body("item", equalTo("c2"))
                    .body("about", equalTo("Nobody looked."));
        }
        read(coe, within).body("pointer", equalTo("/rootCause/causes/1/text"));
        causes(coe, cause("c2", "Nobody looked at all."), cause("c3", "New"), cause("c1", "The queue had no limit."));
        read(coe, byIndex)
                .body("pointer", equalTo("/rootCause/causes/0"))
                .body("about", equalTo("Nobody looked."))
                .body("detached", equalTo(false));
        read(coe, within).body("pointer", equalTo("/rootCause/causes/0/text"));
        assertThat(texts(coe, "?pointer=/rootCause/causes/0")).containsExactly("By index", "By id", "Within");
    }

    @Test
    void a_comment_on_what_is_gone_says_what_it_was_and_comes_back_with_it() {
        String coe = record();
        String id = said(coe, "Is it?", "pointer", "/rootCause/causes/c2");
        String reply = said(coe, "It is.", "replyTo", id);
        causes(coe, cause("c1", "The queue had no limit."));
        for (String one : List.of(id, reply)) {
            read(coe, one)
                    .body("detached", equalTo(true))
                    .body("pointer", nullValue())
                    .body("item", equalTo("c2"))
                    .body("about", equalTo("Nobody looked."));
        }
        assertThat(texts(coe, "?pointer=/rootCause/causes/c2")).containsExactly("Is it?", "It is.");
        causes(coe, cause("c2", "Nobody looked."));
        read(coe, id).body("detached", equalTo(false)).body("pointer", equalTo("/rootCause/causes/0"));
    }

    @Test
    void a_comment_on_an_action_goes_by_its_ref() {
        String coe = record();
        String id = said(coe, "Both?", "pointer", "/correctiveActions/" + coe + "-A2");
        read(coe, id)
                .body("pointer", equalTo("/correctiveActions/1"))
                .body("item", equalTo(coe + "-A2"))
                .body("about", equalTo("Look at it"));
        RestAssured.given()
                .header("If-Match", "*")
                .delete(Fixture.API + "/actions/" + coe + "-A1")
                .then()
                .statusCode(204);
        read(coe, id).body("pointer", equalTo("/correctiveActions/0"));
        RestAssured.given()
                .header("If-Match", "*")
                .delete(Fixture.API + "/actions/" + coe + "-A2")
                .then()
                .statusCode(204);
        read(coe, id).body("detached", equalTo(true)).body("about", equalTo("Look at it"));
    }

    @Test
    void items_without_an_id_go_by_their_kind_or_text() {
        String coe = record();
        String measure = said(coe, "So few?", "pointer", "/impact/measures/1");
        String tag = said(coe, "Hm", "pointer", "/tags/1");
        read(coe, measure).body("item", equalTo("requests")).body("about", equalTo("requests"));
        read(coe, tag).body("item", equalTo("a/b~c")).body("about", equalTo("a/b~c"));
        patch(
                        "/coes/" + coe,
                        map(
                                "tags",
                                List.of("a/b~c"),
                                "impact",
                                map("measures", List.of(measure("requests", 8), measure("requests", 9)))))
                .statusCode(200);
        read(coe, measure).body("pointer", equalTo("/impact/measures/0"));
        read(coe, tag).body("pointer", equalTo("/tags/0"));
        String second = said(coe, "Twice?", "pointer", "/impact/measures/1");
        read(coe, second).body("item", equalTo("requests#2"));
    }

    @Test
    void comments_are_asked_for_by_question_with_what_is_below() {
        String coe = record();
        said(coe, "Record");
        said(coe, "Question", "pointer", "/rootCause");
        said(coe, "Narrative", "pointer", "/rootCause/narrative");
        said(coe, "Cause", "pointer", "/rootCause/causes/0");
        said(coe, "Impact", "pointer", "/impact");
        assertThat(texts(coe, "?pointer=/rootCause")).containsExactly("Question", "Narrative", "Cause");
        assertThat(texts(coe, "?pointer=/rootCause/narrative")).containsExactly("Narrative");
        assertThat(texts(coe, "?pointer=/")).containsExactly("Record");
        assertThat(texts(coe, "?pointer=/rootCaus_")).isEmpty();
        String cursor = get("/coes/" + coe + "/comments?limit=1&pointer=/rootCause")
                .extract()
                .path("nextCursor");
        get("/coes/" + coe + "/comments?limit=1&pointer=/impact&cursor=" + cursor)
                .statusCode(400);
    }

    private static void causes(String coe, Object... causes) {
        patch("/coes/" + coe, map("rootCause", map("causes", List.of(causes)))).statusCode(200);
    }
}
