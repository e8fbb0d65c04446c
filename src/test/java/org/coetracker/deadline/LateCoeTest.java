package org.coetracker.deadline;

import static org.assertj.core.api.Assertions.assertThat;
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
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class LateCoeTest {
    @Inject
    MovableClock clock;

    @Inject
    Told told;

    String owner;

    @BeforeEach
    void somebody() {
        owner = person();
    }

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({"sev1, 3, 14", "sev2, 5, 14", "sev3, 10, 30", "sev4, 10, 30"})
    void each_severity_has_its_deadlines_and_is_late_the_day_after(String severity, int submitted, int approved) {
        LocalDate day = LocalDate.of(2031, 5, 1);
        at(day, "UTC", 12 * 60);
        filed(coe(team(), "severity", severity, "owner", owner));
        at(day.plusDays(submitted), "UTC", 24 * 60 - 1);
        run();
        assertThat(late()).isEmpty();
        at(day.plusDays(submitted + 1), "UTC", 0);
        run();
        assertThat(late()).containsExactly("submission by " + day.plusDays(submitted));
        at(day.plusDays(approved), "UTC", 24 * 60 - 1);
        run();
        assertThat(late()).hasSize(1);
        at(day.plusDays(approved + 1), "UTC", 0);
        run();
        run();
        assertThat(late())
                .containsExactly("submission by " + day.plusDays(submitted), "approval by " + day.plusDays(approved));
    }

    @ParameterizedTest
    @CsvSource({
        // Both sides of the date line.
        "Pacific/Kiritimati, 2031-05-01",
        "Pacific/Niue, 2031-05-01",
        // The clock is put forward on 2031-03-09, and back on 2031-11-02: the days between have 23 and 25 hours.
        "America/New_York, 2031-03-06",
        "America/New_York, 2031-03-07",
        "America/New_York, 2031-10-30",
        "America/New_York, 2031-10-31",
        // It is put forward at midnight: these days begin at one o'clock.
        "Africa/Cairo, 2031-04-21",
        "America/Santiago, 2031-09-03"
    })
    void days_are_those_of_the_team(String zone, LocalDate mitigated) {
        at(mitigated, zone, 12 * 60);
        filed(coe(
                team(zone),
                "severity",
                "sev1",
                "owner",
                owner,
                "incident",
                map("mitigatedAt", clock.instant().toString())));
        clock.stopAt(
                mitigated.plusDays(4).atStartOfDay(ZoneId.of(zone)).toInstant().minusSeconds(1));
        run();
        assertThat(late()).isEmpty();
        clock.forward(Duration.ofSeconds(1));
        run();
        assertThat(late()).containsExactly("submission by " + mitigated.plusDays(3));
    }

    @Test
    void a_changed_policy_moves_the_deadlines_of_what_is_late_already() {
        String coe = filed(coe(team(), "severity", "sev1", "owner", owner));
        clock.forward(Duration.ofDays(4));
        run();
        assertThat(late()).hasSize(1);
        try {
            patch("/policies/deadlines", map("submittedWithinDays", map("sev1", 6)))
                    .statusCode(200);
            run();
            assertThat(list("resolved").extract().<List<String>>path("items.resolution"))
                    .containsExactly("re_dated");
            assertThat(late()).isEmpty();
            assertThat(changes(coe)).contains("flagged_late", "no_longer_late");
            clock.forward(Duration.ofDays(3));
            run();
            assertThat(late()).hasSize(1);
        } finally {
            patch("/policies/deadlines", map("submittedWithinDays", map("sev1", 3)))
                    .statusCode(200);
        }
        run();
        assertThat(late()).hasSize(1);
        assertThat(told.about(coe, "coe.late").stream().filter(("person:" + owner)::equals))
                .hasSize(3);
    }

    @Test
    void what_was_sent_back_is_owed_by_the_deadline_of_the_approval_alone() {
        String coe = filed(coe(team(), "severity", "sev1", "owner", owner, "reviewers", List.of(person())));
        submit(coe).statusCode(200);
        move("/coes/" + coe + "/request-changes", map("comment", "Why?")).statusCode(200);
        clock.forward(Duration.ofDays(14));
        run();
        assertThat(late()).isEmpty();
        clock.forward(Duration.ofDays(1));
        run();
        assertThat(late()).hasSize(1).first().asString().startsWith("approval");
        submit(coe).statusCode(200);
        assertThat(late()).hasSize(1);
        approve(coe);
        assertThat(late()).isEmpty();
    }

    @Test
    void those_hear_of_a_late_approval_for_whom_it_waits_and_who_has_approved_owes_nothing() {
        String lee = person();
        String kim = person();
        String coe = filed(coe(team(), "severity", "sev1", "owner", owner, "reviewers", List.of(lee, kim)));
        submit(coe).statusCode(200);
        SignedIn.as(lee, () -> move("/coes/" + coe + "/approve", map()).statusCode(200));
        clock.forward(Duration.ofDays(15));
        run();
        assertThat(told.about(coe, "coe.late")).contains("person:" + kim).doesNotContain("person:" + lee);
        assertThat(SignedIn.as(kim, () -> get("/me/work").extract().<List<String>>path("items.kind")))
                .containsExactly("coe_review");
        assertThat(SignedIn.as(lee, () -> get("/me/work").extract().<List<String>>path("items.kind")))
                .isEmpty();
    }

    @Test
    void a_team_in_another_zone_moves_the_day() {
        LocalDate day = LocalDate.of(2031, 5, 1);
        at(day, "UTC", 11 * 60);
        String coe = filed(coe(team("Pacific/Kiritimati"), "severity", "sev1", "owner", owner));
        at(day.plusDays(5), "Pacific/Kiritimati", 0);
        run();
        assertThat(late()).containsExactly("submission by " + day.plusDays(4));
        patch("/coes/" + coe, map("team", team("Pacific/Niue"))).statusCode(200);
        run();
        assertThat(late()).isEmpty();
        at(day.plusDays(4), "Pacific/Niue", 0);
        run();
        assertThat(late()).containsExactly("submission by " + day.plusDays(3));
    }

    @Test
    void a_dry_run_says_what_a_run_then_does() {
        run();
        String moved = filed(coe(
                team(), "severity", "sev1", "owner", owner, "incident", map("mitigatedAt", "2020-01-01T00:00:00Z")));
        run();
        patch(
                        "/coes/" + moved,
                        map("incident", map("mitigatedAt", clock.instant().toString())))
                .statusCode(200);
        filed(coe(
                team(), "severity", "sev1", "owner", person(), "incident", map("mitigatedAt", "2020-01-01T00:00:00Z")));
        Map<String, Object> would = counts(map("dryRun", true));
        assertThat(late()).hasSize(2);
        assertThat(would)
                .containsEntry("flagged", 2)
                .containsEntry("noticed", 2)
                .containsEntry("resolved", 2);
        assertThat((Integer) would.get("scanned")).isGreaterThanOrEqualTo(2);
        assertThat(counts(map())).isEqualTo(would);
        assertThat(counts(map()))
                .containsEntry("flagged", 0)
                .containsEntry("noticed", 0)
                .containsEntry("resolved", 0)
                .containsEntry("scanned", would.get("scanned"));
    }

    private static Map<String, Object> counts(Map<String, Object> command) {
        Map<String, Object> run = post("/jobs/coe-deadlines/runs", command)
                .statusCode(201)
                .body("error", nullValue())
                .extract()
                .path("");
        run.keySet().retainAll(List.of("scanned", "flagged", "resolved", "noticed"));
        return run;
    }

    /** What the owner is late with, soonest first. */
    private List<String> late() {
        return list("pending").extract().path("items.collect { it.deadline + ' by ' + it.dueOn }");
    }

    private ValidatableResponse list(String status) {
        return get("/late-coes?sort=dueOn&status=" + status + "&owner=" + owner).statusCode(200);
    }

    private static List<String> changes(String coe) {
        return get("/coes/" + coe + "/history").statusCode(200).extract().path("items.change");
    }

    private void at(LocalDate day, String zone, int minute) {
        clock.stopAt(day.atStartOfDay(ZoneId.of(zone)).plusMinutes(minute).toInstant());
    }

    private static void run() {
        post("/jobs/coe-deadlines/runs", map()).statusCode(201).body("error", nullValue());
    }
}
