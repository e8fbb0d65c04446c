package org.coetracker.review;

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
import static org.coetracker.Fixture.submit;
import static org.coetracker.Fixture.team;
import static org.coetracker.SignedIn.as;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.coetracker.shared.database.TestDatabase;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What comes at the same moment comes one after the other. */
@QuarkusTest
class ReviewRacesTest {
    private static final int TIMES = 5;

    private String lee;
    private String kim;
    private String ref;

    private String inReview() {
        lee = person();
        kim = person();
        List<String> reviewers = List.of(lee, kim);
        ref = filed(
                coe(team(), "reviewers", reviewers, "correctiveActions", List.of(map("title", "Test the restore"))));
        submit(ref).statusCode(200);
        // Both are known by their tokens before they race.
        List.of(lee, kim).forEach(person -> as(person, () -> get("/me").statusCode(200)));
        return "/coes/" + ref;
    }

    private static int[] together(Supplier<Integer> one, Supplier<Integer> other) {
        CyclicBarrier start = new CyclicBarrier(2);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> after(start, one));
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> after(start, other));
        return new int[] {first.join(), second.join()};
    }

    private static int after(CyclicBarrier start, Supplier<Integer> request) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return request.get();
    }

    private static Supplier<Integer> approval(String person, String path) {
        return () -> as(person, () -> move(path + "/approve", map()).extract().statusCode());
    }

    @RepeatedTest(TIMES)
    void of_two_approvals_at_once_one_is_the_last() {
        String path = inReview();
        assertThat(together(approval(lee, path), approval(kim, path))).containsExactly(200, 200);
        assertThat((String) get(path).extract().path("status")).isEqualTo("approved");
        List<String> changes = get(path + "/history?limit=2").extract().path("items.change");
        assertThat(changes).containsExactly("approved", "approval_given");
    }

    @RepeatedTest(TIMES)
    void the_same_approval_twice_at_once_is_one() {
        String path = inReview();
        assertThat(together(approval(lee, path), approval(lee, path))).containsExactly(200, 200);
        List<String> said = get(path + "/reviews/1").extract().path("said.person");
        assertThat(said).containsExactly(lee);
    }

    @RepeatedTest(TIMES)
    void an_approval_and_an_edit_at_once_never_approve_what_nobody_read() {
        String path = inReview();
        as(lee, () -> move(path + "/approve", map()).statusCode(200));
        int[] answers = together(
                approval(kim, path),
                () -> as(
                        "admin",
                        () -> patch(path, map("summary", "Other.")).extract().statusCode()));
        assertApprovedBeforeOrAskedAgain(path, answers);
    }

    @RepeatedTest(TIMES)
    void an_approval_and_a_reworded_action_at_once_leave_nothing_half_approved() {
        String path = inReview();
        as(lee, () -> move(path + "/approve", map()).statusCode(200));
        int[] answers = together(
                approval(kim, path),
                () -> as(
                        "admin",
                        () -> patch("/actions/" + ref + "-A1", map("title", "Test it daily"))
                                .extract()
                                .statusCode()));
        assertApprovedBeforeOrAskedAgain(path, answers);
        if (answers[1] == 422) {
            get("/actions/" + ref + "-A1").body("title", equalTo("Test the restore"));
        }
    }

    /** Approved first, and the edit lacks its reason; or the edit came first, and both reviewers are asked again. */
    private void assertApprovedBeforeOrAskedAgain(String path, int[] answers) {
        String status = get(path).extract().path("status");
        if (answers[1] == 422) {
            assertThat(status).isEqualTo("approved");
        } else {
            assertThat(answers).containsExactly(200, 200);
            assertThat(status).isEqualTo("in_review");
            List<String> missing = get(path).extract().path("review.missing.person");
            assertThat(missing).contains(lee);
        }
    }

    @RepeatedTest(TIMES)
    void an_approval_of_what_was_read_and_a_reworded_action_at_once_never_approve_what_nobody_read() {
        String path = inReview();
        as(lee, () -> move(path + "/approve", map()).statusCode(200));
        String read = as(kim, () -> get(path).extract().header("ETag"));
        int[] answers = together(
                () -> as(
                        kim,
                        () -> given().contentType("application/json")
                                .header("If-Match", read)
                                .post(API + path + "/approve")
                                .statusCode()),
                () -> as(
                        "admin",
                        () -> patch("/actions/" + ref + "-A1", map("title", "Test it daily"))
                                .extract()
                                .statusCode()));
        assertThat(answers[0] == 200 ? List.of(200, 422) : List.of(412, 200)).containsExactly(answers[0], answers[1]);
        assertThat((String) get(path).extract().path("status")).isEqualTo(answers[0] == 200 ? "approved" : "in_review");
    }

    @Test
    void the_tag_of_a_record_never_vouches_for_actions_that_its_reader_has_not_seen() throws Exception {
        String path = inReview();
        String title;
        String tag;
        try (Connection database = TestDatabase.connect();
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("lock table review_round in access exclusive mode");
            CompletableFuture<ExtractableResponse<Response>> read = CompletableFuture.supplyAsync(
                    () -> as(kim, () -> get(path).statusCode(200).extract()));
            awaitSomebodyWhoWaitsFor("review_round");
            statement.execute(
                    "update action set title = 'Test it daily' where coe_number = " + ref.substring("COE-".length()));
            database.commit();
            title = read.get().path("correctiveActions[0].title");
            tag = read.get().header("ETag");
        }
        int answer = as(
                kim,
                () -> given().contentType("application/json")
                        .header("If-Match", tag)
                        .post(API + path + "/approve")
                        .statusCode());
        assertThat(title + " " + answer).isIn("Test it daily 200", "Test the restore 412");
    }

    private static void awaitSomebodyWhoWaitsFor(String table) throws SQLException {
        try (Connection database = TestDatabase.connect();
                PreparedStatement waiting = database.prepareStatement(
                        "select count(*) from pg_locks where not granted and relation = cast(? as regclass)")) {
            waiting.setString(1, table);
            Instant deadline = Instant.now().plusSeconds(30);
            for (long count = 0; count == 0; ) {
                assertThat(Instant.now()).isBefore(deadline);
                try (ResultSet row = waiting.executeQuery()) {
                    row.next();
                    count = row.getLong(1);
                }
            }
        }
    }

    @RepeatedTest(TIMES)
    void of_an_approval_and_a_request_for_changes_at_once_the_first_one_holds() {
        String path = inReview();
        as(lee, () -> move(path + "/approve", map()).statusCode(200));
        int[] answers = together(
                approval(kim, path),
                () -> as(
                        "admin",
                        () -> move(path + "/request-changes", map("comment", "Why?"))
                                .extract()
                                .statusCode()));
        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat((String) get(path).extract().path("status"))
                .isEqualTo(answers[0] == 200 ? "approved" : "changes_requested");
    }
}
