package org.coetracker.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.coetracker.SignedIn;
import org.coetracker.account.Visitor;
import org.coetracker.shared.http.PublicUrl;
import org.coetracker.stream.EventListener.Heard;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventStreamTest {
    @Inject
    DataSource database;

    @Inject
    EventStreams streams;

    @Inject
    PublicUrl base;

    @Test
    void what_happens_is_heard_as_it_happens_with_refs_team_and_links() {
        String team = team();
        try (EventListener listener = EventListener.listen("?team=" + team)) {
            String ref = filed(coe(team));
            Heard filed = listener.heard(1).get(0);
            assertThat(filed.type()).isEqualTo("coe.filed");
            assertThat(filed.data().path("type").asText()).isEqualTo("coe.filed");
            assertThat(Instant.parse(filed.data().path("timestamp").asText()))
                    .isBetween(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
            assertThat(filed.data().path("data").toString())
                    .isEqualTo("{\"coe\":\"" + ref + "\",\"action\":null,\"team\":\"" + team
                            + "\",\"links\":{\"coe\":\"" + base.of("/api/v1/coes/" + ref) + "\",\"action\":null}}");
            assertThat(listener.lines()).contains("retry:3000");

            String action = post("/coes/" + ref + "/actions", map("title", "Test it"))
                    .extract()
                    .path("ref");
            move("/actions/" + action + "/commit", map("owner", person(), "dueOn", "2100-01-01"))
                    .statusCode(200);
            Heard committed = listener.heard(2).get(1);
            assertThat(committed.type()).isEqualTo("action.committed");
            assertThat(committed.about()).isEqualTo(action);
            get(committed
                            .data()
                            .at("/data/links/action")
                            .asText()
                            .substring(base.of(API).length()))
                    .statusCode(200);
        }
    }

    @Test
    void of_a_comment_there_is_a_link_to_it_unless_its_coe_is_restricted() {
        String team = team();
        String open = filed(coe(team));
        String secret = filed(coe(team, "confidentiality", "restricted"));
        try (EventListener listener = EventListener.listen("?type=comment.added&team=" + team)) {
            String id = post("/coes/" + open + "/comments", map("text", "Why?"))
                    .statusCode(201)
                    .extract()
                    .path("id");
            assertThat(listener.heard(1).get(0).data().at("/data/links/comment").asText())
                    .isEqualTo(base.of("/api/v1/coes/" + open + "/comments/" + id));
            post("/coes/" + secret + "/comments", map("text", "Why?")).statusCode(201);
            assertThat(listener.heard(2).get(1).data().at("/data/links").has("comment"))
                    .isFalse();
        }
    }

    @Test
    void who_was_cut_off_goes_on_where_they_were_with_nothing_lost_and_nothing_twice() {
        String team = team();
        List<String> filed = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        String place;
        try (EventListener silent = EventListener.listen("?team=" + team)) {
            place = silent.lastId();
        }
        for (int cut = 0; cut < 5; cut++) {
            filed.add(filed(coe(team)));
            filed.add(filed(coe(team)));
            // By the header and by the parameter in turn.
            String query = "?team=" + team + (cut % 2 == 0 ? "" : "&lastEventId=" + place);
            try (EventListener listener = EventListener.listen(query, cut % 2 == 0 ? place : null)) {
                filed.add(filed(coe(team)));
                listener.heard(3).forEach(event -> heard.add(event.about()));
                place = listener.lastId();
            }
        }
        assertThat(heard).isEqualTo(filed);
    }

    @Test
    void a_place_between_two_events_of_one_transaction_is_a_place_too() throws SQLException {
        String team = team();
        String coe = get("/coes/" + filed(coe(team))).extract().path("id");
        try (EventListener listener = EventListener.listen("?type=coe.late&team=" + team)) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                for (int event = 0; event < 3; event++) {
                    write(connection, coe, team);
                }
                connection.commit();
            }
            List<Heard> all = listener.heard(3);
            try (EventListener rest = EventListener.listen(
                    "?type=coe.late&team=" + team, all.get(1).id())) {
                assertThat(rest.heard(1).get(0)).isEqualTo(all.get(2));
            }
        }
    }

    @Test
    void a_long_absence_is_read_in_parts_and_in_order() throws SQLException {
        String team = team();
        String ref = filed(coe(team));
        String coe = get("/coes/" + ref).extract().path("id");
        int count = StreamedEvents.AT_ONCE * 3;
        String place;
        try (EventListener listener = EventListener.listen("?team=" + team)) {
            place = listener.lastId();
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int event = 0; event < count; event++) {
                write(connection, coe, team);
                if (event % 7 == 0) {
                    connection.commit();
                }
            }
            connection.commit();
        }
        String last = filed(coe(team));
        try (EventListener listener = EventListener.listen("?team=" + team, place)) {
            List<Heard> heard = listener.heardUntil(last);
            assertThat(heard.stream()
                            .map(Heard::type)
                            .filter("coe.late"::equals)
                            .count())
                    .isEqualTo(count);
            assertThat(heard.stream().map(Heard::id)).doesNotHaveDuplicates();
        }
    }

    @RepeatedTest(12)
    void transactions_that_overlap_and_end_in_any_order_are_all_heard_once_and_in_one_order() throws Exception {
        String team = team();
        String coe = get("/coes/" + filed(coe(team))).extract().path("id");
        Random chance = new Random();
        int count = 8;
        List<Connection> open = new ArrayList<>();
        List<String> whole;
        String place;
        try (EventListener first = EventListener.listen("?type=coe.late&team=" + team)) {
            place = first.lastId();
            try {
                for (int writer = 0; writer < count; writer++) {
                    Connection connection = database.getConnection();
                    open.add(connection);
                    connection.setAutoCommit(false);
                    write(connection, coe, team);
                }
                Collections.shuffle(open, chance);
                for (Connection connection : open) {
                    write(connection, coe, team);
                    connection.commit();
                    // Somebody comes back in the middle of it.
                    if (chance.nextInt(3) == 0) {
                        EventListener.listen("?type=coe.late&team=" + team, first.lastId())
                                .close();
                    }
                }
            } finally {
                for (Connection connection : open) {
                    connection.close();
                }
            }
            whole = first.heard(2 * count).stream().map(Heard::id).toList();
        }
        assertThat(whole).hasSize(2 * count).doesNotHaveDuplicates();
        // Whoever is cut off after any of them hears exactly the rest.
        String at = chance.nextBoolean() ? place : whole.get(chance.nextInt(whole.size() - 1));
        List<String> rest = whole.subList(whole.indexOf(at) + 1, whole.size());
        try (EventListener second = EventListener.listen("?type=coe.late&team=" + team, at)) {
            assertThat(second.heard(rest.size()).stream().map(Heard::id)).isEqualTo(rest);
        }
    }

    @Test
    void what_is_restricted_is_heard_by_those_who_see_it_and_by_nobody_else() {
        String team = team();
        String owner = person();
        String outsider = person();
        String elsewhere = SignedIn.token(person(), List.of("read"), team());
        try (EventListener ofOwner = SignedIn.as(owner, () -> EventListener.listen("?team=" + team));
                EventListener ofOutsider = SignedIn.as(outsider, () -> EventListener.listen("?team=" + team));
                EventListener limited = SignedIn.with(elsewhere, () -> EventListener.listen(""))) {
            String place = ofOutsider.lastId();
            String secret = filed(coe(
                    team,
                    "owner",
                    owner,
                    "confidentiality",
                    "restricted",
                    "correctiveActions",
                    List.of(map("title", "Rotate", "state", "committed", "owner", owner, "dueOn", "2100-01-01"))));
            String open = filed(coe(team));
            assertThat(ofOwner.heardUntil(open).stream().map(Heard::about)).contains(secret, secret + "-A1", open);
            assertThat(ofOutsider.heardUntil(open).stream().map(Heard::about)).containsExactly(open);
            // What was shown when it happened is not told again once it is hidden.
            patch("/coes/" + open, map("confidentiality", "restricted")).statusCode(200);
            String later = filed(coe(team));
            try (EventListener again = SignedIn.as(outsider, () -> EventListener.listen("?team=" + team, place))) {
                assertThat(again.heardUntil(later).stream().map(Heard::about)).containsExactly(later);
            }
            assertThat(limited.lines().stream().filter(line -> line.startsWith("data:")))
                    .isEmpty();
        }
    }

    @Test
    void what_was_deleted_is_left_out() {
        String team = team();
        try (EventListener before = EventListener.listen("?team=" + team)) {
            String place = before.lastId();
            String gone = filed(coe(team));
            before.heard(1);
            given().header("If-Match", "*").delete(API + "/coes/" + gone).then().statusCode(204);
            String kept = filed(coe(team));
            try (EventListener after = EventListener.listen("?team=" + team, place)) {
                assertThat(after.heardUntil(kept).stream().map(Heard::about)).containsExactly(kept);
            }
        }
    }

    @Test
    void only_what_was_asked_for_is_heard() {
        String team = team();
        String other = team();
        String query = "?team=" + team + "&type=action.committed&type=coe.submitted";
        try (EventListener listener = EventListener.listen(query)) {
            filed(coe(other));
            String ref = filed(coe(
                    team,
                    "correctiveActions",
                    List.of(map("title", "Do", "state", "committed", "owner", person(), "dueOn", "2100-01-01"))));
            assertThat(listener.heard(1).stream().map(Heard::type)).containsExactly("action.committed");
            assertThat(listener.heard(1).get(0).about()).isEqualTo(ref + "-A1");
        }
    }

    @Test
    void a_revoked_token_ends_the_stream() {
        String person = person();
        String token = SignedIn.token(person, List.of("read"));
        String team = team();
        try (EventListener listener = SignedIn.with(token, () -> EventListener.listen("?team=" + team))) {
            listener.heardUntil(filed(coe(team)));
            String id = get("/people/" + person + "/tokens").extract().path("items[0].id");
            given().delete(API + "/people/" + person + "/tokens/" + id).then().statusCode(204);
            assertThat(listener.isEnded()).isTrue();
        }
    }

    @Test
    void the_end_of_a_session_ends_the_stream() {
        String person = Visitor.person();
        Visitor visitor = new Visitor("127.0.8.7");
        visitor.signIn(person, Visitor.PASSWORD).then().statusCode(201);
        String team = team();
        try (EventListener listener = EventListener.inSession(visitor.session(), "?team=" + team)) {
            listener.heardUntil(filed(coe(team)));
            visitor.delete("/session").then().statusCode(204);
            assertThat(listener.isEnded()).isTrue();
        }
    }

    @Test
    void whoever_is_switched_off_hears_no_more() {
        String person = person();
        String team = team();
        try (EventListener listener = SignedIn.as(person, () -> EventListener.listen("?team=" + team))) {
            listener.heardUntil(filed(coe(team)));
            patch("/people/" + person, map("active", false)).statusCode(200);
            assertThat(listener.isEnded()).isTrue();
        }
    }

    @Test
    void a_place_that_never_was_is_refused() {
        for (String place : List.of("7", "a.b.c", "1.2", "-1.0.0", "1.0.1790000000", "1.0.1;drop")) {
            given().header("Last-Event-ID", place)
                    .get(API + "/events")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors[0].code", equalTo("unknown_place"));
        }
        given().get(API + "/events?type=coe.eaten")
                .then()
                .statusCode(400)
                .body("errors[0].detail", startsWith("type is one of coe.filed"));
        given().accept("application/json").get(API + "/events").then().statusCode(406);
    }

    @Test
    void a_place_before_what_is_kept_is_told_that_events_are_gone() {
        String team = team();
        String ref = filed(coe(team));
        String old = "3.0." + Instant.EPOCH.plus(Duration.ofDays(9000)).getEpochSecond() + "." + cluster();
        try (EventListener listener = EventListener.listen("?team=" + team, old)) {
            List<Heard> heard = listener.heardUntil(ref);
            assertThat(heard.get(0).type()).isEqualTo("gone");
            assertThat(heard.get(1).about()).isEqualTo(ref);
        }
    }

    @Test
    void a_place_from_before_a_restore_is_told_that_events_may_be_gone_and_then_hears_what_is_kept() {
        String team = team();
        String ref = filed(coe(team));
        long now = Instant.now(Clock.systemUTC()).getEpochSecond();
        String other = cluster().equals("00000001") ? "00000002" : "00000001";
        // Of another cluster, and of this one when it had come further than the backup.
        for (String place : List.of("3.0." + now + "." + other, "99999999999999999.0." + now + "." + cluster())) {
            try (EventListener listener = EventListener.listen("?team=" + team, place)) {
                List<Heard> heard = listener.heardUntil(ref);
                assertThat(heard.stream().map(Heard::type)).containsExactly("gone", "coe.filed");
                String later = filed(coe(team));
                // What it is given is a place of this database.
                try (EventListener again =
                        EventListener.listen("?team=" + team, heard.get(1).id())) {
                    assertThat(again.heardUntil(later).get(0).about()).isEqualTo(later);
                }
            }
            team = team();
            ref = filed(coe(team));
        }
    }

    private static String cluster() {
        try (EventListener listener = EventListener.listen("")) {
            return listener.lastId().substring(listener.lastId().lastIndexOf('.') + 1);
        }
    }

    @Test
    void a_team_stands_for_those_below_it_too() {
        String top = team();
        String middle = name("t");
        String low = name("t");
        post("/teams", map("handle", middle, "name", middle, "parent", top)).statusCode(201);
        post("/teams", map("handle", low, "name", low, "parent", middle)).statusCode(201);
        try (EventListener listener = EventListener.listen("?team=" + middle)) {
            filed(coe(top));
            String below = filed(coe(low));
            String own = filed(coe(middle));
            assertThat(listener.heardUntil(own).stream().map(Heard::about)).containsExactly(below, own);
        }
    }

    @Test
    void what_is_restricted_while_somebody_listens_is_heard_of_no_more() {
        String team = team();
        try (EventListener outsider = SignedIn.as(person(), () -> EventListener.listen("?team=" + team))) {
            String ref = filed(coe(team));
            outsider.heardUntil(ref);
            patch("/coes/" + ref, map("confidentiality", "restricted")).statusCode(200);
            post("/coes/" + ref + "/actions", map("title", "Test it", "state", "committed", "owner", "admin"))
                    .statusCode(201);
            String open = filed(coe(team));
            assertThat(outsider.heardUntil(open).stream().map(Heard::about)).containsExactly(ref, open);
        }
    }

    @Test
    void a_reviewer_who_is_one_no_more_hears_no_more() {
        String team = team();
        String reviewer = person();
        try (EventListener listener = SignedIn.as(reviewer, () -> EventListener.listen("?team=" + team))) {
            String ref = filed(coe(team, "confidentiality", "restricted", "reviewers", List.of(reviewer)));
            listener.heardUntil(ref);
            patch("/coes/" + ref, map("reviewers", List.of())).statusCode(200);
            post("/coes/" + ref + "/actions", map("title", "Test it", "state", "committed", "owner", "admin"))
                    .statusCode(201);
            String open = filed(coe(team));
            assertThat(listener.heardUntil(open).stream().map(Heard::about)).containsExactly(ref, open);
        }
    }

    @Test
    void a_revoked_token_ends_the_stream_of_a_client_that_reads_nothing() throws Exception {
        String team = team();
        String ref = filed(coe(team));
        String person = person();
        String token = SignedIn.token(person, List.of("read"));
        String place;
        try (EventListener before = EventListener.listen("?team=" + team)) {
            place = before.lastId();
            before.await(() -> streams.open() == 1);
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                insert into event (at, type, coe_id, team, actor, audience)
                select now(), 'coe.late', c.id, c.team, 'test', '{}'
                from coe c, generate_series(1, 20000) where c.number = ?""")) {
            insert.setLong(1, Long.parseLong(ref.substring(4)));
            insert.executeUpdate();
        }
        try (Socket stuck = new Socket();
                EventListener witness = EventListener.listen("?team=" + team)) {
            stuck.setReceiveBufferSize(4096);
            stuck.connect(new InetSocketAddress("localhost", RestAssured.port));
            stuck.getOutputStream()
                    .write(("GET /api/v1/events?lastEventId=" + place + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: Bearer " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            witness.await(() -> streams.open() == 2 && streams.stuck() == 1);
            String id = get("/people/" + person + "/tokens").extract().path("items[0].id");
            given().delete(API + "/people/" + person + "/tokens/" + id).then().statusCode(204);
            // Long before its patience with clients that read nothing is over.
            witness.await(() -> streams.open() == 1);
        }
        assertThat(streams.open()).isLessThanOrEqualTo(1);
    }

    @Test
    void a_person_has_ten_streams_and_gets_another_when_one_has_ended() {
        String person = person();
        List<EventListener> open = new ArrayList<>();
        try {
            SignedIn.as(person, () -> {
                for (int stream = 0; stream < 10; stream++) {
                    open.add(EventListener.listen(""));
                }
                assertThat(EventListener.knock().statusCode()).isEqualTo(429);
                return null;
            });
            open.get(0).close();
            open.get(1)
                    .await(() -> SignedIn.as(person, () -> EventListener.knock().statusCode()) == 200);
        } finally {
            open.forEach(EventListener::close);
        }
    }

    @Test
    void a_stream_that_was_left_is_forgotten() {
        EventListener listener = EventListener.listen("");
        assertThat(streams.open()).isPositive();
        listener.close();
        listener.await(() -> streams.open() == 0);
        assertThat(streams.open()).isZero();
    }

    private static void write(Connection connection, String coe, String team) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into event (at, type, coe_id, team, actor, audience)
                values (now(), 'coe.late', ?, ?, 'test', '{}')""")) {
            insert.setObject(1, UUID.fromString(coe));
            insert.setString(2, team);
            insert.executeUpdate();
        }
    }
}
