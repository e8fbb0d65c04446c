package org.coetracker.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.team;
import static org.coetracker.webhook.Mailbag.webhook;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.coetracker.MovableClock;
import org.coetracker.shared.database.TestDatabase;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the operator sees that receivers are not told. */
@QuarkusTest
class WebhookFreshnessTest {
    @Inject
    Mailbag mailbag;

    @Inject
    FanOut fanOut;

    @Inject
    Deliveries deliveries;

    @Inject
    MovableClock clock;

    private Receiver receiver;
    private WebhookFreshness freshness;

    @BeforeEach
    void a_node() {
        receiver = new Receiver();
        mailbag.nothing_else();
        freshness = new WebhookFreshness(fanOut, deliveries, settings(), new SimpleMeterRegistry(), clock);
    }

    @AfterEach
    void end() {
        receiver.close();
        mailbag.nothing_else();
        clock.reset();
    }

    @Test
    void a_transaction_that_somebody_forgot_turns_the_check_red_as_nothing_is_told_after_it() throws Exception {
        try (Connection forgotten = TestDatabase.connect();
                Statement statement = forgotten.createStatement()) {
            forgotten.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            filed(coe(team()));
            while (fanOut.next()) {
                assertThat(fanOut).isNotNull();
            }
            assertThat(freshness.call().getStatus()).isEqualTo(Status.UP);
            clock.forward(Duration.ofMinutes(6));
            assertThat(freshness.call().getStatus()).isEqualTo(Status.DOWN);
            assertThat(metric("coe_webhook_untold_age_seconds")).isBetween(300.0, 3600.0);
            forgotten.rollback();
        }
        mailbag.fanOut();
        assertThat(freshness.call().getStatus()).isEqualTo(Status.UP);
        assertThat(metric("coe_webhook_untold_age_seconds")).isZero();
    }

    @Test
    void what_is_due_and_not_sent_grows_old_and_what_a_failing_receiver_waits_for_does_not() {
        webhook(receiver.url("/hook"));
        filed(coe(team()));
        mailbag.fanOut();
        clock.forward(Duration.ofMinutes(6));
        assertThat(metric("coe_webhook_due_age_seconds")).isBetween(300.0, 3600.0);
        receiver.answer(500);
        mailbag.send();
        clock.forward(Duration.ofMinutes(6));
        assertThat(metric("coe_webhook_due_age_seconds")).isZero();
    }

    @Test
    void what_was_given_up_is_counted() {
        webhook(receiver.url("/hook"));
        filed(coe(team()));
        double before = metric("coe_webhook_dead");
        receiver.answer(410);
        mailbag.tell();
        assertThat(metric("coe_webhook_dead")).isEqualTo(before + 1);
    }

    @Test
    void the_check_is_among_those_of_the_service() {
        assertThat(given().get("/q/health/well").asString()).contains("Webhooks are told in time");
    }

    private static double metric(String name) {
        return given().header("Authorization", "Bearer coe_test-prometheus")
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .map(line -> Arrays.asList(line.split(" ")).get(1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }

    /** Of a node that sends. */
    private static WebhookSettings settings() {
        return (WebhookSettings) Proxy.newProxyInstance(
                WebhookSettings.class.getClassLoader(),
                new Class<?>[] {WebhookSettings.class},
                (proxy, method, arguments) ->
                        method.getName().equals("every") ? Duration.ofSeconds(1) : Duration.ofMinutes(5));
    }
}
