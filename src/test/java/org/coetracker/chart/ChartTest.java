package org.coetracker.chart;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.team;
import static org.coetracker.attachment.Files.attached;
import static org.coetracker.attachment.Files.text;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChartTest {
    @Inject
    ChartService charts;

    private static final String CSV = """
            minute,p99 (ms),errors
            2026-01-31 14:00,120,0
            2026-01-31 14:01,1800,12
            2026-01-31 14:02,n/a,3
            """;

    private static String chart(String csv) {
        String ref = filed(coe(
                team(), "incident", map("startedAt", "2026-01-31T13:00:30Z", "resolvedAt", "2026-02-01T13:00:00Z")));
        return "/coes/" + ref + "/attachments/" + attached(ref, "latency.csv", text(csv)) + "/chart";
    }

    @Test
    void a_table_is_read_as_series_with_the_key_times_of_the_incident() {
        get(chart(CSV) + "?timeZone=Europe/Vienna")
                .statusCode(200)
                .body("title", equalTo("latency.csv"))
                .body("timeColumn", equalTo("minute"))
                .body("timeZone", equalTo("Europe/Vienna"))
                .body("from", equalTo("2026-01-31T13:00:00Z"))
                .body("series.name", contains("p99 (ms)", "errors"))
                .body("series.unit", contains("ms", null))
                .body("series[0].points.count", contains(1, 1, 0))
                .body("series[0].max", equalTo(1800f))
                .body("marks.name", contains("startedAt", "resolvedAt"));
    }

    @Test
    void a_table_is_drawn_as_a_picture_that_stands_alone() {
        String at = chart(CSV);
        String tag = given().accept("image/svg+xml")
                .get(API + at + "?timeZone=Europe/Vienna&columns=errors")
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString(">Started 14:00:30</text>"))
                .body(containsString("Outside of the picture: Resolved 2026-02-01 14:00:00."))
                .body(containsString(">errors</text>"))
                .extract()
                .header("ETag");
        given().accept("image/svg+xml")
                .header("If-None-Match", tag)
                .get(API + at + "?timeZone=Europe/Vienna&columns=errors")
                .then()
                .statusCode(304);
        given().header("If-None-Match", tag)
                .get(API + at + "?timeZone=Europe/Vienna&columns=errors")
                .then()
                .statusCode(200);
        given().accept("image/svg+xml")
                .header("If-None-Match", tag)
                .get(API + at + "?timeZone=UTC&columns=errors")
                .then()
                .statusCode(200);
        given().accept("application/json;q=0, */*").get(API + at).then().contentType("image/svg+xml");
        given().accept("image/png").get(API + at).then().statusCode(406);
    }

    @Test
    void while_too_many_are_read_the_next_is_a_429_and_who_has_the_chart_already_does_not_wait() throws Exception {
        String at = chart(CSV);
        String tag = get(at).statusCode(200).extract().header("ETag");
        ExecutorService readers = Executors.newCachedThreadPool();
        CountDownLatch end = new CountDownLatch(1);
        try {
            while (!charts.bulkhead().isFull()) {
                CountDownLatch come = new CountDownLatch(1);
                readers.submit(() -> {
                    come.countDown();
                    return charts.bulkhead().call(() -> end.await(20, TimeUnit.SECONDS), IllegalStateException::new);
                });
                assertThat(come.await(20, TimeUnit.SECONDS)).isTrue();
            }
            get(at).statusCode(429).header("Retry-After", "2");
            given().header("If-None-Match", tag).get(API + at).then().statusCode(304);
        } finally {
            end.countDown();
            readers.shutdown();
        }
        assertThat(readers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        get(at).statusCode(200).header("ETag", equalTo(tag));
    }

    @Test
    void numbers_at_the_end_of_what_there_is_are_drawn_or_left_out() {
        String at = chart("time,load\n2026-01-31T13:00:00Z,1e308\n2026-01-31T13:01:00Z,1e308\n"
                + "2026-01-31T13:02:00Z,1e-310\n2026-01-31T13:03:00Z,1e100\n2026-01-31T13:04:00Z,1e100\n");
        get(at).statusCode(200)
                .body("series[0].points.count", contains(0, 0, 1, 1, 1))
                .body("from", equalTo("2026-01-31T13:02:00Z"));
        String alike = chart("time,load\n2026-01-31T13:00:00Z,0.1\n2026-01-31T13:01:00Z,0.10000000000000002\n");
        for (String one : List.of(at, alike)) {
            given().accept("image/svg+xml")
                    .get(API + one)
                    .then()
                    .statusCode(200)
                    .body(not(containsString("NaN")))
                    .body(not(containsString("Infinity")));
        }
    }

    @Test
    void what_cannot_be_drawn_and_what_cannot_be_meant_are_said() {
        String at = chart(CSV);
        get(at + "?columns=p50").statusCode(422).body("errors.code", contains("unknown_column"));
        get(at + "?from=2027-01-01T00:00:00Z").statusCode(422).body("errors.code", contains("no_rows"));
        get(at + "?timeZone=Mars&from=x")
                .statusCode(400)
                .body("errors.parameter", containsInAnyOrder("from", "timeZone"));
        get(chart("a,b\n1,2\n")).statusCode(422).body("errors.code", contains("no_time_column"));
        String ref = filed(coe(team()));
        String json = attached(ref, "a.json", text("{\"a\":1}"));
        get("/coes/" + ref + "/attachments/" + json + "/chart").statusCode(422);
    }
}
