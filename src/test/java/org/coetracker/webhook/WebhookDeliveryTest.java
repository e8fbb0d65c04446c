package org.coetracker.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.coetracker.webhook.Mailbag.deliveries;
import static org.coetracker.webhook.Mailbag.delivery;
import static org.coetracker.webhook.Mailbag.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.coetracker.MovableClock;
import org.coetracker.webhook.Receiver.Reply;
import org.coetracker.webhook.Receiver.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookDeliveryTest {
    @Inject
    Mailbag mailbag;

    @Inject
    Deliveries deliveries;

    @Inject
    Sender sender;

    @Inject
    TestNames names;

    @Inject
    MovableClock clock;

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
        clock.reset();
    }

    @Test
    void a_message_is_signed_small_and_links_to_the_record() throws Exception {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        String team = team();
        String ref = filed(coe(team, "title", "Payments stood still"));
        mailbag.tell();

        Taken message = receiver.taken("/hook").get(0);
        verify(webhook.get("secret"), message);
        assertThat(message.header("content-type")).startsWith("application/json");
        assertThat(message.header("host")).isEqualTo("receiver.test:" + receiver.port());
        JsonNode json = message.json();
        assertThat(json.path("type").asText()).isEqualTo("coe.filed");
        assertThat(Instant.parse(json.path("timestamp").asText())).isBefore(clock.instant());
        assertThat(json.at("/data/coe").asText()).isEqualTo(ref);
        assertThat(json.at("/data/team").asText()).isEqualTo(team);
        assertThat(json.at("/data/links/coe").asText()).endsWith("/api/v1/coes/" + ref);
        assertThat(message.body()).doesNotContain("Payments");
        assertThat(delivery(webhook))
                .containsEntry("state", "delivered")
                .containsEntry("id", message.id())
                .containsEntry("attempts", 1)
                .containsEntry("lastStatus", 200)
                .containsEntry("lastError", null);
        // Told once.
        mailbag.tell();
        assertThat(receiver.taken("/hook")).hasSize(1);
    }

    @Test
    void a_signature_does_not_fit_another_body_or_secret() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        filed(coe(team()));
        mailbag.tell();
        Taken message = receiver.taken("/hook").get(0);
        Taken changed =
                new Taken(message.path(), message.headers(), message.body().replace("COE-", "COE-1"));
        assertThatThrownBy(() -> verify(webhook.get("secret"), changed))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(WebhookSecret.next(), message))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void a_rotated_secret_is_good_beside_the_new_one_for_a_day() throws Exception {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        String secret = move("/webhooks/" + webhook.get("id") + "/secret", map())
                .statusCode(200)
                .extract()
                .path("secret");
        assertThat(secret).startsWith("whsec_").isNotEqualTo(webhook.get("secret"));
        filed(coe(team()));
        mailbag.tell();
        Taken both = receiver.taken("/hook").get(0);
        assertThat(both.header("webhook-signature").split(" ")).hasSize(2);
        verify(secret, both);
        verify(webhook.get("secret"), both);

        clock.forward(Duration.ofHours(24).plusSeconds(1));
        filed(coe(team()));
        mailbag.tell();
        Taken one = receiver.taken("/hook").get(1);
        assertThat(one.header("webhook-signature").split(" ")).hasSize(1);
        assertThat(one.header("webhook-signature")).isEqualTo(signature(secret, one));
    }

    @Test
    void what_fails_is_sent_again_later_with_the_same_id_until_it_succeeds() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        receiver.answer(500);
        filed(coe(team()));
        mailbag.tell();
        assertThat(receiver.taken("/hook")).hasSize(1);
        assertThat(delivery(webhook))
                .containsEntry("state", "pending")
                .containsEntry("lastStatus", 500)
                .containsEntry("lastError", "The receiver answered 500.");
        assertThat(mailbag.send()).isZero();
        clock.forward(Duration.ofSeconds(7));
        mailbag.send();
        assertThat(receiver.taken("/hook")).hasSize(2);
        assertThat(get("/webhooks/" + webhook.get("id")).extract().<String>path("failingSince"))
                .isNotNull();
        receiver.answer(204);
        clock.forward(Duration.ofSeconds(25));
        mailbag.send();
        assertThat(receiver.taken("/hook")).hasSize(3).extracting(Taken::id).containsOnly((String)
                delivery(webhook).get("id"));
        assertThat(delivery(webhook)).containsEntry("state", "delivered").containsEntry("attempts", 3);
        assertThat(get("/webhooks/" + webhook.get("id")).extract().<String>path("failingSince"))
                .isNull();
    }

    @Test
    void a_receiver_that_asks_for_time_gets_it() {
        webhook(receiver.url("/hook"));
        receiver.answer(message -> new Reply(429, Map.of("Retry-After", "3600"), "slow down"));
        filed(coe(team()));
        mailbag.tell();
        clock.forward(Duration.ofMinutes(59));
        assertThat(mailbag.send()).isZero();
        clock.forward(Duration.ofMinutes(2));
        assertThat(mailbag.send()).isEqualTo(1);
    }

    @Test
    void an_answer_that_does_not_come_is_not_waited_for_and_a_long_one_is_not_read() throws Exception {
        Map<String, Object> silent = webhook(receiver.url("/silent"));
        Map<String, Object> endless = webhook(receiver.url("/endless"));
        CountDownLatch over = new CountDownLatch(1);
        receiver.answer(message -> {
            if (message.path().equals("/silent")) {
                await(over);
            }
            return new Reply(200, Map.of(), "x".repeat(message.path().equals("/endless") ? 30_000_000 : 0));
        });
        filed(coe(team()));
        long before = System.nanoTime();
        mailbag.tell();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        over.countDown();
        assertThat(delivery(endless)).containsEntry("state", "delivered");
        assertThat(delivery(silent))
                .containsEntry("state", "pending")
                .containsEntry("lastStatus", null)
                .containsEntry("lastError", "There was no answer within 2 s.");
        clock.forward(Duration.ofSeconds(7));
        mailbag.send();
        assertThat(receiver.taken("/silent")).hasSize(2).extracting(Taken::id).containsOnly((String)
                delivery(silent).get("id"));
    }

    @Test
    void an_answer_that_trickles_ends_with_the_time_that_it_has() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread trickle = new Thread(() -> trickle(slow));
            trickle.setDaemon(true);
            trickle.start();
            Map<String, Object> webhook = webhook("http://receiver.test:" + slow.getLocalPort() + "/");
            filed(coe(team()));
            long before = System.nanoTime();
            mailbag.tell();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
            assertThat(delivery(webhook)).containsEntry("lastError", "There was no answer within 2 s.");
        }
    }

    /** A byte of a header now and then, each soon enough for a limit on single reads. */
    private static void trickle(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nx: ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            CountDownLatch never = new CountDownLatch(1);
            for (int sent = 0; sent < 100 && !never.await(200, TimeUnit.MILLISECONDS); sent++) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
            }
        } catch (java.io.IOException | InterruptedException e) {
            // The other side has had enough, which is what is wanted.
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_redirect_is_a_failure_and_not_followed() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        receiver.answer(message -> message.path().equals("/hook")
                ? new Reply(307, Map.of("Location", receiver.url("/inside")), "")
                : new Reply(200));
        filed(coe(team()));
        mailbag.tell();
        assertThat(receiver.taken("/inside")).isEmpty();
        assertThat(delivery(webhook))
                .containsEntry("state", "pending")
                .containsEntry("lastError", "The receiver answered 307; redirects are not followed.");
    }

    @Test
    void a_receiver_that_is_gone_switches_its_webhook_off() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        receiver.answer(410);
        filed(coe(team()));
        filed(coe(team()));
        mailbag.tell();
        // Both were under way at once.
        assertThat(receiver.taken("/hook")).hasSize(2);
        get("/webhooks/" + webhook.get("id"))
                .body("active", org.hamcrest.Matchers.equalTo(false))
                .body("disabledBecause", org.hamcrest.Matchers.equalTo("The receiver answered 410: it is gone."));
        assertThat(deliveries(webhook))
                .hasSize(2)
                .extracting(one -> one.get("state"))
                .containsOnly("dead");
        assertThat(deliveries(webhook)).extracting(one -> one.get("lastStatus")).containsOnly(410, null);
        assertThat(toldThatItIsOff(webhook)).isOne();
        // What happens from then on is not even put down.
        filed(coe(team()));
        mailbag.tell();
        assertThat(deliveries(webhook)).hasSize(2);
    }

    @Test
    void five_days_without_a_success_switch_a_webhook_off_and_on_again_it_has_another_five() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        receiver.answer(503);
        filed(coe(team()));
        mailbag.tell();
        Instant begun = clock.instant();
        int attempts = 1;
        while (clock.instant().isBefore(begun.plus(Duration.ofHours(119)))) {
            clock.forward(Duration.ofHours(1));
            attempts += mailbag.send();
        }
        assertThat(get("/webhooks/" + webhook.get("id")).extract().<Boolean>path("active"))
                .isTrue();
        for (int hour = 0; hour < 60; hour++) {
            clock.forward(Duration.ofHours(1));
            attempts += mailbag.send();
        }
        assertThat(attempts).isBetween(10, Deliveries.RETRIES.attempts());
        assertThat(receiver.taken("/hook"))
                .hasSize(attempts)
                .extracting(Taken::id)
                .containsOnly((String) delivery(webhook).get("id"));
        get("/webhooks/" + webhook.get("id"))
                .body("active", org.hamcrest.Matchers.equalTo(false))
                .body(
                        "disabledBecause",
                        org.hamcrest.Matchers.equalTo("The receiver has taken no message for five days."));
        assertThat(delivery(webhook)).containsEntry("state", "dead");
        assertThat(toldThatItIsOff(webhook)).isOne();

        patch("/webhooks/" + webhook.get("id"), map("active", true))
                .statusCode(200)
                .body("disabledAt", org.hamcrest.Matchers.nullValue())
                .body("failingSince", org.hamcrest.Matchers.nullValue());
        filed(coe(team()));
        mailbag.tell();
        assertThat(get("/webhooks/" + webhook.get("id")).extract().<Boolean>path("active"))
                .isTrue();
    }

    private long toldThatItIsOff(Map<String, Object> webhook) {
        return mailbag.count(
                "select count(*) from event where type = 'webhook.switched_off'"
                        + " and audience = cast('{person:admin}' as varchar[]) and detail ->> 'webhook' = ?1",
                webhook.get("id"));
    }

    @Test
    void one_message_among_others_that_are_taken_is_given_up_in_the_end_and_can_be_sent_again() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        filed(coe(team()));
        mailbag.fanOut();
        String id = (String) delivery(webhook).get("id");
        receiver.answer(message -> new Reply(message.id().equals(id) ? 500 : 200));
        for (int day = 0; day < 8 * 24; day++) {
            mailbag.send();
            if (day % 24 == 0) {
                post("/webhooks/" + webhook.get("id") + "/test", map()).statusCode(202);
            }
            clock.forward(Duration.ofHours(1));
        }
        Map<String, Object> dead = get("/webhooks/" + webhook.get("id") + "/deliveries?state=dead")
                .body("items.size()", org.hamcrest.Matchers.equalTo(1))
                .extract()
                .path("items[0]");
        assertThat(dead).containsEntry("id", id).containsEntry("attempts", Deliveries.RETRIES.attempts());
        assertThat(get("/webhooks/" + webhook.get("id")).extract().<Boolean>path("active"))
                .isTrue();

        receiver.answer(200);
        post("/webhooks/" + webhook.get("id") + "/deliveries/" + id + "/redeliver", map())
                .statusCode(202)
                .body("state", org.hamcrest.Matchers.equalTo("pending"));
        post("/webhooks/" + webhook.get("id") + "/deliveries/" + id + "/redeliver", map())
                .statusCode(409);
        mailbag.send();
        assertThat(receiver.taken("/hook").stream()
                        .filter(message -> message.id().equals(id)))
                .hasSize(Deliveries.RETRIES.attempts() + 1);
        assertThat(deliveries(webhook)).extracting(one -> one.get("state")).containsOnly("delivered");
    }

    @Test
    void a_crash_between_sending_and_recording_repeats_the_message_with_the_same_id() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        filed(coe(team()));
        mailbag.fanOut();
        List<Message> claimed = mailbag.claim(10);
        assertThat(claimed).hasSize(1);
        assertThat(sender.send(claimed.get(0)).isSuccess()).isTrue();
        // Here the node dies. Nobody else sends it while the lease lasts.
        assertThat(mailbag.send()).isZero();
        clock.forward(Deliveries.LEASE.plusSeconds(1));
        assertThat(mailbag.send()).isEqualTo(1);
        assertThat(receiver.taken("/hook")).hasSize(2).extracting(Taken::id).containsOnly((String)
                delivery(webhook).get("id"));
        assertThat(mailbag.send()).isZero();
    }

    @Test
    void a_late_failure_of_a_lost_attempt_does_not_undo_what_came_after_it() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        filed(coe(team()));
        mailbag.fanOut();
        Message lost = mailbag.claim(10).get(0);
        clock.forward(Deliveries.LEASE.plusSeconds(1));
        mailbag.send();
        deliveries.record(lost, Answer.none("Too late."));
        assertThat(delivery(webhook)).containsEntry("state", "delivered").containsEntry("lastError", null);
    }

    @Test
    void a_failure_whose_message_was_withheld_since_is_no_beginning_of_five_days() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        receiver.answer(500);
        String deleted = filed(coe(team()));
        mailbag.tell();
        assertThat(failingSince(webhook)).isNotNull();
        Object lastAttempt = delivery(webhook).get("lastAttemptAt");
        given().header("If-Match", "*").delete(API + "/coes/" + deleted).then().statusCode(204);
        clock.forward(Duration.ofMinutes(1));
        mailbag.send();
        assertThat(delivery(webhook))
                .containsEntry("state", "withheld")
                .containsEntry("attempts", 1)
                .containsEntry("lastAttemptAt", lastAttempt);
        assertThat(failingSince(webhook)).isNull();
        clock.forward(Duration.ofDays(7));
        filed(coe(team()));
        mailbag.tell();
        assertThat(get("/webhooks/" + webhook.get("id")).extract().<Boolean>path("active"))
                .isTrue();
        // While one that failed waits for another attempt, it fails, whatever is withheld.
        String failing = failingSince(webhook);
        String other = filed(coe(team()));
        mailbag.fanOut();
        given().header("If-Match", "*").delete(API + "/coes/" + other).then().statusCode(204);
        mailbag.send();
        assertThat(failingSince(webhook)).isEqualTo(failing).isNotNull();
    }

    @Test
    void a_late_failure_of_an_attempt_that_another_has_followed_is_not_noted() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        filed(coe(team()));
        mailbag.fanOut();
        Message lost = mailbag.claim(10).get(0);
        clock.forward(Deliveries.LEASE.plusSeconds(1));
        mailbag.send();
        deliveries.record(lost, Answer.none("Too late."));
        assertThat(failingSince(webhook)).isNull();
    }

    private static String failingSince(Map<String, Object> webhook) {
        return get("/webhooks/" + webhook.get("id")).extract().path("failingSince");
    }

    @Test
    void a_slow_receiver_has_few_messages_at_once_and_the_others_all_of_theirs() {
        Map<String, Object> slow = webhook(receiver.url("/slow"));
        Map<String, Object> quick = webhook(receiver.url("/quick"));
        String team = team();
        for (int filed = 0; filed < 6; filed++) {
            filed(coe(team));
        }
        mailbag.fanOut();
        List<Message> first = mailbag.claim(16);
        assertThat(of(slow, first)).isEqualTo(4);
        assertThat(of(quick, first)).isEqualTo(4);
        first.stream()
                .filter(message -> message.url().endsWith("/quick"))
                .forEach(message -> deliveries.record(message, Answer.of(200, Duration.ZERO)));
        List<Message> second = mailbag.claim(16);
        assertThat(of(slow, second)).isZero();
        assertThat(of(quick, second)).isEqualTo(2);
        // Of little room each has its share.
        clock.forward(Deliveries.LEASE.plusSeconds(1));
        mailbag.execute(
                "update webhook_delivery set state = 'pending', finished_at = null, next_attempt_at = created_at"
                        + " where webhook in (select id from webhook where active)");
        List<Message> little = mailbag.claim(4);
        assertThat(of(slow, little)).isEqualTo(2);
        assertThat(of(quick, little)).isEqualTo(2);
        // What failed last is tried with one.
        little.forEach(message -> deliveries.record(
                message, message.url().endsWith("/slow") ? Answer.none("No.") : Answer.of(200, Duration.ZERO)));
        assertThat(of(slow, mailbag.claim(16))).isEqualTo(1);
    }

    private static long of(Map<String, Object> webhook, List<Message> messages) {
        return messages.stream()
                .filter(message -> message.webhook().toString().equals(webhook.get("id")))
                .count();
    }

    @Test
    void a_name_that_moves_inside_after_it_was_checked_is_not_connected_to() throws Exception {
        try (ServerSocket inside = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String host = name("rebind") + ".test";
            names.say(host, "93.184.216.34");
            Map<String, Object> webhook = webhook("https://" + host + ":" + inside.getLocalPort() + "/");
            names.say(host, "127.0.0.1");
            filed(coe(team()));
            mailbag.tell();
            assertThat(delivery(webhook))
                    .containsEntry("lastError", "The host is at an address that webhooks may not reach.")
                    .containsEntry("lastStatus", null);
            inside.setSoTimeout(200);
            assertThatThrownBy(inside::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void a_name_is_looked_up_once_for_an_attempt() {
        webhook(receiver.url("/hook"));
        filed(coe(team()));
        long before = names.timesAsked("receiver.test");
        assertThat(mailbag.tell()).isEqualTo(1);
        assertThat(names.timesAsked("receiver.test") - before).isEqualTo(1);
        // Known to the test alone: the client has not asked anybody else.
        assertThat(receiver.taken("/hook")).hasSize(1);
    }

    @Test
    void a_chat_gets_a_sentence_that_calls_nobody() {
        webhook(receiver.url("/chat"), "format", "slack");
        String team = team();
        String ref = filed(coe(team, "title", "<!channel> @here & [x](http://evil.test)\n# stop"));
        mailbag.tell();
        JsonNode json = receiver.taken("/chat").get(0).json();
        assertThat(json.properties().stream().map(Map.Entry::getKey).collect(Collectors.toList()))
                .containsExactly("text");
        assertThat(json.path("text").asText())
                .startsWith(
                        ref + " was filed: &lt;!channel&gt; @\u200bhere &amp; [x]\u200b(http:\u200b//evil.test) # stop"
                                + " (team " + team + ") http")
                .endsWith("/api/v1/coes/" + ref);
    }

    @Test
    void a_ping_shows_that_a_receiver_is_reached() throws Exception {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        post("/webhooks/" + webhook.get("id") + "/test", map())
                .statusCode(202)
                .body("type", org.hamcrest.Matchers.equalTo("ping"));
        mailbag.send();
        Taken message = receiver.taken("/hook").get(0);
        verify(webhook.get("secret"), message);
        assertThat(message.json().path("type").asText()).isEqualTo("ping");
        assertThat(delivery(webhook)).containsEntry("state", "delivered");
    }

    @Test
    void what_ended_long_ago_is_forgotten() {
        Map<String, Object> webhook = webhook(receiver.url("/hook"));
        filed(coe(team()));
        mailbag.tell();
        deliveries.forget(1000);
        assertThat(deliveries(webhook)).hasSize(1);
        clock.forward(Duration.ofDays(31));
        assertThat(deliveries.forget(1000)).isPositive();
        assertThat(deliveries(webhook)).isEmpty();
    }

    private static void verify(Object secret, Taken message) throws Exception {
        new com.standardwebhooks.Webhook((String) secret).verify(message.body(), message.headers());
    }

    private static String signature(String secret, Taken message) throws Exception {
        return new com.standardwebhooks.Webhook(secret)
                .sign(message.id(), Long.parseLong(message.header("webhook-timestamp")), message.body());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
