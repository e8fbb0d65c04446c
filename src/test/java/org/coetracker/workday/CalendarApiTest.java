package org.coetracker.workday;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CalendarApiTest {
    private static final String FILE = String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Test//EN",
            "BEGIN:VEVENT",
            "UID:1",
            "DTSTART;VALUE=DATE:20001225",
            "DTEND;VALUE=DATE:20001227",
            "RRULE:FREQ=YEARLY",
            "SUMMARY:Noël",
            "END:VEVENT",
            "END:VCALENDAR",
            "");

    @Inject
    MovableClock clock;

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    private static String below(String parent, Object... members) {
        String handle = name("t");
        Map<String, Object> command = map(members);
        command.putAll(map("handle", handle, "name", handle, "parent", parent));
        post("/teams", command).statusCode(201);
        return handle;
    }

    private static ValidatableResponse put(String team, String ifMatch, Object body) {
        var request = given().contentType("application/json").body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put(API + "/teams/" + team + "/calendar")
                .then();
    }

    private static ValidatableResponse putFile(String team, String file) {
        return given().contentType("text/calendar; charset=UTF-8")
                .header("If-Match", "*")
                .body(file)
                .put(API + "/teams/" + team + "/calendar")
                .then();
    }

    private static Map<String, Object> closed(String... days) {
        return map(
                "weekend",
                List.of("friday", "saturday"),
                "holidays",
                List.of(days).stream()
                        .map(day -> map("on", day, "name", "Closed"))
                        .toList());
    }

    @Test
    void a_team_without_a_calendar_has_the_standard_weekend_and_no_holidays() {
        get("/teams/" + team() + "/calendar")
                .statusCode(200)
                .header("ETag", startsWith("\"0-"))
                .body("weekend", contains("saturday", "sunday"))
                .body("holidays", empty())
                .body("inheritedFrom", nullValue())
                .body("version", equalTo(0))
                .body("updatedAt", nullValue());
    }

    @Test
    void a_team_goes_by_the_calendar_of_the_nearest_team_above_until_it_has_its_own() {
        String top = team();
        String middle = below(top);
        String bottom = below(middle);
        put(top, null, closed("2026-12-25")).statusCode(201).header("Location", "/api/v1/teams/" + top + "/calendar");
        get("/teams/" + bottom + "/calendar")
                .body("inheritedFrom", equalTo(top))
                .body("weekend", contains("friday", "saturday"))
                .body("version", equalTo(0));
        put(middle, null, map("weekend", List.of("sunday"))).statusCode(201);
        get("/teams/" + bottom + "/calendar")
                .body("inheritedFrom", equalTo(middle))
                .body("weekend", contains("sunday"))
                .body("holidays", empty());
        put(bottom, null, map()).statusCode(201).body("weekend", contains("saturday", "sunday"));
        get("/teams/" + bottom + "/calendar").body("inheritedFrom", nullValue()).body("version", equalTo(1));
    }

    @Test
    void what_is_there_is_replaced_only_by_who_has_read_it() {
        String team = team();
        String none = get("/teams/" + team + "/calendar").extract().header("ETag");
        String first = put(team, none, closed("2026-12-26", "2026-12-25"))
                .statusCode(201)
                .body("holidays.on", contains("2026-12-25", "2026-12-26"))
                .body("version", equalTo(1))
                .extract()
                .header("ETag");
        put(team, null, closed("2027-01-01")).statusCode(428);
        put(team, none, closed("2027-01-01")).statusCode(412);
        put(team, first, closed("2026-12-25", "2026-12-26")).statusCode(200).body("version", equalTo(1));
        put(team, first, closed("2027-01-01")).statusCode(200).body("version", equalTo(2));
        put(team, first, closed("2027-01-02")).statusCode(412).body("currentVersion", equalTo(2));
        given().header(
                        "If-None-Match",
                        get("/teams/" + team + "/calendar").extract().header("ETag"))
                .get(API + "/teams/" + team + "/calendar")
                .then()
                .statusCode(304);
        get("/audit?object=calendar/" + team)
                .body("items.change", contains("edited", "set_up"))
                .body("items.kind", contains("policy", "policy"))
                .body("items[0].patch.value", hasItem("2027-01-01"));
    }

    @Test
    void without_its_own_calendar_a_team_goes_by_the_inherited_one_again() {
        String manager = person();
        String top = team();
        String team = below(top, "managers", List.of(manager));
        delete(team, "*").statusCode(404);
        put(top, null, map("weekend", List.of("sunday"))).statusCode(201);
        String first =
                put(team, null, closed("2026-12-25")).statusCode(201).extract().header("ETag");
        delete(team, null).statusCode(428);
        delete(team, "\"7\"").statusCode(412);
        SignedIn.as(person(), () -> delete(team, first).statusCode(403));
        SignedIn.as(manager, () -> delete(team, first).statusCode(204));
        get("/teams/" + team + "/calendar")
                .body("inheritedFrom", equalTo(top))
                .body("weekend", contains("sunday"))
                .body("version", equalTo(0));
        delete(team, "*").statusCode(404);
        get("/audit?object=calendar/" + team).body("items.change", contains("deleted", "set_up"));
        // Another one is not taken for the one that was there before.
        put(team, null, closed("2026-12-25")).statusCode(201).body("version", equalTo(3));
        delete(team, first).statusCode(412);
        put(team, first, closed("2027-01-01")).statusCode(412);
    }

    private static ValidatableResponse delete(String team, String ifMatch) {
        return (ifMatch == null ? given() : given().header("If-Match", ifMatch))
                .delete(API + "/teams/" + team + "/calendar")
                .then();
    }

    @Test
    void managers_of_the_team_and_above_change_it_and_everybody_reads() {
        String above = person();
        String manager = person();
        String member = person();
        String top = below(null, "managers", List.of(above));
        String team = below(top, "managers", List.of(manager), "members", List.of(member));
        for (String who : List.of(member, person())) {
            SignedIn.as(who, () -> {
                put(team, "*", closed("2026-12-25")).statusCode(403);
                return get("/teams/" + team + "/calendar").statusCode(200);
            });
        }
        for (String who : List.of(manager, above)) {
            SignedIn.as(who, () -> put(team, "*", closed("2026-12-25")).statusCode(anyOf(is(200), is(201))));
        }
        SignedIn.as(manager, () -> put(top, "*", closed("2026-12-25")).statusCode(403));
        SignedIn.asNobody(() -> get("/teams/" + team + "/calendar").statusCode(401));
    }

    @Test
    void a_team_that_is_not_there_has_no_calendar() {
        get("/teams/nowhere/calendar").statusCode(404).body("detail", containsString("team nowhere"));
        put("nowhere", "*", map()).statusCode(404);
    }

    @Test
    void what_is_wrong_with_a_calendar_is_said_at_once() {
        String team = team();
        put(
                        team,
                        null,
                        map(
                                "weekend",
                                List.of("sunday", "sunday"),
                                "holidays",
                                List.of(
                                        map("on", "2026-12-25", "name", "One"),
                                        map("on", "2026-12-25", "name", "Two"),
                                        map("on", "2026-12-26", "name", " "),
                                        map("name", "Never"))))
                .statusCode(422)
                .body(
                        "errors.pointer.sort()",
                        contains("/holidays/1", "/holidays/2/name", "/holidays/3/on", "/weekend/1"));
        List<String> all = List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
        put(team, null, map("weekend", all)).statusCode(422).body("errors.pointer", contains("/weekend"));
        put(team, null, map("weekend", List.of("caturday"))).statusCode(400);
        put(team, null, map("holiday", List.of())).statusCode(400).body("errors.code", contains("unknown_property"));
        List<Map<String, Object>> many = IntStream.range(0, 1_001)
                .mapToObj(number -> map(
                        "on",
                        java.time.LocalDate.of(2026, 1, 1).plusDays(number).toString(),
                        "name",
                        "Off"))
                .toList();
        put(team, null, map("holidays", many)).statusCode(422).body("errors.pointer", contains("/holidays"));
        get("/teams/" + team + "/calendar").body("version", equalTo(0));
    }

    @Test
    void an_icalendar_file_gives_the_holidays_and_leaves_the_weekend() {
        clock.set(Instant.parse("2026-11-23T12:00:00Z"));
        String team = team();
        put(team, null, map("weekend", List.of("friday"))).statusCode(201);
        putFile(team, FILE)
                .statusCode(200)
                .body("weekend", contains("friday"))
                .body("holidays.size()", equalTo(12))
                .body("holidays[0].on", equalTo("2025-12-25"))
                .body("holidays[11].on", equalTo("2030-12-26"))
                .body("holidays[0].name", equalTo("Noël"))
                .body("version", equalTo(2));
        putFile(team, FILE).statusCode(200).body("version", equalTo(2));
    }

    @Test
    void what_is_no_icalendar_file_or_no_holiday_is_refused() {
        String team = team();
        putFile(team, "Holidays: none").statusCode(400).body("detail", containsString("BEGIN:VCALENDAR"));
        putFile(team, "").statusCode(400);
        putFile(team, FILE.replace("YEARLY", "WEEKLY"))
                .statusCode(422)
                .body("errors.pointer", contains("/events/0"))
                .body("errors.code", contains("not_yearly"));
        given().contentType("text/calendar")
                .header("If-Match", "*")
                .body(new byte[] {(byte) 0xc3, (byte) 0x28})
                .put(API + "/teams/" + team + "/calendar")
                .then()
                .statusCode(400)
                .body("detail", containsString("UTF-8"));
        given().contentType("text/plain")
                .header("If-Match", "*")
                .body(FILE)
                .put(API + "/teams/" + team + "/calendar")
                .then()
                .statusCode(415);
        putFile(team, FILE + "x".repeat(1 << 20)).statusCode(413);
    }

    /** It is Thursday 24 December in Pago Pago while it is Friday, the 25th, in Kiritimati. */
    @Test
    void a_due_date_counts_from_the_teams_own_day_on_both_sides_of_the_date_line() {
        clock.stopAt(Instant.parse("2026-12-25T10:30:00Z"));
        assertThat(dueOn("Pacific/Kiritimati")).isEqualTo("2027-01-04");
        assertThat(dueOn("Pacific/Pago_Pago")).isEqualTo("2026-12-31");
    }

    private static String dueOn(String zone) {
        String team = team(zone);
        // A week after the 25th is New Year's Day, a Friday.
        put(team, null, map("holidays", List.of(map("on", "2027-01-01", "name", "New Year"))))
                .statusCode(201);
        String ref = filed(coe(team, "correctiveActions", List.of(map("title", "Test it", "priority", "p0")))) + "-A1";
        return move("/actions/" + ref + "/commit", map("owner", person()))
                .statusCode(200)
                .extract()
                .path("dueOn");
    }

    @Test
    void an_action_keeps_the_rule_with_the_holiday_that_its_date_made_way_for() {
        clock.stopAt(Instant.parse("2026-12-21T12:00:00Z"));
        String top = team();
        String team = below(top);
        put(top, null, map("holidays", List.of(map("on", "2026-12-28", "name", "Boxing Day"))))
                .statusCode(201);
        String ref = filed(coe(
                        team,
                        "correctiveActions",
                        List.of(map("title", "Test it", "priority", "p0", "state", "committed", "owner", person()))))
                + "-A1";
        get("/actions/" + ref)
                .body("dueOn", equalTo("2026-12-29"))
                .body(
                        "dueRule",
                        endsWith(": p0: 7 calendar days, moved to the next working day"
                                + " (2026-12-28 was a holiday: Boxing Day)"));
        // What comes later moves nothing.
        put(team, null, map("weekend", List.of("tuesday"))).statusCode(201);
        get("/actions/" + ref).body("dueOn", equalTo("2026-12-29")).body("version", equalTo(1));
    }
}
