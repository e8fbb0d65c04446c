package org.coetracker.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
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
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.coetracker.Told;
import org.coetracker.shared.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** No way around those who have to approve, and no review that nobody can end. */
@QuarkusTest
class ReviewGuardsTest extends Reviewing {
    @Inject
    Told told;

    private static Map<String, Object> exposure(String exposure) {
        return map("securityExposure", exposure);
    }

    @Test
    void what_is_found_to_be_exposed_after_the_approval_is_signed_off_before_it_closes() {
        String security = withRole("security_reviewer");
        String ref = inReview("reviewers", List.of(lee));
        approves(lee, ref).body("status", equalTo("approved")).body("review.missing", empty());
        as(
                owner,
                () -> patch(
                                "/coes/" + ref,
                                map("criticalImplications", exposure("potential"), "reason", "A log was public."))
                        .statusCode(200)
                        .body("review.missing.role", contains("security_reviewer")));
        assertThat(told.about(ref, "coe.review_asked")).contains("person:" + security);
        assertThat(work(security, ref)).containsExactly("coe_review");
        move("/coes/" + ref + "/close", map()).statusCode(409).body("detail", containsString("security"));
        // To say that it was nothing does not end it, if it is the owner who says so.
        as(
                owner,
                () -> patch("/coes/" + ref, map("criticalImplications", exposure("none"), "reason", "It was not."))
                        .body("review.missing.role", contains("security_reviewer")));
        approves(lee, ref).statusCode(403);
        approves(security, ref)
                .statusCode(200)
                .body("status", equalTo("approved"))
                .body("review.missing", empty())
                .body("review.required[1].approvedBy", equalTo(security));
        assertThat(work(security, ref)).isEmpty();
        move("/coes/" + ref + "/close", map()).statusCode(200);
    }

    @Test
    void an_owner_who_says_that_nothing_was_exposed_does_not_spare_the_sign_off() {
        String security = withRole("security_reviewer");
        String ref = inReview("reviewers", List.of(lee), "criticalImplications", exposure("potential"));
        as(owner, () -> patch("/coes/" + ref, map("criticalImplications", exposure("none"))))
                .body("review.missing.role", contains(null, "security_reviewer"));
        assertThat(work(security, ref)).containsExactly("coe_review");
        approves(lee, ref).body("status", equalTo("in_review"));
        approves(security, ref).body("status", equalTo("approved"));
    }

    @Test
    void a_security_reviewer_who_says_so_does() {
        String security = withRole("security_reviewer");
        String ref = inReview("reviewers", List.of(lee), "criticalImplications", exposure("potential"));
        as(security, () -> patch("/coes/" + ref, map("criticalImplications", exposure("none"))))
                .statusCode(200)
                .body("review.missing.role", contains((Object) null));
        approves(lee, ref).body("status", equalTo("approved"));
    }

    @Test
    void whoever_strikes_out_an_objector_has_the_managers_asked() {
        String ref = inReview("reviewers", List.of(lee));
        as(owner, () -> patch("/coes/" + ref, map("reviewers", List.of(kim))))
                .statusCode(200)
                .body("review.missing.person", contains(kim, null))
                .body("review.missing.role", contains(null, "manager"));
        assertThat(told.about(ref, "coe.reviewer_removed")).containsExactly("person:" + lee);
        approves(kim, ref).body("status", equalTo("in_review"));
        approves(manager, ref).body("status", equalTo("approved"));
        String sentBack = inReview("reviewers", List.of(lee));
        as(lee, () -> move("/coes/" + sentBack + "/request-changes", map("comment", "Why?")));
        as(
                owner,
                () -> patch("/coes/" + sentBack, map("reviewers", List.of(kim))).statusCode(200));
        submit(sentBack).body("review.missing.role", contains(null, "manager"));
        // The next round does not forget it.
        as(manager, () -> move("/coes/" + sentBack + "/request-changes", map("comment", "Again.")));
        submit(sentBack).body("review.missing.role", contains(null, "manager"));
        String byManager = inReview("reviewers", List.of(lee));
        as(manager, () -> patch("/coes/" + byManager, map("reviewers", List.of(kim))))
                .body("review.missing.role", contains((Object) null));
    }

    @Test
    void where_the_only_manager_wrote_it_those_above_are_asked_and_else_administrators() {
        String above = person();
        String top = team(List.of(), List.of(above));
        patch("/teams/" + team, map("parent", top)).statusCode(200);
        String ref = inReview("owner", manager);
        assertThat(work(above, ref)).containsExactly("coe_review");
        assertThat(told.about(ref, "coe.submitted")).containsExactly("person:" + above);
        approves(above, ref).body("status", equalTo("approved"));
        String admin = withRole("admin");
        patch("/teams/" + team, map("parent", null)).statusCode(200);
        String alone = inReview("owner", manager);
        assertThat(told.about(alone, "coe.submitted")).contains("person:" + admin);
        assertThat(work(admin, alone)).containsExactly("coe_review");
        approves(admin, alone).body("status", equalTo("approved"));
    }

    @Test
    void where_two_are_wanted_and_there_is_one_manager_the_other_is_from_above() {
        patch("/policies/review", map("leastApprovals", map("sev4", 2))).statusCode(200);
        String above = person();
        patch("/teams/" + team, map("parent", team(List.of(), List.of(above)))).statusCode(200);
        String ref = inReview();
        approves(manager, ref).body("status", equalTo("in_review"));
        assertThat(told.about(ref, "coe.review_asked")).containsExactly("person:" + above);
        assertThat(work(manager, ref)).isEmpty();
        assertThat(work(above, ref)).containsExactly("coe_review");
        approves(above, ref).body("status", equalTo("approved")).body("review.leastApprovals", equalTo(2));
        patch("/policies/review", map("leastApprovals", map("sev4", 1))).statusCode(200);
        get("/coes/" + ref).body("review.leastApprovals", equalTo(2));
    }

    @Test
    void who_owned_it_before_does_not_approve_it() {
        String ref = inReview("owner", lee, "reviewers", List.of(lee, kim));
        patch("/coes/" + ref, map("owner", owner)).body("review.required.person", contains(kim));
        approves(lee, ref).statusCode(403).body("detail", containsString("owned it before"));
        approves(kim, ref).body("status", equalTo("approved"));
    }

    @Test
    void an_objector_who_is_made_the_owner_is_struck_out() {
        String ref = inReview("reviewers", List.of(lee, kim));
        as(owner, () -> patch("/coes/" + ref, map("owner", lee)))
                .statusCode(200)
                .body("review.missing.person", contains(kim, null))
                .body("review.missing.role", contains(null, "manager"));
        assertThat(told.about(ref, "coe.reviewer_removed")).containsExactly("person:" + lee);
    }

    @Test
    void a_worse_severity_adds_its_own_reviewers_to_those_by_default_in_one_version() {
        String reviewing = team(List.of(person()), List.of());
        patch(
                        "/policies/review",
                        map(
                                "defaultReviewers",
                                map("sev4", List.of(lee), "sev3", List.of(kim)),
                                "defaultReviewTeams",
                                map("sev3", List.of(reviewing))))
                .statusCode(200);
        String ref = inReview();
        String named = person();
        patch("/coes/" + ref, map("reviewers", List.of(lee, named))).statusCode(200);
        int version = get("/coes/" + ref).extract().path("version");
        patch("/coes/" + ref, map("severity", "sev3"))
                .statusCode(200)
                .body("version", equalTo(version + 1))
                .body("reviewers", contains(lee, named, kim))
                .body("review.missing.role", contains(null, null, null));
        get("/coes/" + ref + "/revisions/" + (version + 1)).body("reviewers", contains(lee, named, kim));
        assertThat(told.about(ref, "coe.review_asked")).contains("person:" + kim);
        // Nobody is let off by what the owner says is less bad: its managers say whether it is.
        as(owner, () -> patch("/coes/" + ref, map("severity", "sev4")))
                .body("reviewers", contains(lee, named, kim))
                .body("review.missing.role", contains(null, null, null, "manager"));
    }

    @Test
    void while_it_is_reviewed_its_owner_does_not_choose_whose_managers_are_asked() {
        String elsewhere = team(List.of(), List.of(kim));
        String ref = inReview("reviewers", List.of(lee));
        as(owner, () -> patch("/coes/" + ref, map("team", elsewhere))).statusCode(403);
        as(manager, () -> patch("/coes/" + ref, map("team", elsewhere))).statusCode(200);
    }

    @Test
    void a_security_reviewer_who_is_asked_may_ask_for_changes() {
        String security = withRole("security_reviewer");
        String ref = inReview("reviewers", List.of(lee), "criticalImplications", exposure("potential"));
        as(owner, () -> patch("/coes/" + ref, map("criticalImplications", exposure("none"))));
        as(security, () -> move("/coes/" + ref + "/request-changes", map("comment", "Which keys?")))
                .statusCode(200)
                .body("status", equalTo("changes_requested"));
    }

    @Test
    void where_nobody_can_approve_administrators_are_asked_who_name_somebody() throws SQLException {
        String ref = inReview("owner", manager);
        try (Connection database = TestDatabase.connect();
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            // The only one left has filed it.
            statement.executeUpdate(
                    "update person set active = false where 'admin' = any(roles) and handle <> 'admin'");
            ResultSet asked = statement.executeQuery(
                    "select review_waits_for(id) from coe where number = " + ref.substring("COE-".length()));
            assertThat(asked.next()).isTrue();
            assertThat((Object[]) asked.getArray(1).getArray()).containsExactly("admin");
            database.rollback();
        }
    }

    @Test
    void a_team_is_asked_by_default_only_where_nobody_is_named_and_by_whoever_may_show_it_to_them() {
        String reviewing = team(List.of(kim), List.of());
        patch(
                        "/policies/review",
                        map(
                                "defaultReviewers",
                                map("sev4", List.of(lee)),
                                "defaultReviewTeams",
                                map("sev4", List.of(reviewing))))
                .statusCode(200);
        get("/coes/" + inReview("reviewers", List.of(manager))).body("reviewTeams", empty());
        String member = person();
        patch("/teams/" + team, map("members", List.of(owner, member))).statusCode(200);
        Map<String, Object> restricted = coe(
                team,
                "owner",
                owner,
                "severity",
                "sev4",
                "visibleTo",
                List.of(member),
                "confidentiality",
                "restricted");
        String ref = filed(restricted);
        org.coetracker.Fixture.waive(ref);
        as(member, () -> move("/coes/" + ref + "/submit", map()))
                .statusCode(200)
                .body("reviewers", empty())
                .body("reviewTeams", empty())
                .body("review.missing.role", contains("manager"));
    }

    @Test
    void who_is_asked_because_somebody_was_switched_off_is_told_by_the_next_sweep_and_told_anew_after_a_pause() {
        String ref = inReview("reviewers", List.of(lee));
        patch("/people/" + lee, map("active", false)).statusCode(200);
        post("/jobs/reminders/runs", map()).statusCode(201).body("error", nullValue());
        post("/jobs/reminders/runs", map()).statusCode(201).body("error", nullValue());
        assertThat(told.about(ref, "coe.review_asked")).containsExactly("person:" + manager);
        as(manager, () -> patch("/coes/" + ref, map("reviewers", List.of(kim))).statusCode(200));
        as(manager, () -> patch("/coes/" + ref, map("reviewers", List.of())).statusCode(200));
        assertThat(told.about(ref, "coe.review_asked"))
                .contains("person:" + kim)
                .filteredOn(one -> one.equals("person:" + manager))
                .hasSize(2);
    }

    @Test
    void an_approval_counts_while_whoever_gave_it_may_give_it() {
        String ref = inReview("reviewers", List.of(lee, kim));
        approves(lee, ref).statusCode(200);
        patch("/people/" + lee, map("roles", List.of("viewer"))).statusCode(200);
        get("/coes/" + ref).body("review.required.person", contains(kim));
        String security = withRole("security_reviewer");
        String exposed = inReview("reviewers", List.of(kim), "criticalImplications", exposure("potential"));
        approves(security, exposed).statusCode(200);
        patch("/people/" + security, map("roles", List.of("author"))).statusCode(200);
        get("/coes/" + exposed).body("review.missing.role", contains(null, "security_reviewer"));
    }

    @Test
    void an_approval_is_of_the_actions_that_were_read() {
        String ref = inReview("reviewers", List.of(lee, kim), "correctiveActions", List.of(map("title", "Test it")));
        String read = as(lee, () -> get("/coes/" + ref).extract().header("ETag"));
        patch("/actions/" + ref + "-A1", map("title", "Test it daily")).statusCode(200);
        as(lee, () -> approval(ref, read).statusCode(412).body("detail", containsString("actions")));
        String now = as(lee, () -> get("/coes/" + ref).extract().header("ETag"));
        as(lee, () -> approval(ref, now).statusCode(200));
        // What others say meanwhile is no change of what was read.
        as(kim, () -> approval(ref, now).statusCode(200).body("status", equalTo("approved")));
    }

    private static ValidatableResponse approval(String ref, String ifMatch) {
        return given().contentType("application/json")
                .header("If-Match", ifMatch)
                .post(API + "/coes/" + ref + "/approve")
                .then();
    }

    @Test
    void the_gate_runs_again_before_the_last_approval() {
        String ref = inReview("reviewers", List.of(lee));
        String rule = get("/coes/" + ref + "/quality").extract().path("waived[0].rule");
        as(
                withRole("admin"),
                () -> given().delete(API + "/coes/" + ref + "/quality/waivers/" + rule)
                        .then()
                        .statusCode(204));
        approves(lee, ref)
                .statusCode(422)
                .body("findings.rule", not(empty()))
                .body("detail", containsString("approved"));
        get("/coes/" + ref).body("status", equalTo("in_review")).body("review.missing.person", contains(lee));
    }

    @Test
    void no_author_waives_a_rule_for_their_own_text_administrators_included() {
        String admin = withRole("admin");
        String ref = as(admin, () -> filed(coe(team, "owner", owner)));
        as(
                admin,
                () -> post("/coes/" + ref + "/quality/waivers", map("rule", name("r"), "reason", "So."))
                        .statusCode(403));
    }
}
