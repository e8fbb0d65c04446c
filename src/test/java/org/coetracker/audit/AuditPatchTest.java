package org.coetracker.audit;

import static io.restassured.RestAssured.given;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.action;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Before and after of what is deleted, and of what the sweep does to whole sets. */
@QuarkusTest
class AuditPatchTest {
    @Inject
    DataSource database;

    private static Map<String, Object> operation(String op, String path, Object... value) {
        Map<String, Object> operation = map("op", op, "path", path);
        if (value.length > 0) {
            operation.put("value", value[0]);
        }
        return operation;
    }

    private static Map<String, Object> tested(String path) {
        return operation("test", path, new Object[] {null});
    }

    private static void sweep() {
        post("/jobs/overdue-sweep/runs", Map.of()).statusCode(201);
    }

    @Test
    void what_is_deleted_is_removed_with_all_that_it_was() {
        String ref = filed(coe(team(), "title", "Gone", "correctiveActions", List.of(map("title", "Gone too"))));
        given().header("If-Match", "*").delete(API + "/coes/" + ref).then().statusCode(204);
        for (Map.Entry<String, String> gone :
                Map.of(ref, "Gone", ref + "-A1", "Gone too").entrySet()) {
            get("/audit?change=deleted&object=" + gone.getKey())
                    .statusCode(200)
                    .body("items[0].patch", hasSize(2))
                    .body("items[0].patch[0].op", equalTo("test"))
                    .body("items[0].patch[0].path", equalTo(""))
                    .body("items[0].patch[0].value.ref", equalTo(gone.getKey()))
                    .body("items[0].patch[0].value.title", equalTo(gone.getValue()))
                    .body("items[0].patch[1]", equalTo(operation("remove", "")));
        }
    }

    @Test
    void what_the_sweep_flags_says_since_when_and_what_it_opened() {
        String action = action("committed", "2020-01-01");
        String owner = get("/actions/" + action).extract().path("owner");
        String team = get("/actions/" + action).extract().path("team");
        sweep();
        Map<String, Object> opened = map("status", "pending", "dueOn", "2020-01-01", "team", team, "owner", owner);
        get("/audit?change=flagged&object=" + action)
                .body("items", hasSize(1))
                .body(
                        "items[0].patch",
                        equalTo(List.of(
                                tested("/flaggedAt"),
                                operation("replace", "/flaggedAt", (Object)
                                        get("/actions/" + action).extract().path("flaggedAt")),
                                operation("add", "/overdueReview", opened))));
    }

    @Test
    void what_the_sweep_resolves_says_how_and_when() throws SQLException {
        String action = action("committed", "2020-01-01");
        sweep();
        String id = get("/actions/" + action).extract().path("id");
        // Behind the back of the service, which would have resolved the review itself.
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("update action set due_on = '2999-01-01' where id = ?::uuid")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
        sweep();
        String review = "/overdue-reviews?action=" + action;
        get("/audit?kind=overdue_review&object=" + action)
                .body("items", hasSize(1))
                .body("items[0].change", equalTo("resolved"))
                .body(
                        "items[0].patch",
                        equalTo(List.of(
                                operation("test", "/status", "pending"),
                                operation("replace", "/status", "resolved"),
                                tested("/resolution"),
                                operation("replace", "/resolution", "re_dated"),
                                tested("/resolvedAt"),
                                operation("replace", "/resolvedAt", (Object)
                                        get(review).extract().path("items[0].resolvedAt")))));
    }
}
