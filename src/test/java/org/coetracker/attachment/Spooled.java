package org.coetracker.attachment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.coetracker.shared.database.TestDatabase;

/** What is on its way, requests of those who do not keep to the rules, and a look at the tables. */
final class Spooled {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Spooled() {}

    /** Bytes of room that contents on their way have taken, in both directions. */
    static double bytes() {
        return metric("coe_spool_bytes");
    }

    /** The sum of the values of a metric, by what its lines begin with. */
    static double metric(String begin) {
        String metrics = given().header("Authorization", "Bearer coe_test-prometheus")
                .get("/q/metrics")
                .asString();
        return metrics.lines()
                .filter(line -> line.startsWith(begin))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    static void nothingIsOnItsWay() {
        await(() -> bytes() == 0);
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** The head of a request on a connection of its own; without a token for null. */
    static Socket begun(String method, String path, String token, String headers) throws IOException {
        Socket socket = new Socket("127.0.0.1", RestAssured.port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String credential = token == null ? "" : "Authorization: Bearer " + token + "\r\n";
        String head = method + " " + API + path + " HTTP/1.1\r\nHost: localhost\r\n" + credential + headers + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** The head of an upload of so many bytes, of which none is sent. */
    static Socket uploadBegun(String coe, String token, int bytes) throws IOException {
        String headers = "Content-Type: application/octet-stream\r\nContent-Length: " + bytes + "\r\n";
        return begun("POST", "/coes/" + coe + "/attachments?name=a.gz", token, headers);
    }

    /** The status of the answer on a connection. */
    static int status(Socket socket) throws IOException {
        byte[] answer = socket.getInputStream().readNBytes(12);
        return Integer.parseInt(new String(answer, StandardCharsets.US_ASCII).substring(9));
    }

    static void sql(String statement) {
        try (Connection connection = TestDatabase.connect();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String value(String query) {
        try (Connection connection = TestDatabase.connect();
                Statement one = connection.createStatement();
                ResultSet rows = one.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
