package org.coetracker.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.team;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StreamLimitsTest.Impatient.class)
class StreamLimitsTest {
    /** A node that has little, and waits for nobody. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "coe.stream.heartbeat-every", "300ms",
                    "coe.stream.standing-every", "200ms",
                    "coe.stream.look-every", "50ms",
                    "coe.stream.patience", "1s",
                    "coe.stream.most-per-node", "4");
        }
    }

    @Inject
    DataSource database;

    @Inject
    EventStreams streams;

    @Test
    void a_silent_stream_shows_that_it_is_alive_and_how_far_it_is() {
        try (EventListener listener = EventListener.listen("?team=" + team())) {
            String begun = listener.lastId();
            listener.await(() -> listener.lines().stream()
                                    .filter(": alive"::equals)
                                    .count()
                            >= 3
                    || listener.lines().stream().filter(":alive"::equals).count() >= 3);
            // Somebody else writes something; the place goes on, and says nothing of it.
            filed(coe(team()));
            listener.await(() -> !listener.lastId().equals(begun));
            assertThat(listener.lines()).noneMatch(line -> line.startsWith("data"));
        }
    }

    @Test
    void who_reads_nothing_is_cut_off_and_goes_on_later_without_a_loss() throws Exception {
        String team = team();
        String ref = filed(coe(team));
        String place;
        try (EventListener before = EventListener.listen("?team=" + team)) {
            place = before.lastId();
        }
        int count = 20_000;
        write(count, ref);
        try (Socket stuck = new Socket()) {
            stuck.setReceiveBufferSize(4096);
            stuck.connect(new InetSocketAddress("localhost", RestAssured.port));
            stuck.getOutputStream()
                    .write(("GET /api/v1/events?lastEventId=" + place + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: Bearer " + SignedIn.ADMIN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            try (EventListener witness = EventListener.listen("?team=" + team)) {
                witness.await(() -> streams.open() == 2);
                witness.await(() -> streams.open() == 1);
                // Whoever reads is not cut off.
                String later = filed(coe(team));
                assertThat(witness.heardUntil(later)).hasSize(1);
            }
            assertThat(readToTheEnd(stuck)).isLessThan(count);
        }
        try (EventListener again = EventListener.listen("?type=coe.late&team=" + team, place)) {
            again.heard(count);
            assertThat(again.heard(count).stream().map(EventListener.Heard::id)).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_node_has_so_many_streams_and_no_more() {
        List<EventListener> open = new ArrayList<>();
        try {
            for (int stream = 0; stream < 4; stream++) {
                open.add(SignedIn.as(person(), () -> EventListener.listen("")));
            }
            assertThat(EventListener.knock().statusCode()).isEqualTo(429);
        } finally {
            open.forEach(EventListener::close);
        }
    }

    /** How many events were on their way to somebody who did not read. */
    private static long readToTheEnd(Socket stuck) throws IOException {
        stuck.setSoTimeout(5000);
        StringBuilder text = new StringBuilder();
        byte[] part = new byte[65_536];
        try {
            for (int read = stuck.getInputStream().read(part);
                    read >= 0;
                    read = stuck.getInputStream().read(part)) {
                text.append(new String(part, 0, read, StandardCharsets.UTF_8));
            }
        } catch (java.net.SocketException e) {
            text.append("cut");
        }
        return text.toString().lines().filter(line -> line.startsWith("data")).count();
    }

    private void write(int count, String ref) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                insert into event (at, type, coe_id, team, actor, audience)
                select now(), 'coe.late', c.id, c.team, 'test', '{}'
                from coe c, generate_series(1, ?) where c.number = ?""")) {
            insert.setInt(1, count);
            insert.setLong(2, Long.parseLong(ref.substring(4)));
            insert.executeUpdate();
        }
    }
}
