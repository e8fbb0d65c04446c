package org.coetracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every resource. */
@QuarkusTest
class ConventionsApiTest {

    private static Response send(byte[] body) {
        return given().contentType("application/json").body(body).post(API + "/coes");
    }

    private static Response send(String body) {
        return send(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"title\":",
                "[]",
                "null",
                "\"x\"",
                "{} {}",
                "{\"title\": NaN}",
                "{\"title\": \"a\", \"title\": \"b\"}",
                "{\"title\": \"a\\u0000b\"}",
                "{\"title\": \"a\\ud800b\"}",
                "{\"impact\": {\"measures\": [{\"kind\": \"customers\", \"value\": 1e9999999999}]}}",
                "{\"impact\": {\"measures\": [{\"kind\": \"customers\", \"value\": 111111111122222222223333333333444444444455}]}}",
                "{\"tags\": [null]}",
                "{\"rootCause\": {\"causes\": [null]}}",
                "{\"tags\": \"a\"}",
                "{\"severity\": 1}",
                "{\"severity\": \"\"}",
                "{\"severity\": \"SEV1\"}",
                "{\"incident\": {\"startedAt\": 1767225600}}",
                "{\"incident\": {\"startedAt\": \"2026-01-01T00:00:00\"}}",
                "{\"incident\": {\"startedAt\": \"2026-02-30T00:00:00Z\"}}",
                "{\"incident\": {\"startedAt\": \"+99999-01-01T00:00:00Z\"}}",
                "{\"correctiveActions\": [{\"title\": \"x\", \"dueOn\": \"2026-02-30\"}]}",
                "{\"correctiveActions\": [{\"title\": \"x\", \"dueOn\": \"99999-01-01\"}]}",
                "{\"impact\": {\"measures\": [{\"kind\": \"customers\", \"value\": \"1\"}]}}",
                "{\"impact\": {\"measures\": [{\"kind\": \"customers\", \"value\": 1, \"estimated\": \"true\"}]}}",
                "{\"tittle\": \"x\"}"
            })
    void what_is_not_of_the_documented_shape_is_a_400_that_says_so(String body) {
        send(body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:coe-tracker:problem:malformed"))
                .body("detail", not(matchesPattern(".*(org\\.|java\\.|jackson).*")));
    }

    @Test
    void bytes_that_are_no_text_are_a_400() {
        byte[] body = "{\"title\": \"a?b\"}".getBytes(StandardCharsets.ISO_8859_1);
        body[12] = (byte) 0xff;
        send(body).then().statusCode(400);
    }

    @Test
    void ten_thousand_levels_are_too_deep() {
        send("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).then().statusCode(400);
        send("{\"tags\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                .then()
                .statusCode(400);
    }

    @Test
    void all_wrong_shapes_and_broken_rules_are_said_at_once() {
        send("""
                {"title": 5, "severity": "sev9", "tem": "x", "tags": {}, "impact": {"measures": [{"kind": "people", "value": "1"}]},
                 "whatHappened": {"timeline": [{"at": "now", "text": ""}]}}""")
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/title",
                                "/severity",
                                "/tem",
                                "/tags",
                                "/team",
                                "/impact/measures/0/kind",
                                "/impact/measures/0/value",
                                "/whatHappened/timeline/0/at",
                                "/whatHappened/timeline/0/text"));
    }

    @Test
    void more_than_a_mebibyte_is_too_large() {
        send("{\"title\": \"" + "x".repeat(10 << 20) + "\"}")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void other_media_types_are_refused_by_name() {
        given().contentType("text/plain")
                .body("{}")
                .post(API + "/coes")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("detail", startsWith("Send application/json or text/markdown, in UTF-8"));
        given().contentType("text/plain")
                .body("{}")
                .patch(API + "/coes/COE-1")
                .then()
                .statusCode(415)
                .body("detail", startsWith("Send application/merge-patch+json or application/json, in UTF-8"));
        given().accept("application/xml")
                .get(API + "/coes")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @Test
    void a_method_that_is_not_there_is_a_405() {
        given().put(API + "/coes").then().statusCode(405).contentType("application/problem+json");
        given().delete(API + "/coes").then().statusCode(405).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/coes/coe-1",
                "/coes/COE-01",
                "/coes/COE-0",
                "/coes/COE-99999999999999999999",
                "/coes/COE-999999999",
                "/coes/00000000-0000-0000-0000-000000000000",
                "/coes/COE-1-A1",
                "/actions/COE-1",
                "/actions/COE-1-A01",
                "/actions/coe-1-a1",
                "/coes/x/history",
                "/coes/COE-999999999/actions",
                "/nothing",
                "/coes/%F0%9F%94%A5"
            })
    void what_is_not_there_is_a_404(String path) {
        given().urlEncodingEnabled(false)
                .get(API + path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    @Test
    void a_request_id_is_taken_or_given_and_stands_in_the_problem() {
        given().header("X-Request-Id", "deploy-42")
                .get(API + "/coes/COE-0")
                .then()
                .header("X-Request-Id", "deploy-42")
                .body("instance", endsWith(":deploy-42"));
        given().header("X-Request-Id", "<script>")
                .get(API + "/coes?limit=1")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void the_same_key_and_body_give_the_first_answer_again() {
        String key = Fixture.name("key");
        String team = team();
        String body = "{\"title\": \"x\", \"severity\": \"sev1\", \"team\": \"%s\"}".formatted(team);
        Response first = given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(API + "/coes");
        first.then().statusCode(201).header("Idempotent-Replayed", nullValue());
        given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body.replace(" ", ""))
                .post(API + "/coes")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .header("Location", first.header("Location"))
                .header("ETag", first.header("ETag"))
                .body("ref", equalTo(first.path("ref")));
        get("/coes?team=" + team).body("items.ref", contains((String) first.path("ref")));
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        String key = Fixture.name("key");
        given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(coe(team()))
                .post(API + "/coes")
                .then()
                .statusCode(201);
        given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(coe(team()))
                .post(API + "/coes")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:coe-tracker:problem:idempotency-key-reused"));
    }

    @Test
    void a_move_sent_again_is_answered_again_although_the_record_has_moved() {
        String ref = filed(coe(team()));
        Fixture.waive(ref);
        String key = Fixture.name("key");
        for (int attempt = 0; attempt < 2; attempt++) {
            given().contentType("application/json")
                    .header("If-Match", "\"1\"")
                    .header("Idempotency-Key", key)
                    .body("{}")
                    .post(API + "/coes/" + ref + "/submit")
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(2));
        }
    }

    @Test
    void a_refused_request_does_not_use_its_key_up() {
        String key = Fixture.name("key");
        String team = team();
        given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(map("team", team))
                .post(API + "/coes")
                .then()
                .statusCode(422);
        given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(coe(team))
                .post(API + "/coes")
                .then()
                .statusCode(201);
    }

    @Test
    void equal_requests_that_race_make_one_record() throws Exception {
        ExecutorService racers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                String key = Fixture.name("key");
                String team = team();
                Callable<String> request = () -> given().contentType("application/json")
                        .header("Idempotency-Key", key)
                        .body(coe(team))
                        .post(API + "/coes")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("ref");
                List<Future<String>> answers = new ArrayList<>();
                for (int racer = 0; racer < 8; racer++) {
                    answers.add(racers.submit(request));
                }
                HashSet<String> refs = new HashSet<>();
                for (Future<String> answer : answers) {
                    refs.add(answer.get());
                }
                assertThat(refs).hasSize(1);
                get("/coes?count=true&team=" + team).body("total", equalTo(1));
            }
        } finally {
            racers.shutdown();
        }
    }

    @Test
    void writers_of_whatever_is_there_wait_for_each_other() throws Exception {
        String ref = filed(coe(team()));
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int writer = 0; writer < 40; writer++) {
                String summary = "edit " + writer;
                answers.add(writers.submit(() -> Fixture.patch("/coes/" + ref, map("summary", summary))
                        .extract()
                        .statusCode()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            writers.shutdown();
        }
        get("/coes/" + ref).body("version", equalTo(41));
    }

    @Test
    void of_writers_who_name_the_version_one_wins() throws Exception {
        String ref = filed(coe(team()));
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                String summary = "edit " + writer;
                answers.add(writers.submit(() -> Fixture.patch("/coes/" + ref, "\"1\"", map("summary", summary))
                        .extract()
                        .statusCode()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(200).contains(412);
        } finally {
            writers.shutdown();
        }
    }

    @Test
    void a_key_that_is_none_is_refused() {
        given().contentType("application/json")
                .header("Idempotency-Key", "x".repeat(300))
                .body(coe(team()))
                .post(API + "/coes")
                .then()
                .statusCode(400)
                .body("errors.parameter", contains("Idempotency-Key"));
        post("/coes", coe(team())).statusCode(201);
    }
}
