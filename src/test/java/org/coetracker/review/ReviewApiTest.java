package org.coetracker.review;

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
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.submit;
import static org.coetracker.Fixture.withRole;
import static org.coetracker.SignedIn.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is asked to approve a COE, and what their approvals come to. */
@QuarkusTest
class ReviewApiTest extends Reviewing {
    @Test
    void it_is_approved_by_the_last_of_all_who_are_asked_and_not_before() {
        String ref = inReview("reviewers", List.of(lee, kim));
        get("/coes/" + ref)
                .body("review.round", equalTo(1))
                .body("review.outcome", nullValue())
                .body("review.required.person", contains(lee, kim))
                .body("review.missing.person", contains(lee, kim));
        approves(lee, ref, "comment", "Fine.")
                .statusCode(200)
                .body("status", equalTo("in_review"))
                .body("review.required[0].approvedBy", equalTo(lee))
                .body("review.required[0].approvedAt", not(nullValue()))
                .body("review.missing.person", contains(kim));
        approves(kim, ref)
                .statusCode(200)
                .body("status", equalTo("approved"))
                .body("review.outcome", equalTo("approved"))
                .body("review.missing", empty())
                .body("review.required.approvedBy", contains(lee, kim));
        get("/coes/" + ref + "/history?limit=3")
                .body("items.change", contains("approved", "approval_given", "submitted"))
                .body("items[1].reason", equalTo("Fine."));
    }

    @Test
    void an_approval_changes_the_tag_and_not_the_version_so_that_the_next_one_is_not_stale() {
        String ref = inReview("reviewers", List.of(lee, kim));
        String read = get("/coes/" + ref).extract().header("ETag");
        approves(lee, ref).statusCode(200);
        given().header("If-None-Match", read).get(API + "/coes/" + ref).then().statusCode(200);
        as(
                kim,
                () -> given().contentType("application/json")
                        .header("If-Match", read)
                        .post(API + "/coes/" + ref + "/approve")
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("approved")));
    }

    @Test
    void the_same_approval_again_is_the_same_answer_and_another_comment_is_a_conflict() {
        String ref = inReview("reviewers", List.of(lee, kim));
        approves(lee, ref, "comment", "Fine.").statusCode(200);
        approves(lee, ref, "comment", "Fine.").statusCode(200).body("review.missing.person", contains(kim));
        approves(lee, ref).statusCode(200);
        approves(lee, ref, "comment", "Not so fine.").statusCode(409).body("detail", containsString("already"));
        get("/coes/" + ref + "/reviews").body("items[0].said", hasSize(1));
    }

    @Test
    void nobody_approves_what_they_own_or_filed_whatever_they_are() {
        String admin = withRole("admin");
        String ref = as(admin, () -> filed(coe(team, "owner", owner, "reviewers", List.of(owner, admin, lee))));
        submit(ref).statusCode(200);
        get("/coes/" + ref).body("review.required.person", contains(lee));
        approves(owner, ref).statusCode(403).body("detail", containsString("somebody else"));
        approves(admin, ref).statusCode(403).body("detail", containsString("somebody else"));
        approves(lee, ref).statusCode(200).body("status", equalTo("approved"));
    }

    @Test
    void who_is_not_asked_is_told_who_is() {
        String ref = inReview("reviewers", List.of(lee));
        approves(manager, ref).statusCode(403).body("detail", containsString(lee));
        approves(person(), ref).statusCode(403);
        as(
                manager,
                () -> move("/coes/" + ref + "/request-changes", map("comment", "Why?"))
                        .statusCode(200)
                        .body("status", equalTo("changes_requested")));
    }

    @Test
    void without_reviewers_one_manager_of_the_team_is_asked() {
        String ref = inReview();
        get("/coes/" + ref)
                .body("review.missing.role", contains("manager"))
                .body("review.missing.team", contains(team));
        assertThat(work(manager, ref)).containsExactly("coe_review");
        approves(manager, ref).statusCode(200).body("status", equalTo("approved"));
        assertThat(work(manager, ref)).isEmpty();
    }

    @Test
    void one_of_a_team_approves_for_it() {
        String first = person();
        String second = person();
        String reviewers = team(List.of(first, owner), List.of(second));
        String ref = inReview("reviewTeams", List.of(reviewers), "reviewers", List.of(lee));
        get("/coes/" + ref)
                .body("reviewTeams", contains(reviewers))
                .body("review.missing.team", contains(null, reviewers));
        assertThat(work(first, ref)).containsExactly("coe_review");
        assertThat(work(second, ref)).containsExactly("coe_review");
        approves(second, ref).statusCode(200).body("review.missing.person", contains(lee));
        assertThat(work(first, ref)).isEmpty();
        assertThat(work(lee, ref)).containsExactly("coe_review");
        approves(lee, ref).body("status", equalTo("approved"));
    }

    @Test
    void a_security_reviewer_signs_off_what_may_be_exposed() {
        String security = withRole("security_reviewer");
        String ref = inReview("reviewers", List.of(lee), "criticalImplications", map("securityExposure", "potential"));
        get("/coes/" + ref).body("review.missing.role", contains(null, "security_reviewer"));
        assertThat(work(security, ref)).containsExactly("coe_review");
        approves(lee, ref).body("status", equalTo("in_review"));
        approves(security, ref).body("status", equalTo("approved"));
        assertThat(work(security, ref)).isEmpty();
    }

    @Test
    void a_change_of_substance_asks_those_again_who_approved() {
        String ref = inReview("reviewers", List.of(lee, kim), "tags", List.of("a"));
        approves(lee, ref).statusCode(200);
        assertThat(work(lee, ref)).isEmpty();
        patch("/coes/" + ref, map("tags", List.of("b"), "services", List.of("s3")))
                .body("review.missing", hasSize(1));
        patch("/coes/" + ref, map("summary", "Something else."))
                .statusCode(200)
                .body("review.required[0].approvedBy", equalTo(lee))
                .body("review.required[0].outdated", equalTo(true))
                .body("review.missing.person", contains(lee, kim));
        assertThat(work(lee, ref)).containsExactly("coe_review");
        approves(kim, ref).body("status", equalTo("in_review"));
        approves(lee, ref).body("status", equalTo("approved"));
        get("/coes/" + ref + "/reviews/1")
                .body("said.person", contains(lee, kim, lee))
                .body("said[0].outdatedAt", not(nullValue()))
                .body("said[1].outdatedAt", nullValue())
                .body("changes.find { it.member == 'summary' }.changes.after", contains("Something else."));
    }

    @Test
    void an_action_that_is_filed_reworded_or_deleted_is_a_change_of_substance_and_one_that_moves_is_none() {
        String ref = inReview("reviewers", List.of(lee, kim));
        List<Runnable> changes = new ArrayList<>();
        changes.add(
                () -> post("/coes/" + ref + "/actions", map("title", "Test it")).statusCode(201));
        changes.add(() ->
                patch("/actions/" + ref + "-A1", map("title", "Test it daily")).statusCode(200));
        changes.add(() ->
                patch("/actions/" + ref + "-A1", map("description", "At noon.")).statusCode(200));
        changes.add(
                () -> patch("/actions/" + ref + "-A1", map("priority", "p3")).statusCode(200));
        changes.add(
                () -> patch("/actions/" + ref + "-A1", map("type", "detect")).statusCode(200));
        changes.add(() -> patch("/actions/" + ref + "-A1", map("verification", map("criterion", "It restores.")))
                .statusCode(200));
        changes.add(() -> given().header("If-Match", "*")
                .delete(API + "/actions/" + ref + "-A1")
                .then()
                .statusCode(204));
        changes.add(() ->
                post("/coes/" + ref + "/actions", map("title", "Test another")).statusCode(201));
        for (Runnable change : changes) {
            approves(lee, ref).statusCode(200).body("review.missing.person", contains(kim));
            change.run();
            get("/coes/" + ref).body("review.missing.person", contains(lee, kim));
        }
        approves(lee, ref).statusCode(200);
        move("/actions/" + ref + "-A2/commit", map("owner", kim)).statusCode(200);
        get("/coes/" + ref).body("review.missing.person", contains(kim));
    }

    @Test
    void rounds_keep_who_said_what_and_what_changed_from_one_to_the_next_by_question() {
        String ref = inReview("reviewers", List.of(lee), "summary", "One.");
        as(
                lee,
                () -> move("/coes/" + ref + "/request-changes", map("comment", "Why?"))
                        .statusCode(200));
        get("/coes/" + ref).body("review.outcome", equalTo("changes_requested")).body("review.missing", empty());
        patch("/coes/" + ref, map("summary", "Two.", "impact", map("narrative", "Many.")))
                .statusCode(200);
        post("/coes/" + ref + "/actions", map("title", "Test it")).statusCode(201);
        submit(ref).statusCode(200);
        approve(ref).body("status", equalTo("approved")).body("review.round", equalTo(2));
        get("/coes/" + ref + "/reviews")
                .statusCode(200)
                .body("items.round", contains(2, 1))
                .body("items[1].said.verdict", contains("changes_requested"))
                .body("items[1].said.comment", contains("Why?"))
                .body("items[1].changes", empty())
                .body("items[0].changes.member", contains("summary", "impact", "correctiveActions"))
                .body("items[0].changes[0].changes[0].before", equalTo("One."))
                .body(
                        "items[0].changes[2].changes.pointer",
                        contains(Stream.of("ref", "title", "type", "priority", "causes")
                                .map(member -> "/correctiveActions/" + ref + "-A1/" + member)
                                .toArray()));
        String next = get("/coes/" + ref + "/reviews?limit=1")
                .body("items.round", contains(2))
                .extract()
                .path("nextCursor");
        get("/coes/" + ref + "/reviews?limit=1&cursor=" + next)
                .body("items.round", contains(1))
                .body("nextCursor", nullValue());
        get("/coes/" + ref + "/reviews/3").statusCode(404);
        get("/coes/" + ref + "/reviews/x").statusCode(404);
        get("/coes/" + ref + "/reviews?cursor=x").statusCode(400);
    }

    @Test
    void amendments_after_the_approval_are_counted_in_the_record() {
        String ref = inReview("reviewers", List.of(lee));
        approves(lee, ref).body("review.amendments", equalTo(0)).body("review.amendedAt", nullValue());
        patch("/coes/" + ref, map("summary", "Corrected.", "reason", "A figure was wrong."))
                .statusCode(200)
                .body("review.amendments", equalTo(1))
                .body("review.amendedAt", not(nullValue()))
                .body("review.required.outdated", contains(false));
    }

    @Test
    void the_review_may_be_sent_back_as_it_was_read_and_not_changed() {
        String ref = inReview("reviewers", List.of(lee));
        Map<String, Object> review = get("/coes/" + ref).extract().path("review");
        patch("/coes/" + ref, map("tags", List.of("x"), "review", review)).statusCode(200);
        patch("/coes/" + ref, map("review", map("round", 7))).statusCode(422);
    }
}
