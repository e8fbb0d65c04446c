package org.coetracker.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReportApiTest {
    @Inject
    ActionReports reports;

    private Map<String, Object> row(String groupBy, String group) {
        reports.forget();
        String cursor = "";
        while (cursor != null) {
            ExtractableResponse<?> page = get("/reports/actions?limit=200&groupBy=" + groupBy
                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .statusCode(200)
                    .extract();
            List<Map<String, Object>> items = page.path("items");
            for (Map<String, Object> item : items) {
                if (item.get("group").equals(group)) {
                    return item;
                }
            }
            cursor = page.path("nextCursor");
        }
        return Map.of();
    }

    private static Map<String, Object> action(String state, String owner, LocalDate dueOn) {
        return map("title", "x", "state", state, "owner", owner, "dueOn", dueOn.toString());
    }

    @Test
    void a_group_counts_what_is_open_overdue_due_soon_and_lately_done() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String team = team();
        String owner = person();
        List<Map<String, Object>> actions = new ArrayList<>(List.of(
                action("committed", owner, today.minusDays(1)),
                action("in_progress", owner, today.minusDays(9)),
                action("committed", owner, today),
                action("committed", owner, today.plusDays(7)),
                action("committed", owner, today.plusDays(8)),
                action("proposed", owner, today.minusDays(30)),
                action("done", owner, today)));
        Map<String, Object> longDone = action("done", owner, today.minusDays(60));
        longDone.put("completion", map("completedAt", today.minusDays(50) + "T00:00:00Z"));
        actions.add(longDone);
        String ref = filed(coe(team, "correctiveActions", actions));

        for (Map.Entry<String, String> group :
                Map.of("team", team, "owner", owner, "coe", ref).entrySet()) {
            assertThat(row(group.getKey(), group.getValue()))
                    .as(group.getKey())
                    .containsEntry("open", 6)
                    .containsEntry("overdue", 2)
                    .containsEntry("dueIn7Days", 2)
                    .containsEntry("awaitingDecision", 0)
                    .containsEntry("doneIn30Days", 1)
                    .containsEntry("oldestOpenDays", 0)
                    .containsEntry("oldestOverdueDays", 9)
                    .containsEntry("averageOverdueDays", 5.0f);
        }
    }

    @Test
    void withdrawn_records_owe_nothing() {
        String team = team();
        String ref = filed(
                coe(team, "correctiveActions", List.of(action("committed", person(), LocalDate.parse("2020-01-01")))));
        org.coetracker.Fixture.move("/coes/" + ref + "/withdraw", map("reason", "Twin."));
        assertThat(row("team", team)).containsEntry("open", 0).containsEntry("overdue", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "owner", "severity", "priority", "type", "coe"})
    void every_grouping_adds_up_to_the_totals(String groupBy) {
        filed(coe(
                team(),
                "correctiveActions",
                List.of(map("title", "ownerless"), action("committed", person(), LocalDate.parse("2020-01-01")))));
        reports.forget();
        int open = 0;
        String cursor = "";
        Integer total = null;
        while (cursor != null) {
            ExtractableResponse<?> page = get("/reports/actions?limit=200&groupBy=" + groupBy
                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .statusCode(200)
                    .body("groupBy", equalTo(groupBy))
                    .body("asOf", notNullValue())
                    .extract();
            List<Integer> opens = page.path("items.open");
            open += opens.stream().mapToInt(Integer::intValue).sum();
            total = page.path("totals.open");
            cursor = page.path("nextCursor");
        }
        assertThat(open).isEqualTo(total).isPositive();
    }

    @Test
    void csv_is_there_for_who_asks_for_it() {
        filed(coe(team(), "severity", "sev1", "correctiveActions", List.of(map("title", "x"))));
        reports.forget();
        String csv = given().accept("text/csv")
                .get(API + "/reports/actions?groupBy=severity")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(csv.lines().findFirst())
                .hasValue(
                        "severity,open,overdue,dueIn7Days,awaitingDecision,doneIn30Days,oldestOpenDays,averageOpenDays,"
                                + "oldestOverdueDays,averageOverdueDays");
        assertThat(csv.lines().filter(line -> line.startsWith("sev1,"))).hasSize(1);
        given().accept("*/*").get(API + "/reports/actions").then().contentType("application/json");
        for (String report : List.of("/reports/actions", "/reports/recurrence")) {
            given().accept("application/json;q=0.1, text/csv")
                    .get(API + report)
                    .then()
                    .contentType("text/csv");
            given().accept("text/csv;q=0, application/json;q=0")
                    .get(API + report)
                    .then()
                    .statusCode(406);
        }
    }

    @Test
    void figures_that_did_not_change_are_no_news() {
        reports.forget();
        String tag = get("/reports/actions?groupBy=type").extract().header("ETag");
        given().header("If-None-Match", tag)
                .get(API + "/reports/actions?groupBy=type")
                .then()
                .statusCode(304);
    }

    @Test
    void what_cannot_be_grouped_by_is_named() {
        get("/reports/actions?groupBy=colour&limit=0")
                .statusCode(400)
                .body("errors.parameter", contains("groupBy", "limit"));
        get("/reports/actions?cursor=***").statusCode(400);
        get("/reports/actions?groupBy=coe&cursor=ZzpDT0UteA").statusCode(400);
        get("/reports/actions?limit=1&groupBy=severity").body("items", hasSize(1));
        get("/reports/actions?groupBy=severity").body("nextCursor", nullValue());
    }
}
