package org.coetracker.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.people.Api.PEOPLE;
import static org.coetracker.people.Api.fresh;
import static org.coetracker.people.Api.get;
import static org.coetracker.people.Api.patch;
import static org.coetracker.people.Api.person;
import static org.coetracker.people.Api.post;
import static org.coetracker.people.Api.team;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coetracker.SignedIn;
import org.coetracker.shared.problem.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PersonResourceTest {
    @Inject
    EntityManager database;

    @Test
    void a_person_is_registered_and_read_by_handle() {
        String handle = fresh("ana");
        post(PEOPLE, """
                {"handle": "%s", "name": "Ana Quintanilha 🦜", "email": "%s@example.com",
                 "timeZone": "America/Sao_Paulo", "roles": ["author", "security_reviewer"]}""".formatted(handle, handle))
                .statusCode(201)
                .header("Location", endsWith(PEOPLE + "/" + handle))
                .header("ETag", "\"1\"");
        get(PEOPLE + "/" + handle)
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("handle", equalTo(handle))
                .body("name", equalTo("Ana Quintanilha 🦜"))
                .body("email", equalTo(handle + "@example.com"))
                .body("timeZone", equalTo("America/Sao_Paulo"))
                .body("roles", equalTo(List.of("author", "security_reviewer")))
                .body("active", equalTo(true))
                .body("version", equalTo(1))
                .body("createdAt", endsWith("Z"))
                .body("updatedAt", endsWith("Z"));
    }

    @Test
    void handle_and_name_are_enough() {
        get(PEOPLE + "/" + person("lee", ""))
                .body("email", nullValue())
                .body("timeZone", equalTo("UTC"))
                .body("roles", equalTo(List.of("author")))
                .body("active", equalTo(true));
    }

    @Test
    void a_handle_is_given_once() {
        String handle = person("twice", "");
        post(PEOPLE, "{\"handle\": \"" + handle + "\", \"name\": \"Another\"}")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:coe-tracker:problem:already-exists"))
                .body("errors.pointer", equalTo(List.of("/handle")));
    }

    @Test
    void an_address_is_one_persons_in_any_case_of_letters() {
        String address = fresh("mail") + "@example.com";
        person("first", ", \"email\": \"" + address + "\"");
        String second = fresh("second");
        post(
                        PEOPLE,
                        "{\"handle\": \"" + second + "\", \"name\": \"B\", \"email\": \""
                                + address.toUpperCase(java.util.Locale.ROOT) + "\"}")
                .statusCode(409)
                .body("errors.pointer", equalTo(List.of("/email")));
        get(PEOPLE + "/" + second).statusCode(404);
        String third = person("third", "");
        patch(PEOPLE + "/" + third, "{\"email\": \"" + address + "\"}").statusCode(409);
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        post(PEOPLE, """
                {"handle": "System:Sweep", "name": " ", "email": "nobody", "timeZone": "Mars/Olympus",
                 "roles": ["author", "admin", "author"]}""")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.pointer", containsInAnyOrder("/handle", "/name", "/email", "/timeZone", "/roles/2"))
                .body("errors.find { it.pointer == '/handle' }.code", equalTo("form"))
                .body("errors.find { it.pointer == '/name' }.code", equalTo("required"))
                .body("errors.find { it.pointer == '/roles/2' }.code", equalTo("duplicate"));
    }

    @Test
    void a_body_of_another_shape_is_malformed_and_every_place_is_named() {
        post(PEOPLE, """
                {"handle": "shape", "name": 7, "emial": ["a@b"], "roles": ["king", 7], "active": "yes", "timeZone": "a\\u0000b"}""")
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder("/name", "/emial", "/roles/0", "/roles/1", "/active", "/timeZone"))
                .body("errors.find { it.pointer == '/emial' }.code", equalTo("unknown_property"))
                .body("errors.find { it.pointer == '/roles/0' }.detail", containsString("security_reviewer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana",
                "@example.com",
                "ana@",
                "a b@example.com",
                "ana@exa mple.com",
                "ana@b@c",
                "<ana@example.com>",
                "ana@example.com,lee@example.com",
                "ana@example.com\\nBcc: x@example.com"
            })
    void what_is_no_single_address_is_refused(String address) {
        post(PEOPLE, "{\"handle\": \"" + fresh("mail") + "\", \"name\": \"A\", \"email\": \"" + address + "\"}")
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/email")))
                .body("errors.code", equalTo(List.of("form")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-has-this", "NOT-A-HANDLE", "%00", "%F0%9F%A6%9C", "a%2Fb", "system:sweep"})
    void who_is_not_there_is_not_found(String handle) {
        given().urlEncodingEnabled(false)
                .get(PEOPLE + "/" + handle)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void a_patch_changes_what_it_names_and_null_clears() {
        String handle =
                person("patch", ", \"email\": \"" + fresh("p") + "@example.com\", \"timeZone\": \"Asia/Tokyo\"");
        patch(PEOPLE + "/" + handle, "{\"name\": \"New name\", \"email\": null, \"roles\": [\"viewer\"]}")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("New name"))
                .body("email", nullValue())
                .body("timeZone", equalTo("Asia/Tokyo"))
                .body("roles", equalTo(List.of("viewer")))
                .body("version", equalTo(2));
    }

    @Test
    void what_was_read_may_be_sent_back_and_changes_nothing() {
        String path = PEOPLE + "/" + person("same", "");
        String read = given().get(path).asString();
        patch(path, read).statusCode(200).header("ETag", "\"1\"").body("version", equalTo(1));
    }

    @Test
    void a_handle_never_changes_and_the_service_keeps_its_own_members() {
        String path = PEOPLE + "/" + person("fixed", "");
        patch(path, "{\"handle\": \"other\", \"timeZone\": \"CET\"}")
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/handle", "/timeZone"));
        patch(path, "{\"handle\": null}").statusCode(422).body("errors.code", equalTo(List.of("read_only")));
        patch(path, "{\"version\": 9}").statusCode(422).body("errors.code", equalTo(List.of("read_only")));
    }

    @Test
    void roles_and_activity_are_not_cleared_to_a_guess() {
        String handle = person("guess", ", \"roles\": [\"viewer\"], \"active\": false");
        patch(PEOPLE + "/" + handle, "{\"roles\": null, \"active\": null}")
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/roles", "/active"));
        patch(PEOPLE + "/" + handle, "{\"roles\": []}").statusCode(422);
    }

    @Test
    void who_leaves_is_switched_off_and_can_be_switched_on_again() {
        String path = PEOPLE + "/" + person("leaver", "");
        patch(path, "{\"active\": false}").statusCode(200).body("active", equalTo(false));
        patch(path, "{\"active\": true}").statusCode(200).body("active", equalTo(true));
    }

    @Test
    void nobody_is_deleted() {
        String path = PEOPLE + "/" + person("kept", "");
        given().header("If-Match", "*")
                .delete(path)
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:coe-tracker:problem:method-not-allowed"));
        get(path).statusCode(200);
    }

    @Test
    void a_change_needs_the_version_that_it_is_based_on() {
        String path = PEOPLE + "/" + person("stale", "");
        given().contentType("application/merge-patch+json")
                .body("{\"name\": \"A\"}")
                .patch(path)
                .then()
                .statusCode(428);
        Api.send(path, "\"1\"", "{\"name\": \"A\"}").then().statusCode(200);
        Api.send(path, "\"1\"", "{\"name\": \"B\"}").then().statusCode(412).body("currentVersion", equalTo(2));
        get(path).body("name", equalTo("A"));
    }

    @Test
    void of_equal_changes_that_race_one_is_made() throws Exception {
        for (int round = 0; round < 10; round++) {
            String path = PEOPLE + "/" + person("race", "");
            List<Integer> statuses = Api.atOnce(List.of(
                    () -> Api.send(path, "\"1\"", "{\"name\": \"A\"}"),
                    () -> Api.send(path, "\"1\"", "{\"name\": \"B\"}")));
            assertThat(statuses).containsExactlyInAnyOrder(200, 412);
        }
    }

    @Test
    void who_has_the_record_already_is_told_so() {
        String path = PEOPLE + "/" + person("cached", "");
        given().header("If-None-Match", "\"1\"")
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", "\"1\"");
        given().header("If-None-Match", "\"0\"").get(path).then().statusCode(200);
        String list = PEOPLE + "?q=" + path.substring(path.lastIndexOf('/') + 1);
        String tag = given().get(list).header("ETag");
        given().header("If-None-Match", tag).get(list).then().statusCode(304);
    }

    @Test
    void a_request_that_is_sent_again_with_its_key_registers_once() {
        String handle = fresh("again");
        String body = "{\"handle\": \"" + handle + "\", \"name\": \"Again\"}";
        String key = fresh("key");
        for (int time = 0; time < 2; time++) {
            given().contentType("application/json")
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post(PEOPLE)
                    .then()
                    .statusCode(201)
                    .header("Location", endsWith(handle))
                    .header("Idempotent-Replayed", time == 0 ? nullValue() : equalTo("true"))
                    .body("handle", equalTo(handle));
        }
        given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body.replace("Again", "Other"))
                .post(PEOPLE)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:coe-tracker:problem:idempotency-key-reused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"handle", "-handle", "name", "-name", "createdAt", "-createdAt"})
    void pages_show_everybody_once_in_any_order(String sort) {
        String mark = fresh("page");
        List<String> all = new ArrayList<>();
        for (int index = 0; index < 7; index++) {
            String handle = mark + "-" + index;
            post(PEOPLE, "{\"handle\": \"" + handle + "\", \"name\": \"N" + index / 3 + "\"}")
                    .statusCode(201);
            all.add(handle);
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = given().queryParam("q", mark)
                    .queryParam("sort", sort)
                    .queryParam("limit", 3)
                    .queryParam("count", true);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get(PEOPLE)
                    .jsonPath();
            assertThat(page.getInt("total")).isEqualTo(7);
            seen.addAll(page.getList("items.handle", String.class));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        if (sort.startsWith("-")) {
            java.util.Collections.reverse(all);
        }
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void people_are_found_by_what_is_known_of_them() {
        String mark = fresh("f").substring(0, 20);
        String off = person(mark, ", \"active\": false, \"roles\": [\"manager\", \"viewer\"]");
        String on = person("on", ", \"email\": \"X." + mark + "@Example.com\"");
        String team = team("of", ", \"members\": [\"" + on + "\"], \"managers\": [\"admin\"]");
        assertThat(found("q", mark)).containsExactlyInAnyOrder(off, on);
        assertThat(found("q", "x." + mark + "@example")).containsExactly(on);
        assertThat(found("q", mark, "active", "false")).containsExactly(off);
        assertThat(found("q", mark, "active", "true")).containsExactly(on);
        assertThat(found("q", mark, "role", "viewer", "role", "admin")).containsExactly(off);
        assertThat(found("team", team)).containsExactly("admin", on);
        assertThat(found("team", "no-such-team")).isEmpty();
        assertThat(found("q", "%")).isEmpty();
    }

    private static List<String> found(String... parameters) {
        var request = given();
        for (int index = 0; index < parameters.length; index += 2) {
            request = request.queryParam(parameters[index], parameters[index + 1]);
        }
        return request.get(PEOPLE).then().statusCode(200).extract().jsonPath().getList("items.handle");
    }

    @Test
    void a_list_says_all_that_is_wrong_with_its_parameters() {
        get(PEOPLE + "?active=maybe&role=king&limit=0&sort=email")
                .statusCode(400)
                .body("errors.parameter", containsInAnyOrder("active", "role", "limit", "sort"));
        get(PEOPLE + "?cursor=forged").statusCode(400).body("errors.parameter", equalTo(List.of("cursor")));
    }

    @Test
    void the_caller_is_the_built_in_administrator() {
        get("/api/v1/me").statusCode(200).body("handle", equalTo("admin")).body("roles", hasItem("admin"));
        String tag = given().get("/api/v1/me").header("ETag");
        given().header("If-None-Match", tag).get("/api/v1/me").then().statusCode(304);
    }

    @Test
    void the_last_active_administrator_stays() {
        onlyTheBuiltInAdministrator();
        for (String change : List.of("{\"active\": false}", "{\"roles\": [\"author\"]}")) {
            patch(PEOPLE + "/admin", change)
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("detail", containsString("last active administrator"));
        }
        patch(PEOPLE + "/admin", "{\"timeZone\": \"UTC\", \"name\": \"Administrator\"}")
                .statusCode(200);
        get(PEOPLE + "/admin").body("active", equalTo(true)).body("roles", hasItem("admin"));
    }

    @Test
    void two_administrators_who_leave_at_once_do_not_leave_nobody() throws Exception {
        onlyTheBuiltInAdministrator();
        for (int round = 0; round < 10; round++) {
            String other = person("admin", ", \"roles\": [\"admin\"]");
            String path = PEOPLE + "/" + other;
            String othersToken = SignedIn.token(other, List.of("admin"));
            List<Integer> statuses = Api.atOnce(List.of(
                    () -> Api.send(PEOPLE + "/admin", "*", "{\"active\": false}"),
                    () -> SignedIn.with(othersToken, () -> Api.send(path, "*", "{\"roles\": [\"viewer\"]}"))));
            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
            String left = statuses.get(0) == 200 ? othersToken : SignedIn.ADMIN;
            SignedIn.with(
                    left, () -> patch(PEOPLE + "/admin", "{\"active\": true}").statusCode(200));
            patch(path, "{\"roles\": [\"viewer\"]}").statusCode(200);
        }
    }

    /** Takes the role from whoever other tests gave it to. */
    private static void onlyTheBuiltInAdministrator() {
        patch(PEOPLE + "/admin", "{\"active\": true}").statusCode(200);
        found("role", "admin", "active", "true", "limit", "200").stream()
                .filter(handle -> !handle.equals("admin"))
                .forEach(handle -> patch(PEOPLE + "/" + handle, "{\"roles\": [\"viewer\"]}")
                        .statusCode(200));
    }

    @Test
    void each_change_is_in_the_history_with_who_made_it() {
        String handle = person("remembered", "");
        patch(PEOPLE + "/" + handle, "{\"name\": \"Renamed\"}").statusCode(200);
        patch(PEOPLE + "/" + handle, "{\"active\": false}").statusCode(200);
        List<?> rows = database.createNativeQuery("""
                        select concat_ws(' ', actor, version, change, snapshot ->> 'name', snapshot ->> 'active')
                        from history where subject = 'person' and subject_id = :handle order by id""", String.class)
                .setParameter("handle", handle)
                .getResultList();
        assertThat(rows)
                .isEqualTo(List.of(
                        "admin 1 registered Somebody true",
                        "admin 2 edited Renamed true",
                        "admin 3 switched_off Renamed false"));
    }

    @Test
    void every_accepted_time_zone_begins_its_days_when_the_database_says_so() {
        List<Object[]> rows = database.createNativeQuery("""
                        select z.name, at, cast(local_date(at, z.name) as text)
                        from pg_timezone_names z,
                            generate_series(timestamptz '2021-01-01T00:30Z', '2021-12-31T00:00Z', '6 days 1 hour') as at
                        where z.name in :zones""", Object[].class)
                .setParameter("zones", ZoneId.getAvailableZoneIds())
                .getResultList();
        List<String> differences = rows.stream()
                .filter(row -> isAccepted((String) row[0]))
                .filter(row -> !LocalDate.ofInstant((Instant) row[1], ZoneId.of((String) row[0]))
                        .toString()
                        .equals(row[2]))
                .map(Arrays::toString)
                .toList();
        assertThat(rows).hasSizeGreaterThan(20_000);
        assertThat(differences).isEmpty();
    }

    private static boolean isAccepted(String zone) {
        Violations violations = new Violations();
        PeopleRules.checkTimeZone(zone, violations);
        return violations.isEmpty();
    }
}
