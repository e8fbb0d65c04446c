package org.coetracker.review;

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
import static org.coetracker.Fixture.submit;
import static org.coetracker.Fixture.withRole;
import static org.coetracker.SignedIn.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.coetracker.Told;
import org.junit.jupiter.api.Test;

/** For what somebody approves, who is asked by default, and who signs off what is amended later. */
@QuarkusTest
class ReviewRightsTest extends Reviewing {
    @Inject
    Told told;

    private static Map<String, Object> exposure(String exposure) {
        return map("criticalImplications", map("securityExposure", exposure), "reason", "As we know now.");
    }

    private static String securityReviewer() {
        return withRole("security_reviewer");
    }

    /** Approved by a reviewer and a security reviewer, who knew what may be exposed. */
    private String approvedAsExposed(String security) {
        String ref = inReview("reviewers", List.of(lee), "criticalImplications", map("securityExposure", "potential"));
        approves(lee, ref).statusCode(200);
        approves(security, ref).body("status", equalTo("approved"));
        return ref;
    }

    @Test
    void who_has_become_a_security_reviewer_since_they_approved_signs_off_by_approving_again() {
        String ref = inReview("reviewers", List.of(lee), "criticalImplications", map("securityExposure", "potential"));
        approves(lee, ref, "comment", "Good.").body("review.missing.role", contains("security_reviewer"));
        patch("/people/" + lee, map("roles", List.of("author", "security_reviewer")))
                .statusCode(200);
        get("/coes/" + ref).body("review.missing.role", contains("security_reviewer"));
        approves(lee, ref).body("status", equalTo("approved"));
        get("/coes/" + ref + "/reviews/1").body("said.comment", contains("Good."));
    }

    @Test
    void who_has_become_a_manager_since_they_approved_approves_as_one_by_approving_again() {
        patch("/policies/review", map("managerAsked", map("sev4", true))).statusCode(200);
        String ref = inReview("reviewers", List.of(lee));
        approves(lee, ref).body("review.missing.role", contains("manager"));
        patch("/teams/" + team, map("managers", List.of(manager, lee))).statusCode(200);
        get("/coes/" + ref).body("review.missing.role", contains("manager"));
        approves(lee, ref).body("status", equalTo("approved"));
    }

    @Test
    void what_the_manager_of_another_team_approved_they_approved_for_themselves_alone() {
        patch("/policies/review", map("managerAsked", map("sev4", true))).statusCode(200);
        String ref = inReview("reviewers", List.of(manager, lee));
        approves(manager, ref).body("review.missing.person", contains(lee));
        String elsewhere = team(List.of(), List.of(kim));
        patch("/coes/" + ref, map("team", elsewhere))
                .statusCode(200)
                .body("review.missing.person", contains(lee, null))
                .body("review.missing.team", contains(null, elsewhere));
        approves(lee, ref).body("status", equalTo("in_review"));
        approves(kim, ref).body("status", equalTo("approved"));
    }

    @Test
    void who_restricts_a_record_and_may_not_hand_it_over_shows_it_to_nobody_by_a_worse_severity() {
        String member = person();
        patch("/teams/" + team, map("members", List.of(owner, member))).statusCode(200);
        patch("/policies/review", map("defaultReviewers", map("sev3", List.of(kim))))
                .statusCode(200);
        for (Map<String, Object> restriction : List.<Map<String, Object>>of(
                map("confidentiality", "restricted"),
                map("criticalImplications", map("securityExposure", "confirmed")))) {
            String ref = inReview();
            restriction.put("severity", "sev3");
            as(member, () -> patch("/coes/" + ref, restriction)).statusCode(200).body("reviewers", empty());
            as(kim, () -> get("/coes/" + ref)).statusCode(404);
        }
        String open = inReview();
        as(member, () -> patch("/coes/" + open, map("severity", "sev3"))).body("reviewers", contains(kim));
    }

    @Test
    void where_nobody_who_is_named_can_review_it_those_by_default_are_asked() {
        String reviewing = team(List.of(person()), List.of());
        patch(
                        "/policies/review",
                        map(
                                "defaultReviewers",
                                map("sev4", List.of(kim)),
                                "defaultReviewTeams",
                                map("sev4", List.of(reviewing))))
                .statusCode(200);
        String gone = person();
        String reader = person();
        String ref = filed(coe(team, "owner", owner, "severity", "sev4", "reviewers", List.of(gone, reader)));
        patch("/people/" + gone, map("active", false)).statusCode(200);
        patch("/people/" + reader, map("roles", List.of("viewer"))).statusCode(200);
        submit(ref)
                .statusCode(200)
                .body("reviewers", contains(gone, reader, kim))
                .body("reviewTeams", contains(reviewing))
                .body("review.missing.person", contains(kim, null));
    }

    @Test
    void a_template_that_requires_less_is_a_matter_for_the_managers_while_it_is_reviewed() {
        String strict = name("template");
        post("/templates", map("name", strict, "title", "Strict", "required", List.of("lessons", "impact")))
                .statusCode(201);
        String stricter = name("template");
        post("/templates", map("name", stricter, "title", "More", "required", List.of("lessons", "impact", "summary")))
                .statusCode(201);
        String ref = inReview("reviewers", List.of(lee), "template", strict);
        as(owner, () -> patch("/coes/" + ref, map("template", stricter)))
                .statusCode(200)
                .body("review.missing.role", contains((Object) null));
        as(manager, () -> patch("/coes/" + ref, map("template", strict)))
                .statusCode(200)
                .body("review.missing.role", contains((Object) null));
        as(owner, () -> patch("/coes/" + ref, map("template", "incident")))
                .statusCode(200)
                .body("review.missing.person", contains(lee, null))
                .body("review.missing.role", contains(null, "manager"));
    }

    @Test
    void that_less_is_exposed_than_was_approved_is_signed_off_unless_a_security_reviewer_says_so() {
        String security = securityReviewer();
        String ref = approvedAsExposed(security);
        as(owner, () -> patch("/coes/" + ref, exposure("none")))
                .statusCode(200)
                .body("review.missing.role", contains("security_reviewer"));
        assertThat(told.about(ref, "coe.review_asked")).contains("person:" + security);
        approves(security, ref).body("review.missing", empty());
        String other = approvedAsExposed(security);
        as(security, () -> patch("/coes/" + other, exposure("none")))
                .statusCode(200)
                .body("review.missing", empty());
    }

    @Test
    void a_security_reviewer_who_wrote_it_does_not_say_for_all_that_nothing_was_exposed() {
        patch("/people/" + owner, map("roles", List.of("author", "security_reviewer")))
                .statusCode(200);
        String ref = inReview("reviewers", List.of(lee));
        approves(lee, ref).body("status", equalTo("approved"));
        patch("/coes/" + ref, exposure("potential")).body("review.missing.role", contains("security_reviewer"));
        as(owner, () -> patch("/coes/" + ref, exposure("none")))
                .statusCode(200)
                .body("review.missing.role", contains("security_reviewer"));
        patch("/coes/" + ref, exposure("potential")).statusCode(200);
        as(securityReviewer(), () -> patch("/coes/" + ref, exposure("none")))
                .statusCode(200)
                .body("review.missing", empty());
    }

    @Test
    void what_is_confirmed_after_it_was_approved_as_potential_is_signed_off_anew() {
        String security = securityReviewer();
        String ref = approvedAsExposed(security);
        as(owner, () -> patch("/coes/" + ref, exposure("confirmed")))
                .statusCode(200)
                .body("confidentiality", equalTo("restricted"))
                .body("review.missing.role", contains("security_reviewer"));
        approves(security, ref).body("review.missing", empty());
        as(security, () -> patch("/coes/" + ref, exposure("potential"))).body("review.missing", empty());
        as(owner, () -> patch("/coes/" + ref, exposure("confirmed"))).statusCode(200);
        // What is still asked for is not given by saying that it may not be so bad.
        as(security, () -> patch("/coes/" + ref, exposure("potential")))
                .body("review.missing.role", contains("security_reviewer"));
    }

    @Test
    void who_signed_off_is_told_of_amendments_like_those_who_approved() {
        String security = securityReviewer();
        String ref = inReview("reviewers", List.of(lee));
        approves(lee, ref).body("status", equalTo("approved"));
        as(owner, () -> patch("/coes/" + ref, exposure("potential"))).statusCode(200);
        approves(security, ref).body("review.missing", empty());
        as(owner, () -> patch("/coes/" + ref, map("summary", "New.", "reason", "A figure was wrong.")))
                .statusCode(200);
        assertThat(told.about(ref, "coe.amended"))
                .containsExactlyInAnyOrder("person:" + lee, "person:" + lee, "person:" + security);
    }

    private static String inDays(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
    }

    @Test
    void what_is_to_be_done_changes_after_the_approval_for_a_reason_and_those_who_approved_are_told() {
        Map<String, Object> cause = map("id", "c1", "kind", "root_cause", "category", "change", "text", "A lock");
        String ref = inReview(
                "reviewers",
                List.of(lee),
                "rootCause",
                map("causes", List.of(cause)),
                "correctiveActions",
                List.of(map("title", "Test it")));
        approves(lee, ref).body("status", equalTo("approved"));
        String action = "/actions/" + ref + "-A1";
        for (Map<String, Object> amendment : List.of(
                map("title", "Test it once"),
                map("description", "At noon."),
                map("type", "detect"),
                map("priority", "p3"),
                map("causes", List.of("c1")),
                map("verification", map("criterion", "It restores.")))) {
            patch(action, amendment).statusCode(422).body("errors.pointer", contains("/reason"));
        }
        // Who does it, by when and how far it is, is the work itself.
        for (Map<String, Object> work : List.of(
                map("owner", kim),
                map("dueOn", inDays(20)),
                map("tracker", map("system", "jira", "key", "OPS-1")),
                map("verification", map("verifier", lee, "observeUntil", inDays(30))))) {
            patch(action, work).statusCode(200);
        }
        assertThat(told.about(ref, "coe.amended")).isEmpty();
        patch(action, map("priority", "p3", "reason", "It can wait.")).statusCode(200);
        get("/coes/" + ref).body("review.amendments", equalTo(1)).body("review.amendedAt", not(nullValue()));
        given().header("If-Match", "*").delete(API + action).then().statusCode(422);
        given().header("If-Match", "*")
                .delete(API + action + "?reason=Done by others.")
                .then()
                .statusCode(204);
        get("/coes/" + ref).body("review.amendments", equalTo(2));
        assertThat(told.about(ref, "coe.amended")).containsExactly("person:" + lee, "person:" + lee);
        get("/coes/" + ref + "/history?limit=1")
                .body("items[0].change", equalTo("action_amended"))
                .body("items[0].reason", equalTo(ref + "-A1: Done by others."));
        post("/coes/" + ref + "/actions", map("title", "Test another")).statusCode(201);
        get("/coes/" + ref).body("review.amendments", equalTo(2));
        assertThat(told.about(ref, "coe.amended")).hasSize(3);
    }
}
