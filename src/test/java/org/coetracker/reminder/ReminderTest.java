package org.coetracker.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coetracker.MovableClock;
import org.coetracker.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ReminderTest {
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

    @Test
    void an_owner_is_reminded_a_week_before_two_days_before_and_on_the_day() {
        clock.stopAt(Instant.parse("2031-05-01T12:00:00Z"));
        String action = committed("UTC", "2031-05-20");
        assertThat(remindersUntil(action, "2031-05-25")).containsExactly("7 on 05-13", "2 on 05-18", "0 on 05-20");
        assertThat(told.about(action, "action.due_soon")).containsOnly("person:" + owner);
    }

    @Test
    void a_date_given_late_makes_up_for_no_reminder_whose_day_was_before() {
        clock.stopAt(Instant.parse("2031-05-15T12:00:00Z"));
        assertThat(remindersUntil(committed("UTC", "2031-05-20"), "2031-05-25"))
                .containsExactly("2 on 05-18", "0 on 05-20");
        clock.stopAt(Instant.parse("2031-06-13T12:00:00Z"));
        assertThat(remindersUntil(committed("UTC", "2031-06-20"), "2031-06-25"))
                .containsExactly("7 on 06-13", "2 on 06-18", "0 on 06-20");
    }

    @Test
    void a_service_that_was_down_reminds_once_of_what_is_nearest() {
        clock.stopAt(Instant.parse("2031-05-01T12:00:00Z"));
        String action = committed("UTC", "2031-05-20");
        clock.stopAt(Instant.parse("2031-05-19T12:00:00Z"));
        run();
        run();
        assertThat(told.details(action, "action.due_soon"))
                .singleElement()
                .asString()
                .contains("\"daysLeft\" : 1");
        assertThat(remindersUntil(action, "2031-05-25")).containsExactly("0 on 05-20");
    }

    @Test
    void a_new_date_is_reminded_of_anew_and_the_old_one_no_more() {
        clock.stopAt(Instant.parse("2031-05-01T12:00:00Z"));
        String action = committed("UTC", "2031-05-20");
        assertThat(remindersUntil(action, "2031-05-14")).containsExactly("7 on 05-13");
        move("/actions/" + action + "/re-date", map("dueOn", "2031-06-10", "reason", "Vendor."))
                .statusCode(200);
        assertThat(remindersUntil(action, "2031-06-15")).containsExactly("7 on 06-03", "2 on 06-08", "0 on 06-10");
    }

    @Test
    void what_is_done_refused_or_of_a_withdrawn_coe_is_not_reminded_of() {
        clock.stopAt(Instant.parse("2031-05-01T12:00:00Z"));
        String done = committed("UTC", "2031-05-20");
        move("/actions/" + done + "/start", map()).statusCode(200);
        move("/actions/" + done + "/complete", map()).statusCode(200);
        String withdrawn = committed("UTC", "2031-05-20");
        move("/coes/" + withdrawn.replaceAll("-A1$", "") + "/withdraw", map("reason", "A drill."))
                .statusCode(200);
        assertThat(remindersUntil(done, "2031-05-25")).isEmpty();
        assertThat(told.about(withdrawn, "action.due_soon")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // The day begins at 10:00 UTC of the day before.
        "Pacific/Kiritimati, 2031-05-12T09:59:00Z, 2031-05-12T10:01:00Z",
        // The day begins at 11:00 UTC of the same day.
        "Pacific/Niue, 2031-05-13T10:59:00Z, 2031-05-13T11:01:00Z"
    })
    void the_day_is_that_of_the_team_on_both_sides_of_the_date_line(String zone, Instant before, Instant after) {
        clock.stopAt(Instant.parse("2031-05-01T12:00:00Z"));
        String action = committed(zone, "2031-05-20");
        clock.stopAt(before);
        run();
        assertThat(told.about(action, "action.due_soon")).isEmpty();
        clock.stopAt(after);
        run();
        assertThat(told.about(action, "action.due_soon")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        // New York: 2031-03-09 has 23 hours, 2031-11-02 has 25; due on that day, two days after, a week after.
        "America/New_York, 2031-03-09, 0",
        "America/New_York, 2031-03-09, 2",
        "America/New_York, 2031-03-09, 7",
        "America/New_York, 2031-11-02, 0",
        "America/New_York, 2031-11-02, 2",
        "America/New_York, 2031-11-02, 7",
        // Santiago has no midnight on 2031-09-07, and two of them in the night after 2031-04-05.
        "America/Santiago, 2031-09-07, 0",
        "America/Santiago, 2031-09-07, 2",
        "America/Santiago, 2031-09-07, 7",
        "America/Santiago, 2031-04-05, 0",
        "America/Santiago, 2031-04-06, 0"
    })
    void a_switch_of_the_clock_leaves_one_reminder_a_day_at_its_first_minute(
            String zone, LocalDate switched, int daysAfter) {
        ZoneId there = ZoneId.of(zone);
        assertThat(Duration.between(
                        switched.atStartOfDay(there), switched.plusDays(1).atStartOfDay(there)))
                .as("a day that is switched, or the one after")
                .satisfiesAnyOf(
                        day -> assertThat(day).isNotEqualTo(Duration.ofDays(1)),
                        day -> assertThat(Duration.between(
                                        switched.minusDays(1).atStartOfDay(there), switched.atStartOfDay(there)))
                                .isNotEqualTo(Duration.ofDays(1)));
        LocalDate dueOn = switched.plusDays(daysAfter);
        clock.stopAt(dueOn.minusDays(35).atStartOfDay(there).toInstant());
        String action = committed(zone, dueOn.toString());
        for (int daysBefore : new int[] {7, 2, 0}) {
            LocalDate day = dueOn.minusDays(daysBefore);
            Instant begins = day.atStartOfDay(there).toInstant();
            int before = told.about(action, "action.due_soon").size();
            runAt(begins.minusSeconds(1));
            assertThat(told.about(action, "action.due_soon"))
                    .as("before day -%d", daysBefore)
                    .hasSize(before);
            Instant ends = day.plusDays(1).atStartOfDay(there).toInstant();
            List<Instant> moments = new ArrayList<>(List.of(begins));
            if (day.equals(switched)) {
                // Clocks are switched at midnight, at two, or at the end.
                for (int hours : new int[] {1, 2, 3}) {
                    moments.add(begins.plus(Duration.ofHours(hours)));
                }
                moments.add(ends.minus(Duration.ofHours(1)));
            }
            moments.add(ends.minusSeconds(1));
            for (Instant now : moments) {
                runAt(now);
                assertThat(told.about(action, "action.due_soon"))
                        .as("at %s", now)
                        .hasSize(before + 1);
            }
        }
    }

    @Test
    void an_owner_who_is_switched_off_is_news_for_the_managers_at_once_and_once() {
        String action = committed("UTC", "2100-05-20");
        String team =
                io.restassured.RestAssured.get("/api/v1/actions/" + action).path("team");
        patch("/people/" + owner, map("active", false)).statusCode(200);
        assertThat(told.about(action, "action.unowned")).containsExactly("managers:" + team);
        run();
        assertThat(told.about(action, "action.unowned")).hasSize(1);
        clock.stopAt(Instant.parse("2100-05-13T12:00:00Z"));
        run();
        assertThat(told.about(action, "action.due_soon")).containsExactly("managers:" + team);
        clock.reset();
        patch("/people/" + owner, map("active", true)).statusCode(200);
        run();
        patch("/people/" + owner, map("active", false)).statusCode(200);
        assertThat(told.about(action, "action.unowned")).hasSize(2);
    }

    @Test
    void a_verifier_hears_on_the_day_on_which_the_observation_ends() {
        clock.stopAt(Instant.parse("2031-05-01T12:00:00Z"));
        String verifier = person();
        String action =
                committed("UTC", "2031-05-20", "verification", map("verifier", verifier, "observeUntil", "2031-05-30"));
        move("/actions/" + action + "/start", map()).statusCode(200);
        move("/actions/" + action + "/complete", map("evidence", "Deployed.")).statusCode(200);
        assertThat(told.about(action, "action.done")).containsExactly("person:" + verifier);
        clock.stopAt(Instant.parse("2031-05-29T23:30:00Z"));
        run();
        assertThat(told.about(action, "action.verification_due")).isEmpty();
        clock.stopAt(Instant.parse("2031-05-30T00:30:00Z"));
        run();
        clock.stopAt(Instant.parse("2031-06-01T00:30:00Z"));
        run();
        assertThat(told.about(action, "action.verification_due")).containsExactly("person:" + verifier);
    }

    @Test
    void a_dry_run_says_how_many_would_be_reminded_and_reminds_nobody() {
        clock.stopAt(Instant.parse("2031-05-01T12:00:00Z"));
        String action = committed("UTC", "2031-05-03");
        int would = post("/jobs/reminders/runs", map("dryRun", true))
                .statusCode(201)
                .extract()
                .path("noticed");
        assertThat(would).isPositive();
        assertThat(told.about(action, "action.due_soon")).isEmpty();
    }

    @Test
    void a_run_says_how_many_were_looked_at_and_how_many_reminded() {
        clock.stopAt(Instant.parse("2031-05-01T12:00:00Z"));
        committed("UTC", "2031-05-03");
        committed("UTC", "2031-05-05");
        Map<String, Object> would = counts(map("dryRun", true));
        assertThat((Integer) would.get("scanned")).isGreaterThanOrEqualTo(2);
        Map<String, Object> did = counts(map());
        assertThat(did).containsEntry("noticed", would.get("noticed")).containsEntry("scanned", would.get("scanned"));
        assertThat(counts(map())).containsEntry("noticed", 0);
    }

    private static Map<String, Object> counts(Map<String, Object> command) {
        return post("/jobs/reminders/runs", command)
                .statusCode(201)
                .body("error", nullValue())
                .extract()
                .path("");
    }

    /**
     * The reminders of an action, looked for once a day from now until some day, and twice more on a day that brought one.
     * At which minute a day begins is what other tests look at.
     */
    private List<String> remindersUntil(String action, String day) {
        List<String> found = new ArrayList<>();
        int known = told.about(action, "action.due_soon").size();
        for (Instant now = clock.instant();
                now.isBefore(Instant.parse(day + "T00:00:00Z"));
                now = now.plus(Duration.ofDays(1))) {
            runAt(now);
            List<String> details = told.details(action, "action.due_soon");
            for (; known < details.size(); known++) {
                found.add(details.get(known).replaceAll(".*\"daysLeft\" : (\\d+).*", "$1") + " on "
                        + now.toString().substring(5, 10));
                runAt(now.plus(Duration.ofHours(6)));
                runAt(now.plus(Duration.ofHours(11)));
                assertThat(told.about(action, "action.due_soon"))
                        .as("at %s", now)
                        .hasSize(known + 1);
            }
        }
        return found;
    }

    private String committed(String zone, String dueOn, Object... members) {
        String team = name("t");
        post("/teams", map("handle", team, "name", team, "timeZone", zone)).statusCode(201);
        Map<String, Object> action = map(members);
        action.putAll(map("title", "Test the restore", "state", "committed", "owner", owner, "dueOn", dueOn));
        return filed(coe(team, "correctiveActions", List.of(action))) + "-A1";
    }

    private void runAt(Instant now) {
        clock.stopAt(now);
        run();
    }

    private static void run() {
        post("/jobs/reminders/runs", map()).statusCode(201).body("error", nullValue());
    }
}
