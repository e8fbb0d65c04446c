package org.coetracker.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.people.Api.PEOPLE;
import static org.coetracker.people.Api.TEAMS;
import static org.coetracker.people.Api.fresh;
import static org.coetracker.people.Api.get;
import static org.coetracker.people.Api.patch;
import static org.coetracker.people.Api.person;
import static org.coetracker.people.Api.post;
import static org.coetracker.people.Api.team;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TeamResourceTest {
    @Inject
    EntityManager database;

    @Test
    void a_team_is_set_up_and_read_by_handle() {
        String ana = person("ana", "");
        String lee = person("lee", "");
        String parent = team("parent", "");
        String handle = fresh("storage");
        post(TEAMS, """
                {"handle": "%s", "name": "Storage", "timeZone": "Asia/Kolkata", "parent": "%s",
                 "members": ["%s", "%s"], "managers": ["%s"]}""".formatted(handle, parent, lee, ana, lee))
                .statusCode(201)
                .header("Location", endsWith(TEAMS + "/" + handle))
                .header("ETag", "\"1\"");
        get(TEAMS + "/" + handle)
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("handle", equalTo(handle))
                .body("name", equalTo("Storage"))
                .body("timeZone", equalTo("Asia/Kolkata"))
                .body("parent", equalTo(parent))
                .body("members", equalTo(List.of(lee, ana)))
                .body("managers", equalTo(List.of(lee)))
                .body("active", equalTo(true))
                .body("version", equalTo(1));
    }

    @Test
    void handle_and_name_are_enough() {
        get(TEAMS + "/" + team("small", ""))
                .body("timeZone", equalTo("UTC"))
                .body("parent", nullValue())
                .body("members", empty())
                .body("managers", empty())
                .body("active", equalTo(true));
    }

    @Test
    void a_handle_is_given_once() {
        String handle = team("twice", "");
        post(TEAMS, "{\"handle\": \"" + handle + "\", \"name\": \"Another\"}")
                .statusCode(409)
                .body("errors.pointer", equalTo(List.of("/handle")));
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        String off = person("off", ", \"active\": false");
        post(TEAMS, """
                {"handle": "No Handle", "timeZone": "Nowhere", "parent": "no-such-team",
                 "members": ["admin", "nobody-at-all", "admin", "%s", " "], "managers": ["%s"]}""".formatted(off, off))
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/handle",
                                "/name",
                                "/timeZone",
                                "/parent",
                                "/members/1",
                                "/members/2",
                                "/members/3",
                                "/members/4",
                                "/managers/0"))
                .body("errors.find { it.pointer == '/parent' }.code", equalTo("unknown_team"))
                .body("errors.find { it.pointer == '/members/1' }.code", equalTo("unknown_person"))
                .body("errors.find { it.pointer == '/members/2' }.code", equalTo("duplicate"))
                .body("errors.find { it.pointer == '/managers/0' }.code", equalTo("inactive_person"));
        post(TEAMS, "{\"handle\": \"x\", \"name\": \"X\", \"manager\": [\"admin\"], \"members\": \"admin\"}")
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/manager", "/members"));
    }

    @Test
    void a_member_who_has_left_does_not_stand_in_the_way_of_other_changes() {
        String leaver = person("leaver", "");
        String handle = team("going-on", ", \"members\": [\"" + leaver + "\"]");
        patch(PEOPLE + "/" + leaver, "{\"active\": false}").statusCode(200);
        patch(TEAMS + "/" + handle, "{\"name\": \"Renamed\", \"members\": [\"" + leaver + "\", \"admin\"]}")
                .statusCode(200)
                .body("members", equalTo(List.of(leaver, "admin")));
        patch(TEAMS + "/" + handle, "{\"members\": null}").statusCode(200).body("members", empty());
        patch(TEAMS + "/" + handle, "{\"members\": [\"" + leaver + "\"]}")
                .statusCode(422)
                .body("errors.code", equalTo(List.of("inactive_person")));
    }

    @Test
    void a_change_needs_the_version_that_it_is_based_on() {
        String path = TEAMS + "/" + team("stale", "");
        given().contentType("application/merge-patch+json")
                .body("{}")
                .patch(path)
                .then()
                .statusCode(428);
        Api.send(path, "\"7\"", "{\"name\": \"A\"}").then().statusCode(412).body("currentVersion", equalTo(1));
        Api.send(path, "\"1\"", "{\"name\": \"A\"}").then().statusCode(200).header("ETag", "\"2\"");
        patch(path, "{\"handle\": \"other\"}").statusCode(422).body("errors.code", equalTo(List.of("read_only")));
        patch(path, "{\"active\": null}").statusCode(422).body("errors.pointer", equalTo(List.of("/active")));
        given().header("If-None-Match", "\"2\"").get(path).then().statusCode(304);
    }

    @Test
    void no_team_is_deleted_and_none_is_found_that_is_not_there() {
        given().header("If-Match", "*")
                .delete(TEAMS + "/" + team("kept", ""))
                .then()
                .statusCode(405);
        given().urlEncodingEnabled(false).get(TEAMS + "/%00").then().statusCode(404);
        patch(TEAMS + "/no-such-team", "{\"name\": \"A\", \"parent\": null}").statusCode(404);
    }

    @Test
    void a_team_is_not_above_itself() {
        String own = fresh("own");
        post(TEAMS, "{\"handle\": \"" + own + "\", \"name\": \"Own\", \"parent\": \"" + own + "\"}")
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/parent")));
        String top = team("top", "");
        String middle = team("middle", ", \"parent\": \"" + top + "\"");
        String low = team("low", ", \"parent\": \"" + middle + "\"");
        for (String parent : List.of(top, middle, low)) {
            patch(TEAMS + "/" + top, "{\"parent\": \"" + parent + "\"}")
                    .statusCode(422)
                    .body("errors.code", equalTo(List.of("loop")))
                    .body("errors.pointer", equalTo(List.of("/parent")));
        }
        patch(TEAMS + "/" + top, "{\"parent\": \"" + low + "\"}")
                .body("errors[0].detail", containsString(top + " → " + low + " → " + middle + " → " + top));
        patch(TEAMS + "/" + low, "{\"parent\": \"" + top + "\"}").statusCode(200);
        patch(TEAMS + "/" + low, "{\"parent\": null}").statusCode(200).body("parent", nullValue());
    }

    @Test
    void parents_that_change_at_once_never_make_a_loop() throws Exception {
        for (int round = 0; round < 15; round++) {
            List<String> teams = List.of(team("a", ""), team("b", ""), team("c", ""));
            List<Callable<Response>> changes = new ArrayList<>();
            for (int index = 0; index < 3; index++) {
                String path = TEAMS + "/" + teams.get(index);
                String body = "{\"parent\": \"" + teams.get((index + 1) % 3) + "\"}";
                changes.add(() -> Api.send(path, "*", body));
            }
            assertThat(Api.atOnce(changes)).containsExactlyInAnyOrder(200, 200, 422);
            Set<String> ladder = new HashSet<>();
            for (String step = teams.get(0); step != null; step = parentOf(step)) {
                assertThat(ladder.add(step)).isTrue();
            }
        }
    }

    private static String parentOf(String team) {
        return given().get(TEAMS + "/" + team).jsonPath().getString("parent");
    }

    @Test
    void a_team_is_switched_off_after_the_active_teams_below_it() {
        String top = team("top", "");
        String low = team("low", ", \"parent\": \"" + top + "\"");
        patch(TEAMS + "/" + top, "{\"active\": false}").statusCode(409).body("detail", containsString(low));
        patch(TEAMS + "/" + low, "{\"active\": false}").statusCode(200);
        patch(TEAMS + "/" + top, "{\"active\": false}").statusCode(200).body("active", equalTo(false));
        patch(TEAMS + "/" + low, "{\"active\": true}")
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/parent")))
                .body("errors.code", equalTo(List.of("inactive_team")));
        patch(TEAMS + "/" + low, "{\"name\": \"Still off\"}").statusCode(200);
        patch(TEAMS + "/" + low, "{\"active\": true, \"parent\": null}").statusCode(200);
    }

    @Test
    void no_active_team_is_left_below_one_that_is_switched_off_meanwhile() throws Exception {
        for (int round = 0; round < 10; round++) {
            String top = team("top", "");
            String low = fresh("low");
            List<Integer> statuses = Api.atOnce(List.of(
                    () -> Api.send(TEAMS + "/" + top, "*", "{\"active\": false}"),
                    () -> given().contentType("application/json")
                            .body("{\"handle\": \"" + low + "\", \"name\": \"Low\", \"parent\": \"" + top + "\"}")
                            .post(TEAMS)));
            assertThat(statuses).isIn(List.of(200, 422), List.of(409, 201));
        }
    }

    @Test
    void a_team_that_owes_actions_may_end_and_what_it_owes_stays() {
        String handle = team("owing", "");
        post("/api/v1/coes", """
                {"title": "Disk full", "severity": "sev2", "team": "%s", "correctiveActions": [
                  {"title": "Alert on disk space", "state": "committed", "owner": "admin", "dueOn": "2026-01-15"}]}""".formatted(handle)).statusCode(201);
        patch(TEAMS + "/" + handle, "{\"active\": false}").statusCode(200);
        get("/api/v1/actions?team=" + handle + "&state=committed").body("items.team", equalTo(List.of(handle)));
    }

    @Test
    void teams_are_listed_in_pages_and_found_by_what_is_known_of_them() {
        String mark = fresh("l").substring(0, 20);
        String ana = person("ana", "");
        String top = team(mark, ", \"managers\": [\"" + ana + "\"]");
        String one = team("one", ", \"parent\": \"" + top + "\", \"members\": [\"" + ana + "\"]");
        String two = team("two", ", \"parent\": \"" + top + "\", \"active\": false");
        assertThat(found("parent", top, "sort", "createdAt")).containsExactly(one, two);
        assertThat(found("parent", top, "active", "false")).containsExactly(two);
        assertThat(found("member", ana)).containsExactlyInAnyOrder(one, top);
        assertThat(found("q", mark.toUpperCase(java.util.Locale.ROOT))).containsExactly(top);
        JsonPath page = given().queryParam("parent", top)
                .queryParam("sort", "-createdAt")
                .queryParam("limit", 1)
                .get(TEAMS)
                .jsonPath();
        assertThat(page.getList("items.handle")).isEqualTo(List.of(two));
        assertThat(found("parent", top, "sort", "-createdAt", "limit", "1", "cursor", page.getString("nextCursor")))
                .containsExactly(one);
        String behindFirst = given().get(TEAMS + "?limit=1&member=nobody-at-all&member=" + ana)
                .jsonPath()
                .getString("nextCursor");
        assertThat(found("member", "nobody-at-all", "member", ana, "limit", "1", "cursor", behindFirst))
                .hasSize(1);
        get(TEAMS + "?active=1&sort=parent")
                .statusCode(400)
                .body("errors.parameter", equalTo(List.of("active", "sort")));
    }

    private static List<String> found(String... parameters) {
        var request = given();
        for (int index = 0; index < parameters.length; index += 2) {
            request = request.queryParam(parameters[index], parameters[index + 1]);
        }
        return request.get(TEAMS).then().statusCode(200).extract().jsonPath().getList("items.handle");
    }

    @Test
    void a_request_that_is_sent_again_with_its_key_sets_up_once() {
        String handle = fresh("again");
        String key = fresh("key");
        for (int time = 0; time < 2; time++) {
            given().contentType("application/json")
                    .header("Idempotency-Key", key)
                    .body("{\"handle\": \"" + handle + "\", \"name\": \"Again\"}")
                    .post(TEAMS)
                    .then()
                    .statusCode(201)
                    .header("Idempotent-Replayed", time == 0 ? nullValue() : equalTo("true"))
                    .header("ETag", "\"1\"");
        }
    }

    @Test
    void each_change_is_in_the_history_with_who_made_it() {
        String handle = team("remembered", "");
        patch(TEAMS + "/" + handle, "{\"name\": \"Renamed\"}").statusCode(200);
        patch(TEAMS + "/" + handle, "{\"active\": false}").statusCode(200);
        List<?> rows = database.createNativeQuery("""
                        select concat_ws(' ', actor, version, change, snapshot ->> 'name', coe_id)
                        from history where subject = 'team' and subject_id = :handle order by id""", String.class)
                .setParameter("handle", handle)
                .getResultList();
        assertThat(rows)
                .isEqualTo(
                        List.of("admin 1 set_up Some team", "admin 2 edited Renamed", "admin 3 switched_off Renamed"));
    }
}
