package org.coetracker.overdue;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.coetracker.MovableClock;

/** People, teams, COEs and actions that a test makes for itself, and what it asks about them. */
@Singleton
class Scene {
    private final DataSource database;
    private final MovableClock clock;

    Scene(DataSource database, MovableClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A team of its own in a time zone. */
    String team(String timeZone) {
        String handle = "team-" + UUID.randomUUID().toString().substring(24);
        execute(
                "insert into team (handle, name, time_zone, members, managers, active, version, created_at, updated_at)"
                        + " values (?, ?, ?, '{}', '{}', true, 1, now(), now())",
                handle,
                handle,
                timeZone);
        return handle;
    }

    /** A person of its own. */
    String person() {
        String handle = "person-" + UUID.randomUUID().toString().substring(24);
        execute(
                "insert into person (handle, name, time_zone, roles, active, version, created_at, updated_at)"
                        + " values (?, ?, 'UTC', '{author}', true, 1, now(), now())",
                handle,
                handle);
        return handle;
    }

    /** Today for a time zone, by the clock of the test. */
    LocalDate today(String timeZone) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(timeZone));
    }

    /** Files a COE with one committed action and gives the action's ref. */
    String action(String team, String owner, LocalDate dueOn) {
        return request()
                .body(Map.of(
                        "title",
                        "Disk filled up",
                        "severity",
                        "sev2",
                        "team",
                        team,
                        "correctiveActions",
                        List.of(Map.of(
                                "title",
                                "Alert at 80 % of the disk",
                                "state",
                                "committed",
                                "owner",
                                owner,
                                "dueOn",
                                dueOn.toString()))))
                .post("/api/v1/coes")
                .then()
                .statusCode(201)
                .extract()
                .path("correctiveActions[0].ref");
    }

    /** Takes the many actions and COEs of somebody out of the way of other tests, which they would slow down. */
    void clearAway(String owner) {
        execute(
                "update overdue_review set status = 'resolved', resolution = 'withdrawn', resolved_at = now()"
                        + " where status = 'pending' and action_id in (select id from action where owner = ?)",
                owner);
        execute(
                "update late_coe set status = 'resolved', resolution = 'withdrawn', resolved_at = now()"
                        + " where status = 'pending' and coe_id in (select id from coe where owner = ?)",
                owner);
        execute("update action set withdrawn = true, flagged_at = null where owner = ?", owner);
        execute("update coe set status = 'withdrawn' where owner = ?", owner);
        execute(
                "delete from event where coe_id in"
                        + " (select id from coe where owner = ? union select coe_id from action where owner = ?)",
                owner,
                owner);
    }

    /** The ref of an action's COE. */
    static String coeOf(String action) {
        return action.substring(0, action.lastIndexOf("-A"));
    }

    /** Runs the sweep and expects it to succeed. */
    ValidatableResponse sweep() {
        return request()
                .post("/api/v1/jobs/overdue-sweep/runs")
                .then()
                .statusCode(201)
                .body("error", org.hamcrest.Matchers.nullValue());
    }

    /** The overdue reviews of an action, oldest first. */
    List<Map<String, Object>> reviews(String action) {
        return given().queryParam("action", action)
                .get("/api/v1/overdue-reviews")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    /** The only overdue review of an action. */
    Map<String, Object> review(String action) {
        List<Map<String, Object>> found = reviews(action);
        if (found.size() != 1) {
            throw new AssertionError("expected one overdue review of " + action + ", found " + found);
        }
        return found.get(0);
    }

    /** An action. */
    ValidatableResponse read(String action) {
        return given().get("/api/v1/actions/" + action).then().statusCode(200);
    }

    /** Makes a move of an action, whatever its version. */
    ValidatableResponse move(String action, String move, Map<String, ?> body) {
        return request()
                .header("If-Match", "*")
                .body(body)
                .post("/api/v1/actions/" + action + "/" + move)
                .then();
    }

    /** Decides on a review, whatever its version. */
    ValidatableResponse decide(Object review, Map<String, ?> decision) {
        return request()
                .header("If-Match", "*")
                .body(decision)
                .post("/api/v1/overdue-reviews/" + review + "/decision")
                .then();
    }

    static RequestSpecification request() {
        return given().contentType("application/json");
    }

    /** Changes the database directly. */
    int execute(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks the database for a number. */
    long number(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
