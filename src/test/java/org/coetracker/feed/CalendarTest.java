package org.coetracker.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coetracker.SignedIn;
import org.coetracker.account.Visitor;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CalendarTest {
    private static final String HARD = "Répare; this, \"that\" \\ and 漢字 🦄🦄🦄 on two lines ".repeat(3) + "end";

    @Test
    void what_somebody_owes_is_in_their_calendar_on_the_day_it_is_due() {
        String owner = person();
        String ref = owed(owner, "Test the restore, weekly; again", "2031-03-14");
        Instant changed = Instant.parse(get("/actions/" + ref).extract().path("updatedAt"));
        VEvent event = one(calendar(owner));
        String id = get("/actions/" + ref).extract().path("id");
        assertThat(event.getUid().getValue()).isEqualTo("action-" + id + "@coe-tracker");
        assertThat(event.getSummary().getValue()).isEqualTo(ref + " due: Test the restore, weekly; again");
        assertThat(event.getDateStart().getValue().hasTime()).isFalse();
        assertThat(day(event)).isEqualTo(LocalDate.of(2031, 3, 14));
        assertThat(event.getUrl().getValue()).endsWith("/api/v1/actions/" + ref);
        assertThat(event.getLastModified().getValue().toInstant().getEpochSecond())
                .isEqualTo(changed.getEpochSecond());
        assertThat(event.getDateTimeStamp().getValue())
                .isEqualTo(event.getLastModified().getValue());

        int before = event.getSequence().getValue();
        String sooner = today().plusDays(60).toString();
        move("/actions/" + ref + "/re-date", map("dueOn", sooner, "reason", "Sooner."))
                .statusCode(200);
        VEvent moved = one(calendar(owner));
        assertThat(moved.getUid()).isEqualTo(event.getUid());
        assertThat(moved.getSequence().getValue()).isGreaterThan(before);

        move("/actions/" + ref + "/start", map()).statusCode(200);
        move("/actions/" + ref + "/complete", map()).statusCode(200);
        assertThat(calendar(owner).getEvents()).isEmpty();
    }

    @Test
    void a_check_that_somebody_owes_is_there_as_well() {
        String verifier = person();
        String ref = owed(person(), "Add an alarm", "2031-03-14");
        patch(
                        "/actions/" + ref,
                        map(
                                "verification",
                                map(
                                        "criterion",
                                        "It rings.",
                                        "verifier",
                                        verifier,
                                        "observeUntil",
                                        today().plusDays(60).toString())))
                .statusCode(200);
        move("/actions/" + ref + "/start", map()).statusCode(200);
        move("/actions/" + ref + "/complete", map()).statusCode(200);
        VEvent event = one(calendar(verifier));
        assertThat(event.getSummary().getValue()).isEqualTo(ref + " to be verified: Add an alarm");
        assertThat(event.getUid().getValue()).startsWith("verification-");
        assertThat(day(event)).hasToString(get("/actions/" + ref).extract().<String>path("verifyBy"));
    }

    @Test
    void a_risk_to_look_at_again_is_there_for_its_owner_and_for_those_who_decide_on_it() {
        String owner = person();
        String manager = person();
        LocalDate lookAgainOn = today().plusDays(90);
        String ref = owed(owner, "Buy another line", "2031-03-14");
        String team = get("/actions/" + ref).extract().path("team");
        patch("/teams/" + team, map("managers", List.of(manager))).statusCode(200);
        move(
                        "/actions/" + ref + "/refuse",
                        map("reason", "It costs too much.", "approver", manager, "lookAgainOn", lookAgainOn.toString()))
                .statusCode(200);
        for (String one : List.of(owner, manager)) {
            VEvent event = one(calendar(one));
            assertThat(event.getSummary().getValue()).isEqualTo(ref + " to be looked at again: Buy another line");
            assertThat(event.getUid().getValue()).startsWith("accepted-risk-");
            assertThat(day(event)).isEqualTo(lookAgainOn);
        }
        assertThat(calendar(person()).getEvents()).isEmpty();
    }

    @Test
    void a_title_of_any_letters_comes_through_in_lines_of_75_octets() {
        String owner = person();
        String title = HARD;
        String ref = owed(owner, title, "2031-03-14");
        String text = text(owner);
        assertThat(one(Biweekly.parse(text).first()).getSummary().getValue()).isEqualTo(ref + " due: " + title);
        assertThat(text).endsWith("END:VCALENDAR\r\n").doesNotContain("\uFFFD");
        for (String line : text.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\n", "\r");
        }
    }

    @Test
    void what_is_restricted_says_that_something_is_due_and_no_more() {
        String owner = person();
        String coe = filed(coe(
                team(),
                "owner",
                owner,
                "title",
                "Vault was open",
                "confidentiality",
                "restricted",
                "correctiveActions",
                List.of(map("title", "Rotate keys", "state", "committed", "owner", owner, "dueOn", "2031-03-14"))));
        String id = get("/actions/" + coe + "-A1").extract().path("id");
        String text = text(owner);
        VEvent event = one(Biweekly.parse(text).first());
        assertThat(event.getSummary().getValue()).isEqualTo("Something is due");
        assertThat(event.getUrl().getValue()).endsWith("/api/v1/actions/" + id);
        assertThat(text).doesNotContain("Rotate", "Vault", coe, "DESCRIPTION");
        // Who may not see it does not hear that it is there, though they own a part of it.
        String other = person();
        filed(coe(
                team(),
                "confidentiality",
                "restricted",
                "correctiveActions",
                List.of(map("title", "Rotate", "state", "committed", "owner", other, "dueOn", "2031-03-14"))));
        assertThat(calendar(other).getEvents()).isEmpty();
    }

    @Test
    void a_calendar_that_has_not_changed_is_not_sent_again() {
        String owner = person();
        String ref = owed(owner, "Test it", "2031-03-14");
        Response first = SignedIn.as(owner, () -> given().get(API + "/me/calendar.ics"));
        String tag = first.header("ETag");
        assertThat(first.contentType()).isEqualToIgnoringCase("text/calendar;charset=UTF-8");
        assertThat(statusWith(owner, tag)).isEqualTo(304);
        patch("/actions/" + ref, map("title", "Test it well")).statusCode(200);
        assertThat(statusWith(owner, tag)).isEqualTo(200);
    }

    @Test
    void a_long_calendar_ends_after_the_500_soonest() {
        String owner = person();
        for (int coe = 0; coe < 6; coe++) {
            List<Map<String, Object>> actions = new ArrayList<>();
            for (int day = 1; day <= 100; day++) {
                actions.add(map(
                        "title",
                        "Test",
                        "state",
                        "committed",
                        "owner",
                        owner,
                        "dueOn",
                        LocalDate.of(2030 + coe, 1, 1).plusDays(day).toString()));
            }
            filed(coe(team(), "correctiveActions", actions));
        }
        List<VEvent> events = calendar(owner).getEvents();
        assertThat(events).hasSize(500);
        assertThat(events.get(499).getDateStart().getValue().toInstant())
                .isBefore(Instant.parse("2034-12-31T00:00:00Z"));
    }

    @Test
    void a_secret_address_is_given_once_and_leads_nowhere_when_it_was_replaced_or_revoked() {
        String owner = person();
        owed(owner, "Test it", "2031-03-14");
        SignedIn.as(owner, () -> get("/me/calendar-address"))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("present", equalTo(false))
                .body("createdAt", nullValue());
        String first = address(owner);
        assertThat(one(Biweekly.parse(at(first, 200).asString()).first())).isNotNull();
        SignedIn.as(owner, () -> get("/me/calendar-address"))
                .body("present", equalTo(true))
                .body("lastReadAt", org.hamcrest.Matchers.notNullValue());
        String second = address(owner);
        assertThat(second).isNotEqualTo(first);
        at(first, 404);
        String tag = at(second, 200).header("ETag");
        assertThat(SignedIn.asNobody(
                        () -> given().header("If-None-Match", tag).get(second).statusCode()))
                .isEqualTo(304);
        SignedIn.as(owner, () -> given().delete(API + "/me/calendar-address"))
                .then()
                .statusCode(204);
        String secret = second.replaceAll(".*/|\\.ics$", "");
        assertThat(at(second, 404).asString()).doesNotContain(secret);
        at(API + "/calendars/x.ics", 404);
        at(API + "/calendars/" + "x".repeat(200) + ".ics", 404);
        // Whoever reads the trail sees that there was one, and not which.
        String trail = given().get(API + "/audit?limit=50&actor=" + owner).asString();
        assertThat(trail)
                .contains("calendar_address_made", "calendar_address_revoked")
                .doesNotContain(secret);
        assertThat(given().header("Authorization", "Bearer " + metricsToken())
                        .get("/q/metrics")
                        .asString())
                .doesNotContain(secret);
    }

    @Test
    void the_calendar_of_whoever_is_switched_off_is_not_there() {
        String owner = person();
        String address = address(owner);
        at(address, 200);
        patch("/people/" + owner, map("active", false)).statusCode(200);
        at(address, 404);
        patch("/people/" + owner, map("active", true)).statusCode(200);
        at(address, 404);
        given().get(API + "/audit?kind=account&object=" + owner)
                .then()
                .body("items[0].change", equalTo("calendar_address_revoked"))
                .body("items[0].reason", equalTo("switched_off"));
    }

    @Test
    void a_password_that_is_reset_revokes_the_address_once_it_is_used() {
        String owner = person();
        String address = address(owner);
        String other = address(person());
        String token = post("/people/" + owner + "/password-reset", map())
                .statusCode(200)
                .extract()
                .path("token");
        at(address, 200);
        new Visitor("127.1.0.8")
                .post("/password-resets", map("token", token, "password", Visitor.PASSWORD))
                .then()
                .statusCode(204);
        at(address, 404);
        at(other, 200);
    }

    @Test
    void a_credential_that_is_limited_makes_no_address_that_shows_more() {
        String owner = person();
        for (String token : List.of(
                SignedIn.token(owner, List.of("read")),
                SignedIn.token(owner, List.of("write")),
                SignedIn.token(owner, List.of("admin"), team()))) {
            assertThat(SignedIn.with(token, () -> post("/me/calendar-address", map()))
                            .extract()
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private static String metricsToken() {
        return "coe_test-prometheus";
    }

    private static String address(String person) {
        String url = SignedIn.as(person, () -> post("/me/calendar-address", map()))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .path("url");
        assertThat(url).matches("https?://[^/]+/api/v1/calendars/[A-Za-z0-9_-]{43}\\.ics");
        return url.substring(url.indexOf(API));
    }

    private static Response at(String path, int status) {
        return SignedIn.asNobody(
                () -> given().get(path).then().statusCode(status).extract().response());
    }

    private static int statusWith(String person, String tag) {
        return SignedIn.as(
                person,
                () -> given().header("If-None-Match", tag)
                        .get(API + "/me/calendar.ics")
                        .statusCode());
    }

    private static String owed(String owner, String title, String dueOn) {
        return filed(coe(
                        team(),
                        "correctiveActions",
                        List.of(map("title", title, "state", "committed", "owner", owner, "dueOn", dueOn))))
                + "-A1";
    }

    private static String text(String person) {
        byte[] body = SignedIn.as(
                person,
                () -> given().get(API + "/me/calendar.ics")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray());
        return new String(body, StandardCharsets.UTF_8);
    }

    private static ICalendar calendar(String person) {
        return Biweekly.parse(text(person)).first();
    }

    private static LocalDate day(VEvent event) {
        return event.getDateStart()
                .getValue()
                .toInstant()
                .atZone(ZoneId.systemDefault())
                .toLocalDate();
    }

    private static VEvent one(ICalendar calendar) {
        assertThat(calendar.getEvents()).hasSize(1);
        return calendar.getEvents().get(0);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
