package org.coetracker.report;

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
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecurrenceApiTest {
    @Inject
    MovableClock clock;

    @AfterEach
    void back() {
        clock.reset();
    }

    private static Map<String, Object> again(String team, String ref, boolean preventable, Object... members) {
        Map<String, Object> coe = coe(team, members);
        coe.put(
                "relatedItems",
                List.of(map(
                        "kind",
                        ref.contains("-A") ? "action" : "coe",
                        "ref",
                        ref,
                        "relation",
                        preventable ? "similar" : "same_cause",
                        "wouldHavePrevented",
                        preventable)));
        return coe;
    }

    private String earlier(String dueOn) {
        return filed(coe(
                team(),
                "correctiveActions",
                List.of(map("title", "Fix it", "state", "committed", "owner", person(), "dueOn", dueOn))));
    }

    private static List<Integer> figures(String groupBy, String group) {
        FreshReports.forget();
        String cursor = "";
        do {
            var answer = get("/reports/recurrence?limit=200&groupBy=" + groupBy + cursor)
                    .statusCode(200)
                    .extract();
            List<Map<String, Object>> items = answer.path("items");
            for (Map<String, Object> item : items) {
                if (item.get("group").equals(group)) {
                    return List.of((Integer) item.get("recurrences"), (Integer) item.get("preventable"), (Integer)
                            item.get("preventableByOverdue"));
                }
            }
            cursor = answer.path("nextCursor") == null ? null : "&cursor=" + answer.path("nextCursor");
        } while (cursor != null);
        return List.of();
    }

    @Test
    void what_recurs_is_counted_with_what_would_have_prevented_it() {
        String team = team();
        String service = name("svc");
        String overdue = earlier("2020-01-01");
        filed(again(team, overdue, false, "services", List.of(service)));
        filed(again(team, earlier("2099-01-01"), true, "services", List.of(service)));
        filed(again(team, overdue, true, "services", List.of(service)));
        filed(again(team, overdue + "-A1", true));
        filed(coe(team));
        assertThat(figures("team", team)).containsExactly(4, 3, 2);
        assertThat(figures("service", service)).containsExactly(3, 2, 1);
    }

    @Test
    void groups_are_causes_and_months_too() {
        String earlier = earlier("2020-01-01");
        int month = 1 + (int) (System.nanoTime() % 9);
        String started = "19%02d-0%d".formatted(10 + System.nanoTime() % 80, month);
        filed(again(team(), earlier, false, "incident", map("startedAt", started + "-28T23:59:59Z")));
        assertThat(figures("month", started)).isNotEmpty();
        FreshReports.forget();
        List<Integer> before = figures("cause_category", "hardware");
        filed(again(
                team(),
                earlier,
                false,
                "rootCause",
                map(
                        "causes",
                        List.of(
                                map("kind", "root_cause", "category", "hardware", "text", "A disk"),
                                map("kind", "root_cause", "category", "hardware", "text", "Another"),
                                map("kind", "trigger", "category", "security", "text", "A guest")))));
        assertThat(figures("cause_category", "hardware").get(0)).isEqualTo(before.isEmpty() ? 1 : before.get(0) + 1);
        get("/reports/recurrence?groupBy=cause").statusCode(400);
    }

    private String day(int day) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .plusDays(day)
                .toString();
    }

    @Test
    void an_action_counts_as_it_stood_when_the_incident_began() {
        String ref = earlier(day(2));
        Map<String, Integer> overdueAt = new LinkedHashMap<>();
        overdueAt.put(day(2) + "T23:59:59Z", 0);
        overdueAt.put(day(3) + "T00:00:00Z", 1);
        overdueAt.put(day(5) + "T00:00:00Z", 0);
        clock.forward(Duration.ofDays(4));
        move("/actions/" + ref + "-A1/start", map()).statusCode(200);
        move("/actions/" + ref + "-A1/complete", map()).statusCode(200);
        clock.forward(Duration.ofDays(2));
        overdueAt.forEach((at, overdue) -> {
            String team = team();
            filed(again(team, ref, true, "incident", map("startedAt", at)));
            assertThat(figures("team", team)).as(at).containsExactly(1, 1, overdue);
        });
    }

    @Test
    void a_later_date_does_not_hide_that_the_first_was_missed() {
        String ref = earlier(day(2));
        String missed = day(3) + "T12:00:00Z";
        String moved = day(6) + "T12:00:00Z";
        clock.forward(Duration.ofDays(4));
        move("/actions/" + ref + "-A1/re-date", map("dueOn", day(20), "reason", "Late."))
                .statusCode(200);
        clock.forward(Duration.ofDays(3));
        String before = team();
        filed(again(before, ref + "-A1", true, "incident", map("startedAt", missed)));
        assertThat(figures("team", before)).containsExactly(1, 1, 1);
        String after = team();
        filed(again(after, ref + "-A1", true, "incident", map("startedAt", moved)));
        assertThat(figures("team", after)).containsExactly(1, 1, 0);
    }

    @Test
    void figures_come_as_csv_too_and_that_is_in_the_audit_trail() {
        String team = team();
        filed(again(team, earlier("2020-01-01"), true));
        FreshReports.forget();
        String csv = given().accept("text/csv")
                .get(API + "/reports/recurrence?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv).startsWith("team,recurrences,preventable,preventableByOverdue\r\n");
        get("/audit?kind=export&limit=50").statusCode(200).body("items.object", hasItem("report_recurrence"));
    }

    @Test
    void what_is_restricted_recurs_for_those_alone_who_see_it() {
        String team = team();
        String owner = person();
        filed(again(team, earlier("2020-01-01"), true, "confidentiality", "restricted", "owner", owner));
        assertThat(figures("team", team)).containsExactly(1, 1, 1);
        assertThat(SignedIn.as(owner, () -> figures("team", team))).containsExactly(1, 1, 1);
        assertThat(SignedIn.as(person(), () -> figures("team", team))).isEmpty();
        get("/reports/recurrence").statusCode(200).body("groupBy", equalTo("team"));
    }

    @Test
    void that_a_restricted_action_was_overdue_is_nobodys_business() {
        String team = team();
        String hidden = filed(coe(
                team(),
                "confidentiality",
                "restricted",
                "correctiveActions",
                List.of(map("title", "Fix", "state", "committed", "owner", person(), "dueOn", "2020-01-01"))));
        filed(again(team, hidden, true));
        assertThat(figures("team", team)).containsExactly(1, 1, 1);
        assertThat(SignedIn.as(person(), () -> figures("team", team))).containsExactly(1, 1, 0);
    }

    @Test
    void what_began_later_does_not_recur_in_what_was_before() {
        String later = filed(coe(team(), "incident", map("startedAt", "2021-01-01T00:00:00Z")));
        String team = team();
        filed(again(team, later, true, "incident", map("startedAt", "2020-01-01T00:00:00Z")));
        assertThat(figures("team", team)).isEmpty();
        filed(again(team, later, true, "incident", map("startedAt", "2022-01-01T00:00:00Z")));
        assertThat(figures("team", team)).containsExactly(1, 1, 0);
        String first = filed(coe(team()));
        String second = filed(coe(team()));
        patch(
                        "/coes/" + first,
                        Map.of(
                                "team",
                                team,
                                "relatedItems",
                                again(team, second, true).get("relatedItems")))
                .statusCode(200);
        assertThat(figures("team", team)).containsExactly(1, 1, 0);
    }

    @Test
    void an_action_that_was_withdrawn_since_was_owed_until_then() {
        String ref = earlier(day(2));
        clock.forward(Duration.ofDays(4));
        String between = day(0) + "T00:00:00Z";
        clock.forward(Duration.ofDays(2));
        move("/coes/" + ref + "/withdraw", map("reason", "Another one says it."))
                .statusCode(200);
        String before = team();
        filed(again(before, ref + "-A1", true, "incident", map("startedAt", between)));
        assertThat(figures("team", before)).containsExactly(1, 1, 1);
        clock.forward(Duration.ofDays(2));
        String after = team();
        filed(again(after, ref + "-A1", true, "incident", map("startedAt", day(-1) + "T00:00:00Z")));
        assertThat(figures("team", after)).containsExactly(1, 1, 0);
    }
}
