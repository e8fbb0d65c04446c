package org.coetracker.coe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.submit;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ExtractableResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CoeListApiTest {

    @Test
    void each_filter_lets_through_what_it_names() {
        String team = team();
        String reviewer = person();
        String owner = person();
        String tag = name("tag");
        String wanted = filed(coe(
                team,
                "title",
                "100% of ledger_writes lost!",
                "severity",
                "sev1",
                "kind",
                "near_miss",
                "owner",
                owner,
                "reviewers",
                List.of(reviewer),
                "services",
                List.of("Ledger \u2013 writes"),
                "tags",
                List.of(tag, "other"),
                "confidentiality",
                "restricted",
                "incident",
                map("startedAt", "2020-02-02T00:00:00Z"),
                "correctiveActions",
                List.of(map("title", "x", "state", "committed", "owner", owner, "dueOn", "2020-03-01"))));
        String other = filed(coe(team, "severity", "sev3", "incident", map("startedAt", "2021-01-01T00:00:00Z")));
        submit(other);
        String mine = "/coes?team=" + team + "&";

        for (String filter : List.of(
                "status=draft",
                "severity=sev1",
                "severity=sev1&severity=sev2",
                "kind=near_miss",
                "owner=" + owner,
                "reviewer=" + reviewer,
                "tag=" + tag,
                "tag=nothing&tag=" + tag,
                "confidentiality=restricted",
                "startedBefore=2020-06-01T00:00:00Z",
                "startedBefore=2020-06-01T02:00:00+02:00",
                "hasOverdue=true",
                "q=LEDGER_WRITES",
                "q=100%")) {
            get(mine + filter).statusCode(200).body("items.ref", contains(wanted));
        }
        get("/coes?team={team}&service={service}", team, "Ledger \u2013 writes").body("items.ref", contains(wanted));
        for (String filter : List.of("startedAfter=2020-06-01T00:00:00Z", "status=in_review", "hasOverdue=false")) {
            get(mine + filter).statusCode(200).body("items.ref", contains(other));
        }
        get(mine
                        + "createdAfter=2020-01-01T00:00:00Z&createdBefore=2099-01-01T00:00:00Z&updatedAfter=2020-01-01T00:00:00Z")
                .body("items", hasSize(2));
        get(mine + "q=ledger%writes").body("items", hasSize(0));
        get("/coes?q=" + wanted.toLowerCase(java.util.Locale.ROOT) + "&team=" + team)
                .body("items.ref", contains(wanted));
    }

    @Test
    void a_list_shows_counts_instead_of_answers() {
        String team = team();
        String owner = person();
        filed(coe(
                team,
                "correctiveActions",
                List.of(
                        map("title", "a", "state", "committed", "owner", owner, "dueOn", "2020-03-01"),
                        map("title", "b"),
                        map("title", "c", "state", "done"))));
        get("/coes?team=" + team)
                .body("items[0].actions.open", equalTo(2))
                .body("items[0].actions.overdue", equalTo(1))
                .body("items[0].actions.done", equalTo(1))
                .body("items[0]", not(org.hamcrest.Matchers.hasKey("whatHappened")));
    }

    @Test
    void every_sort_goes_both_ways_page_by_page_with_nulls_last() {
        String team = team();
        List<String> refs = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            refs.add(filed(coe(
                    team,
                    "severity",
                    "sev" + (number % 4 + 1),
                    "incident",
                    number < 2 ? map() : map("startedAt", "2026-01-0" + (number % 3 + 1) + "T00:00:00Z"))));
        }
        for (String sort : List.of("createdAt", "updatedAt", "startedAt", "severity", "ref")) {
            for (String direction : List.of("", "-")) {
                List<String> seen = new ArrayList<>();
                String next = "/coes?team=" + team + "&limit=2&sort=" + direction + sort;
                List<String> starts = new ArrayList<>();
                while (next != null) {
                    ExtractableResponse<?> page = get(next).statusCode(200).extract();
                    seen.addAll(page.path("items.ref"));
                    starts.addAll(page.path("items.incident.startedAt"));
                    String cursor = page.path("nextCursor");
                    next = cursor == null
                            ? null
                            : "/coes?team=" + team + "&limit=2&sort=" + direction + sort + "&cursor=" + cursor;
                }
                assertThat(seen).as(direction + sort).containsExactlyInAnyOrderElementsOf(refs);
                if (sort.equals("startedAt")) {
                    assertThat(starts.subList(5, 7)).containsOnlyNulls();
                }
                if (sort.equals("ref") && direction.isEmpty()) {
                    assertThat(seen).isEqualTo(refs);
                }
            }
        }
    }

    @Test
    void the_link_header_leads_through_all_pages_and_total_counts_them() {
        String team = team();
        for (int number = 0; number < 3; number++) {
            filed(coe(team));
        }
        ExtractableResponse<?> first = get("/coes?team=" + team + "&limit=2&count=true")
                .statusCode(200)
                .body("total", equalTo(3))
                .extract();
        String link = first.header("Link");
        assertThat(link).startsWith("</api/v1/coes?").endsWith(">; rel=\"next\"");
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get(link.substring(1, link.indexOf('>')))
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("nextCursor", nullValue())
                .body("total", equalTo(3))
                .header("Link", nullValue());
    }

    @Test
    void a_cursor_belongs_to_its_list() {
        String team = team();
        filed(coe(team));
        filed(coe(team));
        String cursor = get("/coes?limit=1&team=" + team).extract().path("nextCursor");
        for (String other : List.of(
                "/coes?limit=1&cursor=" + cursor,
                "/coes?limit=1&team=" + team + "&sort=ref&cursor=" + cursor,
                "/coes?limit=1&team=" + team + "&cursor=" + cursor.substring(4),
                "/coes?limit=1&team=" + team + "&cursor=WzEsMiwzXQ",
                "/coes?limit=1&team=" + team + "&cursor=%F0%9F%94%A5")) {
            get(other).statusCode(400).body("errors.parameter", contains("cursor"));
        }
    }

    @Test
    void polling_is_cheap_while_nothing_changes() {
        String team = team();
        String ref = filed(coe(team));
        String tag = get("/coes?team=" + team).extract().header("ETag");
        RestAssured.given()
                .header("If-None-Match", tag)
                .get("/api/v1/coes?team=" + team)
                .then()
                .statusCode(304);
        patch("/coes/" + ref, map("title", "Changed"));
        RestAssured.given()
                .header("If-None-Match", tag)
                .get("/api/v1/coes?team=" + team)
                .then()
                .statusCode(200);
    }

    @Test
    void pages_stay_right_while_others_write() throws Exception {
        String team = team();
        List<String> there = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            there.add(filed(coe(team)));
        }
        AtomicBoolean reading = new AtomicBoolean(true);
        AtomicInteger written = new AtomicInteger();
        Thread writer = new Thread(() -> {
            int number = 0;
            while (reading.get()) {
                filed(coe(team));
                patch(
                                "/coes/" + there.get(number++ % 60),
                                map(
                                        "severity",
                                        "sev" + (number % 4 + 1),
                                        "incident",
                                        map(
                                                "startedAt",
                                                number % 3 == 0
                                                        ? null
                                                        : "2026-01-0" + (number % 7 + 1) + "T00:00:00Z")))
                        .statusCode(200);
                written.incrementAndGet();
            }
        });
        writer.start();
        try {
            for (String sort : List.of(
                    "createdAt", "-createdAt", "ref", "-ref", "updatedAt", "-updatedAt", "severity", "-startedAt")) {
                List<String> seen = new ArrayList<>();
                String cursor = "";
                while (cursor != null && seen.size() < 1_000) {
                    ExtractableResponse<?> page = get("/coes?team=" + team + "&limit=7&sort=" + sort
                                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                            .statusCode(200)
                            .extract();
                    seen.addAll(page.path("items.ref"));
                    cursor = page.path("nextCursor");
                }
                assertThat(new HashSet<>(seen)).as("no row twice, by " + sort).hasSameSizeAs(seen);
                assertThat(seen).as("none skipped, by " + sort).containsAll(there);
            }
        } finally {
            reading.set(false);
            writer.join();
        }
        assertThat(written).as("writes that went on meanwhile").hasValueGreaterThan(10);
    }

    @Test
    void parameters_that_are_wrong_are_all_named() {
        get("/coes?limit=201&sort=title&status=open&hasOverdue=1&startedAfter=2026-01-01T00:00:00&cout=true")
                .statusCode(400)
                .body("errors.parameter", contains("cout"));
        get("/coes?limit=201&sort=title&status=open&hasOverdue=1&startedAfter=2026-01-01T00:00:00")
                .statusCode(400)
                .body("errors.parameter", containsInAnyOrder("limit", "sort", "status", "hasOverdue", "startedAfter"));
        get("/coes?limit=0").statusCode(400);
        get("/coes?limit=-1").statusCode(400);
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/api/v1/coes?q=%00")
                .then()
                .statusCode(400);
    }

    @Test
    void nothing_found_is_an_empty_page() {
        get("/coes?count=true&team=" + team())
                .statusCode(200)
                .body("items", hasSize(0))
                .body("nextCursor", nullValue())
                .body("total", equalTo(0));
    }
}
