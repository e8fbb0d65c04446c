package org.coetracker.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.action;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.event.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NoticeTest {
    @Inject
    Happenings happenings;

    @Inject
    Notices notices;

    @Inject
    MovableClock clock;

    @Inject
    EntityManager database;

    private String owner;
    private String ref;

    @BeforeEach
    void an_action() {
        owner = person();
        ref = action("committed", "2100-01-01", "owner", owner);
        happenings.tell();
        // What was told of its filing is another test's.
        SignedIn.as(
                owner,
                () -> post("/me/notices/read", map("upTo", "2100-01-01T00:00:00Z"))
                        .statusCode(204));
    }

    @AfterEach
    void real_time() {
        clock.reset();
    }

    private static ValidatableResponse unreadOf(String person) {
        return SignedIn.as(person, () -> get("/me/notices?unread=true&count=true"));
    }

    @Test
    void whoever_owes_an_action_is_told_in_words() {
        happenings.happen(
                EventType.ACTION_DUE_SOON, ref, event -> event.to(owner).saying(Map.of("dueOn", "2099-12-30")));
        happenings.tell();
        String id = get("/actions/" + ref).extract().path("id");
        unreadOf(owner)
                .statusCode(200)
                .body("total", equalTo(1))
                .body("items[0].type", equalTo("action.due_soon"))
                .body("items[0].coe", equalTo(ref.replace("-A1", "")))
                .body("items[0].action", equalTo(ref))
                .body("items[0].title", equalTo("Test the restore every week"))
                .body("items[0].text", equalTo(ref + " is due on 2099-12-30: Test the restore every week"))
                .body("items[0].readAt", nullValue())
                .body("items[0].link", startsWith("http"))
                .body("items[0].link", endsWith("/api/v1/actions/" + id));
    }

    @Test
    void whoever_did_it_and_whoever_is_switched_off_is_not_told() {
        String verifier = person();
        String left = person();
        SignedIn.as(owner, () -> move("/actions/" + ref + "/start", map()).statusCode(200));
        patch("/actions/" + ref, map("verification", map("criterion", "It restores.", "verifier", verifier)))
                .statusCode(200);
        SignedIn.as(
                owner,
                () -> move("/actions/" + ref + "/complete", map("evidence", "Done."))
                        .statusCode(200));
        happenings.happen(EventType.ACTION_OVERDUE, ref, event -> event.to(left));
        patch("/people/" + left, map("active", false)).statusCode(200);
        happenings.tell();
        unreadOf(verifier).body("items.type", contains("action.done"));
        unreadOf(owner).body("items", empty());
        assertThat(countOf(left)).isZero();
    }

    @Test
    void the_managers_of_a_team_are_told_once_although_they_are_named_too() {
        String manager = person();
        String team = get("/actions/" + ref).extract().path("team");
        patch("/teams/" + team, map("managers", List.of(manager))).statusCode(200);
        happenings.happen(
                EventType.ACTION_OVERDUE, ref, event -> event.toManagersOf(team).to(manager));
        happenings.tell();
        unreadOf(manager).body("items.type", contains("action.overdue"));
    }

    @Test
    void what_one_transaction_did_to_an_action_is_told_once_and_what_two_did_twice() {
        happenings.happen(
                EventType.ACTION_DECIDED,
                ref,
                event -> event.to(owner),
                event -> event.to(owner).saying(Map.of("again", true)));
        happenings.happen(EventType.ACTION_REFUSED, ref, event -> event.to(owner));
        happenings.tell();
        assertThat(happenings.tell()).isZero();
        unreadOf(owner).body("total", equalTo(2)).body("items.type", contains("action.refused", "action.decided"));
    }

    @Test
    void what_is_read_stays_so_and_what_came_later_is_unread() {
        happenings.happen(EventType.ACTION_OVERDUE, ref, event -> event.to(owner));
        happenings.tell();
        clock.forward(Duration.ofMinutes(1));
        happenings.happen(EventType.ACTION_ESCALATED, ref, event -> event.to(owner));
        happenings.tell();
        clock.forward(Duration.ofMinutes(1));
        happenings.happen(EventType.ACTION_DECIDED, ref, event -> event.to(owner));
        happenings.tell();
        String newest = unreadOf(owner).extract().path("items[0].id");
        String upTo = unreadOf(owner).extract().path("items[1].createdAt");
        SignedIn.as(owner, () -> post("/me/notices/read", map("upTo", upTo)).statusCode(204));
        unreadOf(owner).body("items.id", contains(newest));
        SignedIn.as(owner, () -> post("/me/notices/" + newest + "/read", map()).statusCode(204));
        unreadOf(owner).body("total", equalTo(0));
        SignedIn.as(owner, () -> get("/me/notices?unread=false"))
                .body("items.id", hasItem(newest))
                .body("items[0].readAt", notNullValue());
        SignedIn.as(
                person(), () -> post("/me/notices/" + newest + "/read", map()).statusCode(404));
        SignedIn.as(owner, () -> post("/me/notices/read", map()).statusCode(422));
        SignedIn.as(owner, () -> get("/me/notices?unread=maybe").statusCode(400));
    }

    @Test
    void who_may_not_see_a_restricted_coe_is_not_told_of_it() {
        String outsider = person();
        String reviewer = person();
        String team = name("t");
        post("/teams", map("handle", team, "name", "Team")).statusCode(201);
        String secret = filed(coe(
                team,
                "owner",
                reviewer,
                "confidentiality",
                "restricted",
                "correctiveActions",
                List.of(map("title", "Rotate keys", "state", "committed", "owner", outsider, "dueOn", "2100-01-01"))));
        happenings.happen(EventType.ACTION_OVERDUE, secret + "-A1", event -> event.to(outsider, reviewer));
        happenings.tell();
        assertThat(countOf(outsider)).isZero();
        unreadOf(reviewer).body("items.action", hasItem(secret + "-A1"));
    }

    @Test
    void what_somebody_may_not_see_any_more_is_left_out_as_is_what_was_deleted() {
        happenings.happen(EventType.ACTION_OVERDUE, ref, event -> event.to(owner));
        happenings.tell();
        unreadOf(owner).body("total", equalTo(1));
        String id = unreadOf(owner).extract().path("items[0].id");
        patch("/coes/" + ref.replace("-A1", ""), map("confidentiality", "restricted"))
                .statusCode(200);
        unreadOf(owner).body("total", equalTo(0)).body("items", empty());
        SignedIn.as(owner, () -> post("/me/notices/" + id + "/read", map()).statusCode(404));

        String idea = action("proposed", "2100-01-01", "owner", owner);
        happenings.happen(EventType.ACTION_DECIDED, idea, event -> event.to(owner));
        happenings.tell();
        unreadOf(owner).body("items.action", contains(idea));
        RestAssured.given()
                .header("If-Match", "*")
                .delete("/api/v1/actions/" + idea)
                .then()
                .statusCode(204);
        unreadOf(owner).body("total", equalTo(0)).body("items", empty());
    }

    @Test
    void a_token_that_is_limited_to_teams_hears_of_those_alone() {
        happenings.happen(EventType.ACTION_OVERDUE, ref, event -> event.to(owner));
        happenings.tell();
        String elsewhere = name("t");
        post("/teams", map("handle", elsewhere, "name", "Elsewhere")).statusCode(201);
        SignedIn.with(SignedIn.token(owner, List.of("read"), elsewhere), () -> get("/me/notices?count=true"))
                .body("total", equalTo(0));
    }

    @Test
    void notices_and_events_are_forgotten_when_they_are_old() {
        clock.forward(Duration.ofDays(-100));
        happenings.happen(EventType.ACTION_OVERDUE, ref, event -> event.to(owner));
        happenings.tell();
        clock.reset();
        happenings.happen(EventType.ACTION_ESCALATED, ref, event -> event.to(owner));
        happenings.tell();
        unreadOf(owner).body("total", equalTo(2));
        post("/jobs/notice-cleanup/runs", map("dryRun", true)).statusCode(201).body("scanned", not(equalTo(0)));
        unreadOf(owner).body("total", equalTo(2));
        post("/jobs/notice-cleanup/runs", map()).statusCode(201);
        unreadOf(owner).body("items.type", contains("action.escalated"));
        assertThat(count("select count(*) from event where at < now() - interval '31 days' and told_at is not null"))
                .isZero();
    }

    @Test
    void how_long_the_oldest_event_waits_is_a_metric() {
        clock.forward(Duration.ofHours(-2));
        happenings.happen(EventType.ACTION_OVERDUE, ref, event -> event.to(owner));
        clock.reset();
        assertThat(metric("coe_events_untold_age_seconds")).isGreaterThan(7_000);
        happenings.tell();
        assertThat(metric("coe_events_untold_age_seconds")).isLessThan(60);
    }

    @Test
    void another_transaction_is_told_of_though_it_has_the_number_of_an_older_one() {
        happenings.happen(EventType.ACTION_OVERDUE, ref, event -> event.to(owner));
        happenings.tell();
        happenings.happen(EventType.ACTION_DECIDED, ref, event -> event.to(owner));
        // As when a backup was restored in a cluster whose numbers begin again.
        execute("update event set txid = '1000' where audience = array['person:" + owner + "']::varchar[]");
        happenings.tell();
        unreadOf(owner).body("items.type", contains("action.decided", "action.overdue"));
    }

    @Test
    void what_happened_before_but_was_written_after_it_was_looked_at_stays_unread() {
        Instant now = clock.instant();
        clock.stopAt(now);
        happenings.happen(EventType.ACTION_DECIDED, ref, event -> event.to(owner));
        clock.stopAt(now.plusSeconds(60));
        happenings.tell();
        String seen = unreadOf(owner).body("total", equalTo(1)).extract().path("items[0].createdAt");
        clock.stopAt(now.minusSeconds(60));
        happenings.happen(EventType.ACTION_OVERDUE, ref, event -> event.to(owner));
        clock.stopAt(now.plusSeconds(120));
        happenings.tell();
        SignedIn.as(owner, () -> post("/me/notices/read", map("upTo", seen)).statusCode(204));
        unreadOf(owner).body("items.type", contains("action.overdue"));
    }

    @RepeatedTest(5)
    void dispatchers_at_once_write_each_notice_once() throws Exception {
        String manager = person();
        String team = get("/actions/" + ref).extract().path("team");
        patch("/teams/" + team, map("managers", List.of(manager))).statusCode(200);
        for (int event = 0; event < 8; event++) {
            happenings.happen(
                    EventType.ACTION_OVERDUE, ref, one -> one.to(owner).toManagersOf(team));
        }
        int nodes = 4;
        CyclicBarrier together = new CyclicBarrier(nodes);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            Callable<Long> node = () -> {
                together.await(30, TimeUnit.SECONDS);
                return happenings.tell(3);
            };
            List<Future<Long>> told = new ArrayList<>();
            for (int number = 0; number < nodes; number++) {
                told.add(threads.submit(node));
            }
            long written = 0;
            for (Future<Long> one : told) {
                written += one.get(60, TimeUnit.SECONDS);
            }
            assertThat(written + happenings.tell()).isEqualTo(16);
        } finally {
            threads.shutdownNow();
        }
        unreadOf(owner).body("total", equalTo(8));
        unreadOf(manager).body("total", equalTo(8));
    }

    @Test
    void one_node_at_a_time_writes_notices_so_that_they_come_in_the_order_of_their_time() {
        happenings.happen(EventType.ACTION_OVERDUE, ref, event -> event.to(owner));
        long meanwhile = QuarkusTransaction.requiringNew().call(() -> {
            assertThat(notices.lockTelling()).isTrue();
            return CompletableFuture.supplyAsync(happenings::tell).get(30, TimeUnit.SECONDS);
        });
        assertThat(meanwhile).isZero();
        assertThat(happenings.tell()).isEqualTo(1);
    }

    private void execute(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(database.createNativeQuery(sql).executeUpdate())
                        .isPositive());
    }

    private static double metric(String name) {
        String all = RestAssured.given().get("/q/metrics").asString();
        return all.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private long countOf(String person) {
        return count("select count(*) from notice where person = '" + person + "'");
    }

    private long count(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(sql).getSingleResult()).longValue());
    }
}
