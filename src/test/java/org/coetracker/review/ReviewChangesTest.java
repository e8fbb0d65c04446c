package org.coetracker.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.submit;
import static org.coetracker.Fixture.withRole;
import static org.coetracker.SignedIn.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.coetracker.Told;
import org.junit.jupiter.api.Test;

/** Who is asked changes while a review goes on, and who is told of it. */
@QuarkusTest
class ReviewChangesTest extends Reviewing {
    @Inject
    Told told;

    @Test
    void who_reviews_by_default_is_written_into_the_record_when_it_is_submitted() {
        String reviewing = team(List.of(kim), List.of());
        String gone = person();
        patch(
                        "/policies/review",
                        map(
                                "defaultReviewers",
                                map("sev4", List.of(lee, owner, gone)),
                                "defaultReviewTeams",
                                map("sev4", List.of(reviewing))))
                .statusCode(200);
        patch("/people/" + gone, map("active", false)).statusCode(200);
        String ref = inReview("confidentiality", "restricted");
        get("/coes/" + ref)
                .body("reviewers", contains(lee))
                .body("reviewTeams", contains(reviewing))
                .body("review.missing.person", contains(lee, null))
                .body("review.missing.team", contains(null, reviewing));
        assertThat(told.about(ref, "coe.submitted")).containsExactlyInAnyOrder("person:" + lee, "person:" + kim);
        approves(kim, ref).statusCode(200);
        approves(lee, ref).body("status", equalTo("approved"));
        String named = inReview("reviewers", List.of(manager), "reviewTeams", List.of(reviewing));
        get("/coes/" + named).body("reviewers", contains(manager));
    }

    @Test
    void a_policy_names_people_and_teams_that_there_are() {
        patch(
                        "/policies/review",
                        map(
                                "defaultReviewers",
                                map("sev4", List.of("nobody-here")),
                                "defaultReviewTeams",
                                map("sev4", List.of("no-team-here"))))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/defaultReviewers/sev4/0", "/defaultReviewTeams/sev4/0"));
        patch("/policies/review", map("leastApprovals", map("sev4", 0))).statusCode(422);
    }

    @Test
    void a_manager_is_asked_as_well_where_the_policy_says_so() {
        patch("/policies/review", map("managerAsked", map("sev4", true))).statusCode(200);
        String ref = inReview("reviewers", List.of(lee));
        approves(lee, ref).body("status", equalTo("in_review")).body("review.missing.role", contains("manager"));
        approves(manager, ref).body("status", equalTo("approved"));
    }

    @Test
    void where_too_few_are_asked_managers_make_up_for_it() {
        patch("/policies/review", map("leastApprovals", map("sev4", 2))).statusCode(200);
        String ref = inReview("reviewers", List.of(lee));
        get("/coes/" + ref)
                .body("review.leastApprovals", equalTo(2))
                .body("review.missing.role", contains(null, "manager"));
        approves(manager, ref).body("review.missing.person", contains(lee));
        approves(lee, ref).body("status", equalTo("approved"));
        // Who stands for two counts once.
        String reviewing = team(List.of(kim), List.of());
        String twice = inReview("reviewers", List.of(kim), "reviewTeams", List.of(reviewing));
        get("/coes/" + twice).body("review.required.role", contains(null, null));
        approves(kim, twice).body("status", equalTo("in_review")).body("review.missing.role", contains("manager"));
        assertThat(told.about(twice, "coe.review_asked")).containsExactly("person:" + manager);
        approves(manager, twice).body("status", equalTo("approved"));
    }

    @Test
    void who_is_switched_off_is_not_waited_for_and_a_manager_ends_what_waits_for_nobody() {
        String ref = inReview("reviewers", List.of(lee, kim));
        approves(lee, ref).statusCode(200);
        patch("/people/" + kim, map("active", false)).statusCode(200);
        get("/coes/" + ref)
                .body("review.required.person", contains(lee))
                .body("review.missing.role", contains("manager"));
        approves(lee, ref).body("status", equalTo("in_review"));
        assertThat(work(lee, ref)).isEmpty();
        assertThat(work(manager, ref)).containsExactly("coe_review");
        approves(manager, ref).body("status", equalTo("approved"));
    }

    @Test
    void where_nobody_is_left_the_managers_are_asked() {
        String reviewing = team(List.of(kim), List.of());
        String ref = inReview("reviewers", List.of(lee), "reviewTeams", List.of(reviewing));
        patch("/people/" + lee, map("active", false)).statusCode(200);
        patch("/teams/" + reviewing, map("active", false)).statusCode(200);
        get("/coes/" + ref).body("review.missing.role", contains("manager"));
        assertThat(work(kim, ref)).isEmpty();
        approves(kim, ref).statusCode(403);
        approves(manager, ref).body("status", equalTo("approved"));
    }

    @Test
    void an_owner_who_strikes_out_whoever_is_missing_does_not_end_the_review() {
        String ref = inReview("reviewers", List.of(lee, kim));
        approves(lee, ref).statusCode(200);
        as(owner, () -> patch("/coes/" + ref, map("reviewers", List.of(lee))))
                .body("status", equalTo("in_review"))
                .body("review.missing.role", contains("manager"));
        assertThat(told.about(ref, "coe.review_asked")).containsExactly("person:" + manager);
    }

    @Test
    void who_is_named_meanwhile_is_asked_and_told_and_what_was_approved_stays_so() {
        String ref = inReview("reviewers", List.of(lee));
        as(
                owner,
                () -> patch("/coes/" + ref, map("reviewers", List.of(lee, kim))).statusCode(200));
        assertThat(told.about(ref, "coe.review_asked")).containsExactly("person:" + kim);
        approves(lee, ref).body("review.missing.person", contains(kim));
        as(owner, () -> patch("/coes/" + ref, map("reviewers", List.of(kim, lee, manager))))
                .body("review.required.approvedBy", contains(null, lee, null))
                .body("review.missing.person", contains(kim, manager));
    }

    @Test
    void a_record_that_is_handed_to_its_reviewer_is_not_approved_by_them() {
        String ref = inReview("reviewers", List.of(lee, kim));
        approves(lee, ref).statusCode(200);
        as(manager, () -> patch("/coes/" + ref, map("owner", lee)))
                .body("review.required.person", contains(kim))
                .body("review.required.approvedBy", contains((Object) null));
        approves(lee, ref).statusCode(403);
        approves(kim, ref).body("status", equalTo("approved"));
    }

    @Test
    void another_team_has_other_managers() {
        String ref = inReview("reviewers", List.of());
        String other = person();
        String elsewhere = team(List.of(), List.of(other));
        patch("/coes/" + ref, map("team", elsewhere)).body("review.missing.team", contains(elsewhere));
        approves(manager, ref).statusCode(403);
        approves(other, ref).body("status", equalTo("approved"));
    }

    @Test
    void a_worse_severity_asks_by_its_own_rules_and_all_again() {
        patch("/policies/review", map("managerAsked", map("sev4", true))).statusCode(200);
        Map<String, Object> coe = coe(team, "owner", owner, "severity", "sev3", "reviewers", List.of(lee, kim));
        String ref = filed(coe);
        submit(ref).statusCode(200);
        approves(lee, ref).statusCode(200);
        patch("/coes/" + ref, map("severity", "sev4"))
                .body("review.missing.person", contains(lee, kim, null))
                .body("review.missing.role", contains(null, null, "manager"));
        assertThat(told.about(ref, "coe.approval_outdated")).containsExactly("person:" + lee);
        assertThat(told.about(ref, "coe.review_asked")).containsExactly("person:" + manager);
    }

    @Test
    void an_exposure_that_is_found_meanwhile_asks_for_the_sign_off() {
        String security = withRole("security_reviewer");
        String ref = inReview("reviewers", List.of(lee));
        approves(security, ref).statusCode(403);
        patch("/coes/" + ref, map("criticalImplications", map("securityExposure", "potential")))
                .body("review.missing.role", contains(null, "security_reviewer"));
        assertThat(told.about(ref, "coe.review_asked")).contains("person:" + security);
        approves(security, ref).body("review.missing.person", contains(lee));
        as(security, () -> move("/coes/" + ref + "/request-changes", map("comment", "What was exposed?")))
                .statusCode(200);
    }

    @Test
    void who_approved_is_told_once_that_it_changed_and_again_after_they_approved_again() {
        String ref = inReview("reviewers", List.of(lee, kim));
        approves(lee, ref).statusCode(200);
        patch("/coes/" + ref, map("summary", "Two.")).statusCode(200);
        patch("/coes/" + ref, map("summary", "Three.")).statusCode(200);
        assertThat(told.about(ref, "coe.approval_outdated")).containsExactly("person:" + lee);
        // What is as it was is asked for all the same, as it was said to be.
        approves(lee, ref).statusCode(200);
        patch("/coes/" + ref, map("title", "Another title")).statusCode(200);
        assertThat(told.about(ref, "coe.approval_outdated")).containsExactly("person:" + lee, "person:" + lee);
        assertThat(told.about(ref, "coe.review_asked")).isEmpty();
    }

    @Test
    void reviewers_who_approved_are_told_of_an_amendment() {
        String ref = inReview("reviewers", List.of(lee));
        approves(lee, ref).body("status", equalTo("approved"));
        as(
                owner,
                () -> patch("/coes/" + ref, map("summary", "New.", "reason", "A figure was wrong."))
                        .statusCode(200));
        assertThat(told.about(ref, "coe.amended")).containsExactly("person:" + lee);
    }

    @Test
    void what_is_withdrawn_in_review_ends_its_round() {
        String ref = inReview("reviewers", List.of(lee));
        as(
                        owner,
                        () -> move("/coes/" + ref + "/withdraw", map("reason", "A twin."))
                                .statusCode(200))
                .body("review.outcome", equalTo("withdrawn"))
                .body("review.missing", empty());
        get("/coes/" + ref + "/reviews/1").body("outcome", equalTo("withdrawn")).body("endedBy", equalTo(owner));
    }

    @Test
    void a_team_that_reviews_a_restricted_record_sees_it_and_others_do_not() {
        String reviewing = team(List.of(kim), List.of());
        String ref = inReview("confidentiality", "restricted", "reviewTeams", List.of(reviewing));
        as(kim, () -> get("/coes/" + ref).statusCode(200));
        as(kim, () -> get("/coes?reviewTeam=" + reviewing).body("items.ref", contains(ref)));
        as(lee, () -> get("/coes/" + ref).statusCode(404));
        as(lee, () -> get("/coes/" + ref + "/reviews").statusCode(404));
        approves(lee, ref).statusCode(404);
        approves(kim, ref).body("status", equalTo("approved"));
    }
}
