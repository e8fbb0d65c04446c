package org.coetracker.job;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.shared.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobsTest {
    private static final String SWEEP = "/api/v1/jobs/overdue-sweep";

    @Inject
    MovableClock clock;

    @Inject
    EntityManager database;

    @Inject
    JobRuns runs;

    @Inject
    JobRunner runner;

    @Inject
    Node node;

    @BeforeEach
    void no_runs_yet() {
        sql("delete from job_run");
    }

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
        sql("delete from job_run");
    }

    @Test
    void the_jobs_are_listed_with_how_they_did() {
        run("{}").then().statusCode(201);
        Response page = RestAssured.get("/api/v1/jobs");
        page.then()
                .statusCode(200)
                .body(
                        "items.name",
                        hasItems("escalation", "idempotency-key-cleanup", "overdue-sweep", "session-cleanup"))
                .rootPath("items.find { it.name == 'idempotency-key-cleanup' }")
                .body("lastSuccessAt", nullValue())
                .body("lastRun", nullValue())
                .rootPath("items.find { it.name == 'overdue-sweep' }")
                .body("schedule", equalTo("0 0/15 * * * ?"))
                .body("lastSuccessAt", notNullValue())
                .body("lastRun.trigger", equalTo("manual"))
                .body("nextRunAt", nullValue())
                .noRootPath()
                .body("nextCursor", nullValue());
        given().header("If-None-Match", page.header("ETag"))
                .get("/api/v1/jobs")
                .then()
                .statusCode(304);

        List<String> names = page.path("items.name");
        assertThat(names).isSorted();
        String next = given().queryParam("limit", 2).get("/api/v1/jobs").path("nextCursor");
        given().queryParams("limit", 200, "cursor", next)
                .get("/api/v1/jobs")
                .then()
                .body("items.name", equalTo(names.subList(2, names.size())))
                .body("nextCursor", nullValue());
    }

    @Test
    void an_unknown_job_is_not_there_and_is_told_which_are() {
        for (String path : new String[] {"/api/v1/jobs/nothing", "/api/v1/jobs/nothing/runs"}) {
            RestAssured.get(path).then().statusCode(404).body("detail", containsString("overdue-sweep"));
        }
        given().contentType("application/json")
                .post("/api/v1/jobs/nothing/runs")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        RestAssured.get(SWEEP + "/runs/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void a_run_can_be_asked_for_with_and_without_a_body() throws Exception {
        // As curl -X POST sends it: neither a body nor a Content-Type, which REST Assured would add.
        HttpRequest bare = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + SWEEP + "/runs"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + SignedIn.ADMIN)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(bare, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        given().contentType("application/json").post(SWEEP + "/runs").then().statusCode(201);
        Response run = run("{\"dryRun\": true}");
        run.then()
                .statusCode(201)
                .body("dryRun", is(true))
                .body("job", equalTo("overdue-sweep"))
                .body("node", equalTo(node.name()))
                .body("finishedAt", notNullValue())
                .body("noticed", equalTo(0));
        RestAssured.get(run.header("Location").replaceFirst("^https?://[^/]+", ""))
                .then()
                .statusCode(200)
                .body("id", equalTo(run.path("id")));

        run("{\"dryrun\": true}").then().statusCode(400).body("errors[0].pointer", equalTo("/dryrun"));
        run("{\"dryRun\": \"yes\"}").then().statusCode(400).body("errors[0].pointer", equalTo("/dryRun"));
    }

    @Test
    void a_run_that_is_asked_for_again_with_its_key_is_not_run_again() {
        String key = UUID.randomUUID().toString();
        Response first = given().contentType("application/json")
                .header("Idempotency-Key", key)
                .post(SWEEP + "/runs");
        Response second = given().contentType("application/json")
                .header("Idempotency-Key", key)
                .post(SWEEP + "/runs");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        RestAssured.get(SWEEP + "/runs").then().body("items", hasSize(1));
    }

    @Test
    void runs_are_paged_newest_first() {
        List<String> made = new ArrayList<>();
        for (int index = 0; index < 5; index++) {
            made.add(0, run("{}").path("id"));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = given().queryParam("limit", 2);
            Response page = (cursor == null ? request : request.queryParam("cursor", cursor)).get(SWEEP + "/runs");
            page.then().statusCode(200);
            seen.addAll(page.path("items.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        assertThat(seen).isEqualTo(made);
        given().queryParam("cursor", "x").get(SWEEP + "/runs").then().statusCode(400);
    }

    @Test
    void a_run_whose_node_has_gone_is_closed_by_the_next_with_what_it_did() {
        UUID silent = unfinished("elsewhere", Duration.ofMinutes(3));
        UUID earlierLife = unfinished(node.name(), Duration.ofSeconds(1));
        UUID alive = unfinished("elsewhere", Duration.ofMinutes(1));

        run("{}").then().statusCode(201);

        for (UUID closed : new UUID[] {silent, earlierLife}) {
            RestAssured.get(SWEEP + "/runs/" + closed)
                    .then()
                    .body("error", containsString("interrupted"))
                    .body("finishedAt", notNullValue())
                    .body("flagged", equalTo(7));
        }
        RestAssured.get(SWEEP + "/runs/" + alive)
                .then()
                .body("finishedAt", nullValue())
                .body("error", nullValue());
    }

    @Test
    void a_job_that_fails_is_recorded_with_what_it_did_and_the_service_lives_on() {
        Job failing = job(run -> {
            run.batch(() -> Counts.flagged(3));
            run.batch(() -> {
                sql("delete from job_run where 1 / 0 = 1");
                return Counts.flagged(4);
            });
        });
        JobRunView failed = runner.run(failing, JobRun.Trigger.MANUAL, false);

        assertThat(failed.error()).contains("unforeseen").doesNotContain("Exception");
        assertThat(failed.flagged()).isEqualTo(3);
        assertThat(failed.finishedAt()).isNotNull();
        runner.scheduled(failing);
        assertThat(
                        count(
                                "select count(*) from job_run where job = 'test' and trigger = 'schedule' and error is not null"))
                .isEqualTo(1);
    }

    @Test
    void what_a_run_has_done_is_counted_with_each_batch() {
        Job counting = job(run -> {
            run.batch(() -> new Counts(5, 4, 3, 2));
            assertThat(count("select scanned + flagged + resolved + noticed from job_run where job = 'test'"))
                    .isEqualTo(14);
            run.batch(() -> new Counts(1, 1, 1, 1));
        });
        JobRunView counted = runner.run(counting, JobRun.Trigger.STARTUP, false);

        assertThat(counted.scanned()).isEqualTo(6);
        assertThat(counted.flagged()).isEqualTo(5);
        assertThat(counted.resolved()).isEqualTo(4);
        assertThat(counted.noticed()).isEqualTo(3);
        RestAssured.get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("coe_job_flagged_total{job_name=\"test\"}"))
                .body(containsString("coe_job_run_seconds_count{job_name=\"test\",outcome=\"success\"}"));
    }

    @Test
    void health_turns_red_when_the_last_success_is_too_old_and_does_not_touch_readiness() {
        succeedAll();
        RestAssured.get("/q/health/well").then().statusCode(200);

        clock.forward(Duration.ofMinutes(46));
        for (String path : new String[] {"/q/health/well", "/q/health"}) {
            RestAssured.get(path).then().statusCode(503).body("status", equalTo("DOWN"));
        }
        RestAssured.get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'Jobs succeed in time' }.status", equalTo("DOWN"));
        RestAssured.get("/q/health/ready").then().statusCode(200);
        RestAssured.get("/q/health/live").then().statusCode(200);

        run("{\"dryRun\": true}").then().statusCode(201);
        RestAssured.get("/q/health/well").then().statusCode(503);
        succeedAll();
        RestAssured.get("/q/health/well").then().statusCode(200);
    }

    @Test
    void a_job_that_never_succeeded_is_red_once_it_has_been_tried_for_too_long() {
        Instant now = clock.instant();
        unfinished("elsewhere", Duration.ofMinutes(44));
        RestAssured.get("/q/health/well").then().statusCode(200);
        clock.set(now.plus(Duration.ofMinutes(2)));
        RestAssured.get("/q/health/well").then().statusCode(503);
    }

    @Test
    void the_age_of_the_last_success_is_a_metric() {
        RestAssured.get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("coe_job_last_success_age_seconds{job_name=\"overdue-sweep\"}"))
                .body(containsString("coe_job_last_success_age_seconds{job_name=\"idempotency-key-cleanup\"}"));
    }

    @Test
    void what_is_expected_of_each_job_and_when_it_runs_next_are_metrics() {
        String metrics =
                RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
        for (String job : List.of("overdue-sweep", "reminders", "escalation", "coe-deadlines")) {
            assertThat(metrics)
                    .containsPattern("coe_job_success_expected_within_seconds\\{job_name=\"" + job + "\"} [1-9]")
                    .contains("coe_job_next_run_seconds{job_name=\"" + job + "\"}");
        }
    }

    @Test
    void idempotency_keys_are_forgotten_after_a_day() {
        String key = UUID.randomUUID().toString();
        given().contentType("application/json").header("Idempotency-Key", key).post(SWEEP + "/runs");
        cleanUp("{}");
        assertThat(count("select count(*) from idempotency_key where key = '" + key + "'"))
                .isEqualTo(1);

        clock.forward(Duration.ofHours(25));
        cleanUp("{\"dryRun\": true}").then().body("scanned", greaterThan(0));
        assertThat(count("select count(*) from idempotency_key where key = '" + key + "'"))
                .isEqualTo(1);
        cleanUp("{}").then().body("scanned", greaterThan(0));
        assertThat(count("select count(*) from idempotency_key where key = '" + key + "'"))
                .isZero();
        RestAssured.get("/api/v1/jobs").then().body("items.lastRun.job", hasItems("idempotency-key-cleanup"));
    }

    private void succeedAll() {
        List<String> names = RestAssured.get("/api/v1/jobs").path("items.name");
        names.forEach(name -> given().contentType("application/json")
                .body("{}")
                .post("/api/v1/jobs/" + name + "/runs")
                .then()
                .statusCode(201));
    }

    private static Response run(String body) {
        return given().contentType("application/json").body(body).post(SWEEP + "/runs");
    }

    private static Response cleanUp(String body) {
        return given().contentType("application/json").body(body).post("/api/v1/jobs/idempotency-key-cleanup/runs");
    }

    private static Job job(java.util.function.Consumer<Run> work) {
        return new Job() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public String schedule() {
                return "0 0 0 1 1 ?";
            }

            @Override
            public Duration successExpectedWithin() {
                return Duration.ofDays(1);
            }

            @Override
            public void run(Run run) {
                work.accept(run);
            }
        };
    }

    /** A run that was last heard of some time ago, and had flagged seven by then. */
    private UUID unfinished(String on, Duration silentFor) {
        UUID id = Ids.next();
        Instant then = clock.instant().minus(silentFor);
        QuarkusTransaction.requiringNew().run(() -> {
            runs.persist(JobRun.begin(id, "overdue-sweep", on, JobRun.Trigger.SCHEDULE, false, then));
            runs.flush();
            database.createNativeQuery("update job_run set flagged = 7 where id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
        });
        return id;
    }

    private void sql(String text) {
        QuarkusTransaction.joiningExisting()
                .run(() -> database.createNativeQuery(text).executeUpdate());
    }

    private long count(String text) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(text).getSingleResult()).longValue());
    }
}
