package org.coetracker.access;

import static io.restassured.RestAssured.given;
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
import static org.coetracker.SignedIn.as;
import static org.coetracker.SignedIn.with;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rights cannot be had by changing what they follow from. */
@QuarkusTest
class DetoursTest {
    private String owner;
    private String member;
    private String team;

    @BeforeEach
    void people() {
        owner = person();
        member = person();
        team = team(List.of(member), List.of());
    }

    private static String team(List<String> members, List<String> managers) {
        String handle = name("t");
        post("/teams", map("handle", handle, "name", "Team", "members", members, "managers", managers))
                .statusCode(201);
        return handle;
    }

    @Test
    void a_member_edits_a_record_and_does_not_make_it_their_own() {
        String ref = filed(coe(team, "owner", owner));
        as(member, () -> patch("/coes/" + ref, map("summary", "What.")).statusCode(200));
        for (Map<String, Object> grab :
                List.of(map("owner", member), map("reviewers", List.of(member)), map("visibleTo", List.of(member)))) {
            as(member, () -> patch("/coes/" + ref, grab).statusCode(403));
        }
        String elsewhere = team(List.of(), List.of(member));
        as(member, () -> patch("/coes/" + ref, map("team", elsewhere)).statusCode(403));
        as(owner, () -> patch("/coes/" + ref, map("owner", member)).statusCode(200));
    }

    @Test
    void an_owner_is_not_their_own_reviewer() {
        String ref = filed(coe(team, "owner", owner));
        as(owner, () -> patch("/coes/" + ref, map("reviewers", List.of(owner))).statusCode(200));
        as(owner, () -> submit(ref).statusCode(200));
        as(owner, () -> move("/coes/" + ref + "/approve", map()).statusCode(403));
    }

    @Test
    void an_owner_who_manages_a_team_does_not_take_the_record_there_and_approve_it() {
        String elsewhere = team(List.of(), List.of(owner));
        String ref = filed(coe(team, "owner", owner));
        as(owner, () -> patch("/coes/" + ref, map("team", elsewhere)).statusCode(200));
        as(owner, () -> submit(ref).statusCode(200));
        as(
                owner,
                () -> move("/coes/" + ref + "/approve", map())
                        .statusCode(403)
                        .body("detail", containsString("somebody else")));
    }

    @Test
    void a_security_reviewer_edits_and_shares_and_takes_nothing_over() {
        String security = name("p");
        post("/people", map("handle", security, "name", "Security", "roles", List.of("security_reviewer")))
                .statusCode(201);
        String ref = filed(coe(team, "owner", owner, "confidentiality", "restricted"));
        as(
                security,
                () -> patch("/coes/" + ref, map("visibleTo", List.of(member))).statusCode(200));
        as(security, () -> patch("/coes/" + ref, map("owner", security)).statusCode(403));
    }

    @Test
    void who_carried_an_action_out_does_not_give_it_away_to_check_it_themselves() {
        String action = filed(coe(
                        team,
                        "owner",
                        member,
                        "correctiveActions",
                        List.of(map("title", "Test", "state", "done", "owner", owner, "dueOn", "2020-01-01"))))
                + "-A1";
        as(owner, () -> patch("/actions/" + action, map("owner", member)).statusCode(403));
        as(
                owner,
                () -> move("/actions/" + action + "/verify", map("outcome", "worked", "evidence", "Seen."))
                        .statusCode(422));
        as(
                member,
                () -> move("/actions/" + action + "/verify", map("outcome", "worked", "evidence", "Seen."))
                        .statusCode(200));
    }

    @Test
    void who_owes_an_action_does_not_move_it_to_a_team_that_they_manage() {
        String elsewhere = team(List.of(), List.of(owner));
        String action = filed(coe(
                        team,
                        "owner",
                        owner,
                        "correctiveActions",
                        List.of(map("title", "Test", "state", "committed", "owner", owner, "dueOn", "2020-01-01"))))
                + "-A1";
        as(owner, () -> patch("/actions/" + action, map("title", "Test it")).statusCode(200));
        as(owner, () -> patch("/actions/" + action, map("team", elsewhere)).statusCode(403));
        // Nor is it refused by way of its COE, which may be moved.
        String ref = action.substring(0, action.indexOf("-A"));
        as(owner, () -> patch("/coes/" + ref, map("team", elsewhere)).statusCode(200));
        as(
                owner,
                () -> move(
                                "/actions/" + action + "/refuse",
                                map("reason", "No.", "approver", "admin", "lookAgainOn", Ground.nextYear()))
                        .statusCode(403));
        patch("/actions/" + action, map("team", elsewhere)).statusCode(200);
    }

    @Test
    void an_administrators_token_for_some_teams_administers_nothing() {
        String admin = name("p");
        post("/people", map("handle", admin, "name", "Second", "roles", List.of("admin")))
                .statusCode(201);
        String token = SignedIn.token(admin, List.of("admin"), team);
        with(token, () -> get("/coes").statusCode(200));
        with(token, () -> get("/audit").statusCode(403).body("detail", containsString("limited to teams")));
        with(token, () -> get("/audit/verification").statusCode(403));
        with(
                token,
                () -> post("/people", map("handle", name("p"), "name", "X", "roles", List.of("admin")))
                        .statusCode(403));
        with(token, () -> patch("/people/" + admin, map("name", "Renamed")).statusCode(403));
        with(
                token,
                () -> patch("/teams/" + team, map("managers", List.of(admin))).statusCode(403));
        with(token, () -> post("/people/" + owner + "/password-reset", map()).statusCode(403));
        with(token, () -> post("/jobs/overdue-sweep/runs", map()).statusCode(403));
        with(token, () -> get("/people/" + owner + "/tokens").statusCode(403));
        with(token, () -> get("/people/" + admin + "/tokens").statusCode(200));
    }

    @Test
    void a_token_for_some_teams_gives_no_action_to_another() {
        String mine = team(List.of(owner), List.of());
        String token = SignedIn.token(owner, List.of("write"), mine);
        List<Map<String, Object>> actions = List.of(map("title", "Test", "team", team));
        with(token, () -> post("/coes", coe(mine, "correctiveActions", actions)).statusCode(403));
        String ref = with(token, () -> filed(coe(mine, "correctiveActions", List.of(map("title", "Test")))));
        with(token, () -> post("/coes/" + ref + "/actions", actions.get(0)).statusCode(403));
        with(token, () -> patch("/actions/" + ref + "-A1", map("team", team)).statusCode(403));
        with(token, () -> patch("/coes/" + ref, map("team", team)).statusCode(403));
    }

    @Test
    void who_was_a_manager_no_longer_finds_what_they_saw_in_the_reports() {
        String mine = team(List.of(), List.of(owner));
        String other = team(List.of(), List.of(owner));
        for (String handle : List.of(mine, other)) {
            filed(coe(
                    handle,
                    "owner",
                    "admin",
                    "confidentiality",
                    "restricted",
                    "correctiveActions",
                    List.of(map("title", "Test"))));
        }
        var before = as(owner, () -> given().get(API + "/reports/actions?groupBy=team&limit=200"));
        before.then().body("items.group", org.hamcrest.Matchers.hasItem(other));
        patch("/teams/" + other, map("managers", List.of())).statusCode(200);
        as(
                owner,
                () -> get("/reports/actions?groupBy=team&limit=200")
                        .body("items.group", org.hamcrest.Matchers.hasItem(mine))
                        .body("items.group", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasItem(other))));
    }
}
