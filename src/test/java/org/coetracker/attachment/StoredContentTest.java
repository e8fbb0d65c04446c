package org.coetracker.attachment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.coetracker.attachment.Files.attach;
import static org.coetracker.attachment.Files.attached;
import static org.coetracker.attachment.Files.packed;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.shared.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is there after something went wrong. */
@QuarkusTest
class StoredContentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    MovableClock clock;

    @AfterEach
    void reset() {
        clock.reset();
    }

    private static void sql(String statement) {
        try (Connection connection = TestDatabase.connect();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(String query) {
        try (Connection connection = TestDatabase.connect();
                Statement one = connection.createStatement();
                ResultSet rows = one.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_damaged_content_is_given_to_nobody_and_found_by_the_check() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.gz", packed(300_000));
        String intact = attached(ref, "b.gz", packed(300_001));
        sql("update attachment_chunk set data = set_byte(data, 77, 255 - get_byte(data, 77)) where number = 1 and"
                + " attachment_id = '" + id + "'");
        get("/coes/" + ref + "/attachments/" + id + "/content").statusCode(500);
        get("/coes/" + ref + "/attachments/" + intact + "/content").statusCode(200);
        clock.forward(Duration.ofDays(31));
        post("/jobs/attachment-check/runs", map())
                .statusCode(201)
                .body("error", nullValue())
                .body("flagged", greaterThanOrEqualTo(1));
        assertThat(count("select count(*) from attachment where damaged and id = '" + id + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from attachment where damaged and id = '" + intact + "'"))
                .isZero();
        sql("delete from attachment where id = '" + id + "'");
    }

    @Test
    void a_database_that_goes_away_in_the_middle_of_an_upload_is_a_503_and_nothing_is_kept() {
        String ref = filed(coe(team()));
        sql("""
                create function away_in_the_middle() returns trigger language plpgsql as $$
                begin raise exception 'terminating connection' using errcode = '57P01'; end $$""");
        sql("""
                create trigger away_in_the_middle before insert on attachment_chunk for each row
                when (new.number = 2) execute function away_in_the_middle()""");
        try {
            attach(ref, "a.gz", packed(600_000)).statusCode(503);
        } finally {
            sql("drop trigger away_in_the_middle on attachment_chunk");
            sql("drop function away_in_the_middle");
        }
        get("/coes/" + ref + "/attachments?count=true").body("total", equalTo(0));
        assertThat(count("select count(*) from attachment_chunk c where not exists"
                        + " (select 1 from attachment a where a.id = c.attachment_id)"))
                .isZero();
        attach(ref, "a.gz", packed(600_000)).statusCode(201);
        nothingIsOnItsWay();
    }

    @Test
    void a_sender_who_goes_away_leaves_nothing_behind() throws IOException {
        String ref = filed(coe(team()));
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("POST " + API + "/coes/" + ref + "/attachments?name=a.gz HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: Bearer " + SignedIn.ADMIN
                                    + "\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(packed(300_000));
            socket.getOutputStream().flush();
            await(() -> spooled() >= 1_000_000);
        }
        nothingIsOnItsWay();
        get("/coes/" + ref + "/attachments?count=true").body("total", equalTo(0));
    }

    @Test
    void nobody_writes_files_to_the_disk_without_a_credential() throws IOException {
        String ref = filed(coe(team()));
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("POST " + API + "/coes/" + ref + "/attachments?name=a.gz HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(answer.length);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");
            assertThat(spooled()).isZero();
        }
    }

    private static void nothingIsOnItsWay() {
        await(() -> spooled() == 0);
    }

    private static double spooled() {
        String metrics = given().header("Authorization", "Bearer coe_test-prometheus")
                .get("/q/metrics")
                .asString();
        return metrics.lines()
                .filter(line -> line.startsWith("coe_spool_bytes"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
