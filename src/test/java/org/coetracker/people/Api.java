package org.coetracker.people;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the tests of people and teams say over HTTP. */
final class Api {
    static final String PEOPLE = "/api/v1/people";
    static final String TEAMS = "/api/v1/teams";

    private Api() {}

    /** A handle that no other test has. */
    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    static ValidatableResponse patch(String path, String body) {
        return send(path, "*", body).then();
    }

    static Response send(String path, String ifMatch, String body) {
        return given().contentType("application/merge-patch+json")
                .header("If-Match", ifMatch)
                .body(body)
                .patch(path);
    }

    static ValidatableResponse get(String path) {
        return given().get(path).then();
    }

    /** Registers somebody; {@code members} begins with a comma or is empty. */
    static String person(String prefix, String members) {
        String handle = fresh(prefix);
        post(PEOPLE, "{\"handle\": \"" + handle + "\", \"name\": \"Somebody\"" + members + "}")
                .statusCode(201);
        return handle;
    }

    /** Sets a team up; {@code members} begins with a comma or is empty. */
    static String team(String prefix, String members) {
        String handle = fresh(prefix);
        post(TEAMS, "{\"handle\": \"" + handle + "\", \"name\": \"Some team\"" + members + "}")
                .statusCode(201);
        return handle;
    }

    /** Carries requests out at the same time; their statuses, in order. */
    static List<Integer> atOnce(List<Callable<Response>> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            CyclicBarrier start = new CyclicBarrier(requests.size());
            List<Future<Integer>> statuses = requests.stream()
                    .map(request -> threads.submit(() -> {
                        start.await();
                        return request.call().statusCode();
                    }))
                    .toList();
            List<Integer> answered = new java.util.ArrayList<>();
            for (Future<Integer> status : statuses) {
                answered.add(status.get());
            }
            return answered;
        } finally {
            threads.shutdownNow();
        }
    }
}
