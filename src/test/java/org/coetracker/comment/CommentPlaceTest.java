package org.coetracker.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.team;
import static org.coetracker.comment.Talk.cause;
import static org.coetracker.comment.Talk.measure;
import static org.coetracker.comment.Talk.read;
import static org.coetracker.comment.Talk.record;
import static org.coetracker.comment.Talk.said;
import static org.coetracker.comment.Talk.say;
import static org.coetracker.comment.Talk.texts;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    void a_comment_in_a_list_of_an_item_stays_with_the_item() {
        String coe = record("supportingData", map("items", List.of(evidence("e1"), evidence("e2"))));
        causes(coe, causeWithEvidence("c1", "e1", "e2"));
        String id = said(coe, "Where?", "pointer", "/rootCause/causes/c1/evidence/1");
        read(coe, id).body("pointer", equalTo("/rootCause/causes/0/evidence/1")).body("item", equalTo("c1"));
        causes(coe, cause("c2", "Nobody looked."), causeWithEvidence("c1", "e1"));
        read(coe, id)
                .body("pointer", equalTo("/rootCause/causes/1"))
                .body("item", equalTo("c1"))
                .body("detached", equalTo(false));
    }

    private static Object evidence(String id) {
        return map("id", id, "kind", "log", "title", "A log", "text", "Nothing.");
    }

    private static Object causeWithEvidence(String id, String... evidence) {
        Map<String, Object> cause = new HashMap<>(map("id", id, "kind", "root_cause", "text", "Why?"));
        cause.put("evidence", List.of(evidence));
        return cause;
    }

    @Test
    void what_is_the_index_of_one_item_and_the_id_of_another_has_to_be_said_otherwise() {
        String coe = record("tags", List.of("1", "b", "2"));
        say(coe, "Which?", "pointer", "/tags/1")
                .statusCode(422)
                .body("errors[0].code", equalTo("ambiguous"))
                .body("errors[0].detail", containsString("/tags"));
        get("/coes/" + coe + "/comments?pointer=/tags/1").statusCode(400).body("errors[0].code", equalTo("ambiguous"));
        read(coe, said(coe, "This", "pointer", "/tags/1#1")).body("pointer", equalTo("/tags/0"));
        read(coe, said(coe, "That", "pointer", "/tags/b")).body("pointer", equalTo("/tags/1"));
        read(coe, said(coe, "Both say the same", "pointer", "/tags/2")).body("pointer", equalTo("/tags/2"));
        get("/coes/" + coe + "/comments?pointer={pointer}", "/tags/1#1").body("items.text", equalTo(List.of("This")));
    }

    @Test
    void a_pointer_is_read_alike_in_a_comment_and_in_a_filter() {
        String coe = record();
        read(coe, said(coe, "All", "pointer", "/")).body("pointer", equalTo(""));
        assertThat(texts(coe, "?pointer=/")).containsExactly("All");
        for (String wrong : List.of("/~", "/~~01", "/a~2", "title")) {
            say(coe, "What?", "pointer", wrong).statusCode(422).body("errors[0].code", equalTo("form"));
            get("/coes/" + coe + "/comments?pointer={pointer}", wrong)
                    .statusCode(400)
                    .body("errors[0].code", equalTo("not_a_pointer"));
        }
        String longest = "/" + "a".repeat(499);
        assertThat(texts(coe, "?pointer=" + longest)).isEmpty();
        get("/coes/" + coe + "/comments?pointer=" + longest + "a")
                .statusCode(400)
                .body("errors[0].code", equalTo("size"));
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
    void a_comment_on_a_team_that_reviews_it_goes_by_the_team() {
        String first = team();
        String second = team();
        String coe = record("reviewTeams", List.of(first, second));
        String id = said(coe, "Why they?", "pointer", "/reviewTeams/1");
        read(coe, id).body("item", equalTo(second));
        patch("/coes/" + coe, map("reviewTeams", List.of(second))).statusCode(200);
        read(coe, id).body("pointer", equalTo("/reviewTeams/0")).body("item", equalTo(second));
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
