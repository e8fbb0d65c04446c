package org.coetracker.comment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.comment.Talk.path;
import static org.coetracker.comment.Talk.record;
import static org.coetracker.comment.Talk.said;
import static org.coetracker.comment.Talk.say;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coetracker.SignedIn;
import org.coetracker.Told;
import org.coetracker.notice.Happenings;
import org.junit.jupiter.api.Test;

/** Who is told of a comment. */
@QuarkusTest
class CommentNewsTest {
    private static final String ADDED = "comment.added";
    private static final String MENTIONED = "comment.mentioned";

    @Inject
    Told told;

    @Inject
    Happenings happenings;

    @Test
    void the_owner_and_those_who_wrote_before_are_told_and_the_writer_is_not() {
        String owner = person();
        String ana = person();
        String lee = person();
        String coe = record("owner", owner);
        String first = SignedIn.as(ana, () -> said(coe, "Why?"));
        assertThat(told.about(coe, ADDED)).containsExactly("person:" + owner);
        SignedIn.as(lee, () -> said(coe, "Because.", "replyTo", first));
        assertThat(told.about(coe, ADDED).subList(1, 3)).containsExactly("person:" + owner, "person:" + ana);
        SignedIn.as(owner, () -> said(coe, "I see.", "replyTo", first));
        assertThat(told.about(coe, ADDED).subList(3, 5)).containsExactlyInAnyOrder("person:" + ana, "person:" + lee);
        assertThat(told.about(coe, MENTIONED)).isEmpty();
    }

    @Test
    void who_is_mentioned_hears_that_alone_with_a_link_to_the_comment() {
        String owner = person();
        String ana = person();
        String coe = record("owner", owner);
        String id =
                SignedIn.as(ana, () -> said(coe, "Do you know, @" + owner + "? Not @nobody-at-all, nor @" + ana + "."));
        assertThat(told.about(coe, MENTIONED)).containsExactly("person:" + owner);
        assertThat(told.about(coe, ADDED)).isEmpty();
        happenings.tell();
        SignedIn.as(
                owner,
                () -> get("/me/notices")
                        .body("items", hasSize(1))
                        .body("items[0].type", equalTo(MENTIONED))
                        .body("items[0].coe", equalTo(coe))
                        .body(
                                "items[0].text",
                                equalTo(coe + " has a comment by " + ana + " that mentions you: Payments stood still"))
                        .body("items[0].link", endsWith("/comments/" + id)));
        Talk.read(coe, id).body("mentions", equalTo(List.of(owner, ana)));
    }

    @Test
    void a_comment_on_an_action_is_news_of_that_action() {
        String owner = person();
        String coe = record("owner", owner);
        String id = said(coe, "Both?", "pointer", "/correctiveActions/1");
        assertThat(told.about(coe + "-A2", ADDED)).containsExactly("person:" + owner);
        assertThat(told.about(coe, ADDED)).isEmpty();
        happenings.tell();
        SignedIn.as(
                owner,
                () -> get("/me/notices")
                        .body("items[0].action", equalTo(coe + "-A2"))
                        .body("items[0].text", equalTo(coe + "-A2 has a comment by admin: Look at it"))
                        .body("items[0].link", endsWith("/comments/" + id)));
    }

    @Test
    void an_edit_tells_those_only_whom_it_did_not_mention_before() {
        String ana = person();
        String lee = person();
        String coe = record();
        String id = said(coe, "Ask @" + ana + ".");
        patch(path(coe, id), map("text", "Ask nobody.")).statusCode(200).body("mentions", empty());
        patch(path(coe, id), map("text", "Ask @" + lee + " or @" + ana + "."))
                .statusCode(200)
                .body("mentions", equalTo(List.of(lee, ana)));
        assertThat(told.about(coe, MENTIONED)).containsExactly("person:" + ana, "person:" + lee);
        assertThat(told.about(coe, ADDED)).hasSize(1);
    }

    @Test
    void who_may_not_see_the_coe_is_told_nothing_and_the_writer_hears_that() {
        String outsider = person();
        String reviewer = person();
        String away = person();
        patch("/people/" + away, map("active", false)).statusCode(200);
        String coe = record("confidentiality", "restricted", "reviewers", List.of(reviewer));
        String text = "See this, @" + outsider + ", @" + reviewer + " and @" + away + "!";
        String id = say(coe, text)
                .statusCode(201)
                .body("notTold", equalTo(List.of(outsider, away)))
                .body("mentions", equalTo(List.of(outsider, reviewer, away)))
                .extract()
                .path("id");
        assertThat(told.about(coe, MENTIONED)).containsExactly("person:" + reviewer);
        happenings.tell();
        SignedIn.as(outsider, () -> get("/me/notices").body("items", empty()));
        SignedIn.as(reviewer, () -> get("/me/notices").body("items", hasSize(1)));
        patch("/coes/" + coe, map("visibleTo", List.of(outsider))).statusCode(200);
        patch(path(coe, id), map("text", text + " Now?")).statusCode(200).body("notTold", equalTo(List.of(away)));
        assertThat(told.about(coe, MENTIONED)).containsExactly("person:" + reviewer, "person:" + outsider);
    }

    @Test
    void what_is_said_with_a_move_is_told_and_a_move_without_words_is_not() {
        String ana = person();
        String lee = person();
        String coe = record("owner", ana);
        String first = SignedIn.as(ana, () -> said(coe, "Why?"));
        SignedIn.as(lee, () -> move(path(coe, first) + "/resolve", map()).statusCode(200));
        assertThat(told.about(coe, ADDED)).isEmpty();
        SignedIn.as(
                lee,
                () -> move(path(coe, first) + "/reopen", map("comment", "Wait, @" + ana + "."))
                        .statusCode(200)
                        .body("notTold", empty()));
        assertThat(told.about(coe, MENTIONED)).containsExactly("person:" + ana);
        move(path(coe, first) + "/resolve", map("comment", "x".repeat(20_001)))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/comment"));
    }

    @Test
    void a_comment_mentions_so_many_people_and_no_more() {
        String coe = record();
        List<String> people =
                IntStream.range(0, 51).mapToObj(number -> person()).toList();
        String text = people.stream().map(one -> "@" + one).collect(Collectors.joining(" "));
        say(coe, text).statusCode(422).body("errors[0].code", equalTo("too_many_mentions"));
        String id = say(coe, text.substring(0, text.lastIndexOf('@')))
                .statusCode(201)
                .body("mentions", hasSize(50))
                .body("notTold", empty())
                .extract()
                .path("id");
        // So many in its whole life, however often it is changed.
        patch(path(coe, id), map("text", "And @" + people.get(50) + ", @" + people.get(0)))
                .statusCode(200)
                .body("mentions", equalTo(List.of(people.get(50), people.get(0))))
                .body("notTold", equalTo(List.of(people.get(50))));
        patch(path(coe, id), map("text", "And @" + people.get(50) + ", @" + people.get(0)))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("notTold", equalTo(List.of(people.get(50))));
        assertThat(told.about(coe, MENTIONED)).hasSize(50);
    }

    @Test
    void of_a_thread_the_last_writers_are_told_and_no_more() {
        String owner = person();
        String coe = record("owner", owner);
        String first = said(coe, "Why?");
        List<String> people =
                IntStream.range(0, 51).mapToObj(number -> person()).toList();
        people.forEach(one -> SignedIn.as(one, () -> said(coe, "Me too.", "replyTo", first)));
        int before = told.about(coe, ADDED).size();
        SignedIn.as(owner, () -> said(coe, "Enough.", "replyTo", first));
        List<String> news = told.about(coe, ADDED);
        assertThat(news.subList(before, news.size()))
                .hasSize(50)
                .contains("person:" + people.get(50), "person:" + people.get(1))
                .doesNotContain("person:" + people.get(0), "person:admin");
    }

    @Test
    void a_mention_at_an_action_is_read_after_the_action_was_deleted() {
        String ana = person();
        String coe = record();
        String id = said(coe, "Needed, @" + ana + "?", "pointer", "/correctiveActions/1");
        happenings.tell();
        given().header("If-Match", "*")
                .delete(API + "/actions/" + coe + "-A2")
                .then()
                .statusCode(204);
        SignedIn.as(
                ana,
                () -> get("/me/notices?count=true")
                        .body("total", equalTo(1))
                        .body("items[0].coe", equalTo(coe))
                        .body("items[0].action", nullValue())
                        .body("items[0].text", startsWith(coe + " has a comment by admin that mentions you"))
                        .body("items[0].link", endsWith("/comments/" + id)));
    }
}
