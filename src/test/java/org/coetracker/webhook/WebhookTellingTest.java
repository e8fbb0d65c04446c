package org.coetracker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.coetracker.webhook.Mailbag.deliveries;
import static org.coetracker.webhook.Mailbag.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coetracker.SignedIn;
import org.coetracker.shared.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told what: by event, by team, and by what the webhook's owner may see. */
@QuarkusTest
class WebhookTellingTest {
    private static final int ROUNDS = 12;
    private static final int NODES = 4;

    @Inject
    Mailbag mailbag;

    @Inject
    FanOut fanOut;

    @Inject
    Deliveries deliveries;

    private Receiver receiver;

    @BeforeEach
    void receiver() {
        receiver = new Receiver();
        mailbag.nothing_else();
    }

    @AfterEach
    void end() {
        receiver.close();
        mailbag.nothing_else();
    }

    @Test
    void a_webhook_is_told_of_the_events_that_it_names_from_its_making_on() {
        filed(coe(team()));
        Map<String, Object> submitted = webhook(receiver.url("/submitted"), "events", List.of("coe.submitted"));
        Map<String, Object> all = webhook(receiver.url("/all"));
        String ref = filed(coe(team()));
        org.coetracker.Fixture.submit(ref).statusCode(200);
        mailbag.tell();
        assertThat(types(submitted)).containsExactly("coe.submitted");
        assertThat(types(all)).containsExactlyInAnyOrder("coe.filed", "coe.submitted");
    }

    @Test
    void a_webhook_of_a_team_is_told_of_it_and_of_those_below() {
        String above = team();
        String team = name("t");
        String below = name("t");
        post("/teams", map("handle", team, "name", team, "parent", above)).statusCode(201);
        post("/teams", map("handle", below, "name", below, "parent", team)).statusCode(201);
        webhook(receiver.url("/hook"), "team", team);
        filed(coe(above));
        String own = filed(coe(team));
        String lower = filed(coe(below));
        filed(coe(team()));
        mailbag.tell();
        assertThat(receiver.taken("/hook"))
                .extracting(message -> message.json().at("/data/coe").asText())
                .containsExactlyInAnyOrder(own, lower);
    }

    @Test
    void of_a_comment_there_is_a_link_to_it_unless_its_coe_is_restricted() {
        List<String> events = List.of("comment.added");
        webhook(receiver.url("/hook"), "events", events);
        webhook(receiver.url("/chat"), "events", events, "format", "slack");
        String open = filed(coe(team()));
        String id = post("/coes/" + open + "/comments", map("text", "Why?"))
                .extract()
                .path("id");
        mailbag.tell();
        String path = "/api/v1/coes/" + open + "/comments/" + id;
        assertThat(receiver.taken("/hook")).hasSize(1);
        assertThat(receiver.taken("/hook")
                        .get(0)
                        .json()
                        .at("/data/links/comment")
                        .asText())
                .endsWith(path);
        assertThat(receiver.taken("/chat").get(0).json().path("text").asText()).endsWith(path);

        String secret = filed(coe(team(), "confidentiality", "restricted"));
        post("/coes/" + secret + "/comments", map("text", "Why?")).statusCode(201);
        mailbag.tell();
        assertThat(receiver.taken("/hook")).hasSize(2);
        for (String to : List.of("/hook", "/chat")) {
            assertThat(receiver.taken(to).get(1).body()).doesNotContain("/comments", "comment.added", secret);
        }
    }

    @Test
    void a_restricted_coe_is_told_of_to_those_who_see_it_and_then_without_a_word_of_it() {
        String sees = person();
        String member = person();
        String elsewhere = person();
        String team = name("t");
        post("/teams", map("handle", team, "name", team, "managers", List.of(sees), "members", List.of(member)))
                .statusCode(201);
        String above = name("t");
        post("/teams", map("handle", above, "name", above, "managers", List.of(elsewhere)))
                .statusCode(201);
        patch("/teams/" + team, map("parent", above)).statusCode(200);
        SignedIn.as(sees, () -> webhook(receiver.url("/manager"), "team", team));
        SignedIn.as(sees, () -> webhook(receiver.url("/chat"), "team", team, "format", "slack"));
        Map<String, Object> outsiders = SignedIn.as(elsewhere, () -> webhook(receiver.url("/above"), "team", team));
        webhook(receiver.url("/admin"));

        String ref = filed(coe(
                team,
                "title",
                "Vault was open",
                "confidentiality",
                "restricted",
                "correctiveActions",
                List.of(map("title", "Rotate keys", "state", "committed", "owner", "admin", "dueOn", "2100-01-01"))));
        String id = get("/coes/" + ref).extract().path("id");
        mailbag.tell();

        assertThat(receiver.taken("/above")).isEmpty();
        assertThat(deliveries(outsiders)).isEmpty();
        assertThat(receiver.taken("/manager")).isNotEmpty();
        assertThat(receiver.taken("/admin")).hasSameSizeAs(receiver.taken("/manager"));
        assertThat(receiver.taken("/chat")).hasSameSizeAs(receiver.taken("/manager"));
        for (Receiver.Taken message : receiver.taken()) {
            assertThat(message.body()).doesNotContain(ref, "Vault", "Rotate", team, "coe.filed", "action.committed");
            assertThat(message.headers().toString()).doesNotContain(ref);
        }
        JsonNode json = receiver.taken("/manager").get(0).json();
        assertThat(json.path("type").asText()).isEqualTo("restricted");
        assertThat(json.path("data").properties()).extracting(Map.Entry::getKey).containsExactly("links");
        assertThat(json.at("/data/links/coe").asText()).endsWith("/api/v1/coes/" + id);
        assertThat(receiver.taken("/chat").get(0).json().path("text").asText())
                .startsWith("There is something to look at: ")
                .endsWith("/api/v1/coes/" + id);
    }

    @Test
    void what_is_restricted_or_gone_before_it_is_sent_is_withheld() {
        String manager = person();
        String team = name("t");
        post("/teams", map("handle", team, "name", team, "managers", List.of(manager)))
                .statusCode(201);
        Map<String, Object> webhook = SignedIn.as(manager, () -> webhook(receiver.url("/hook"), "team", team));
        String hidden = filed(coe(team));
        String deleted = filed(coe(team));
        mailbag.fanOut();
        patch("/coes/" + hidden, map("confidentiality", "restricted")).statusCode(200);
        // Whose manager they are no more.
        patch("/teams/" + team, map("managers", List.of())).statusCode(200);
        org.coetracker.Fixture.get("/coes/" + deleted).statusCode(200);
        io.restassured.RestAssured.given()
                .header("If-Match", "*")
                .delete("/api/v1/coes/" + deleted)
                .then()
                .statusCode(204);
        mailbag.send();
        assertThat(receiver.taken("/hook")).isEmpty();
        assertThat(deliveries(webhook))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one)
                        .containsEntry("state", "withheld")
                        .containsEntry("attempts", 0)
                        .containsEntry("lastAttemptAt", null)
                        .containsEntry("nextAttemptAt", null));
    }

    @Test
    void a_webhook_of_somebody_who_has_left_tells_nothing() {
        String manager = person();
        String team = name("t");
        post("/teams", map("handle", team, "name", team, "managers", List.of(manager)))
                .statusCode(201);
        SignedIn.as(manager, () -> webhook(receiver.url("/hook"), "team", team));
        patch("/people/" + manager, map("active", false)).statusCode(200);
        filed(coe(team));
        mailbag.tell();
        assertThat(receiver.taken("/hook")).isEmpty();
    }

    @Test
    void what_commits_late_is_told_although_later_events_came_first() throws Exception {
        webhook(receiver.url("/hook"));
        String first = filed(coe(team()));
        try (Connection late = TestDatabase.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            // An event whose transaction is older than those of others, and ends after them.
            statement.executeUpdate(
                    "insert into event (at, type, coe_id, team, actor, audience) select at, type, coe_id,"
                            + " team, actor, audience from event order by id desc limit 1");
            String second = filed(coe(team()));
            while (fanOut.next()) {
                assertThat(fanOut).isNotNull();
            }
            mailbag.send();
            assertThat(receiver.taken("/hook")).hasSize(1);
            late.commit();
            mailbag.tell();
            assertThat(receiver.taken("/hook"))
                    .extracting(message -> message.json().at("/data/coe").asText())
                    .containsExactlyInAnyOrder(first, first, second);
        }
    }

    @Test
    void nodes_that_fan_out_and_send_at_once_put_down_and_send_each_message_once() throws Exception {
        Map<String, Object> webhook = webhook(receiver.url("/hook"), "events", List.of("coe.filed"));
        String team = team();
        String ref = filed(coe(team));
        mailbag.tell();
        int before = receiver.taken("/hook").size();
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                mailbag.execute(
                        "insert into event (at, type, coe_id, team, actor, audience)"
                                + " select e.at, e.type, e.coe_id, e.team, e.actor, e.audience from"
                                + " (select * from event where type = 'coe.filed' and team = ? limit 1) e,"
                                + " generate_series(1, 40)",
                        team);
                CyclicBarrier together = new CyclicBarrier(NODES);
                List<Future<Integer>> work = new ArrayList<>();
                for (int node = 0; node < NODES; node++) {
                    work.add(nodes.submit(() -> {
                        together.await();
                        while (fanOut.next()) {
                            assertThat(together.getParties()).isEqualTo(NODES);
                        }
                        return mailbag.send();
                    }));
                }
                for (Future<Integer> done : work) {
                    done.get();
                }
                mailbag.tell();
                assertThat(receiver.taken("/hook")).as("round %d", round).hasSize(before + round * 40);
                assertThat(receiver.taken("/hook").stream()
                                .map(Receiver.Taken::id)
                                .distinct())
                        .hasSize(before + round * 40);
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(mailbag.count(
                        "select count(*) from webhook_delivery where webhook = cast(? as uuid) and state = 'delivered'"
                                + " and attempts = 1",
                        webhook.get("id")))
                .isEqualTo(before + ROUNDS * 40L);
        assertThat(ref).startsWith("COE-");
    }

    @Test
    void in_a_database_that_was_restored_elsewhere_nothing_is_told_twice_and_what_comes_is_told() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        String path = "/webhooks/" + webhook.get("id");
        filed(coe(team()));
        mailbag.tell();
        // What happened while it was off it is not told, before the restore or after.
        patch(path, map("active", false)).statusCode(200);
        filed(coe(team()));
        mailbag.tell();
        patch(path, map("active", true)).statusCode(200);
        // What a clock that was ahead has dated later is told once as well.
        mailbag.execute("update event set at = at + interval '300 days' where id = (select max(id) from event)");
        mailbag.restoreElsewhere();
        filed(coe(team()));
        mailbag.tell();
        filed(coe(team()));
        mailbag.tell();
        assertThat(types(webhook)).containsExactly("coe.filed", "coe.filed", "coe.filed");
        assertThat(receiver.taken("/hook")).hasSize(3);
    }

    @Test
    void what_was_not_fanned_out_when_the_backup_was_made_is_told_after_the_restore() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        filed(coe(team()));
        mailbag.tell();
        String late = filed(coe(team()));
        // In the other cluster the numbers had come further.
        mailbag.execute("update event set txid = '9000000000000001' where id = (select max(id) from event)");
        mailbag.restoreElsewhere();
        filed(coe(team()));
        mailbag.tell();
        // And not again when the numbers have come as far here.
        mailbag.tell();
        assertThat(types(webhook)).hasSize(3);
        assertThat(receiver.taken("/hook"))
                .extracting(message -> message.json().at("/data/coe").asText())
                .contains(late);
    }

    private static List<Object> types(Map<String, Object> webhook) {
        return deliveries(webhook).stream().map(one -> one.get("type")).toList();
    }
}
