package org.coetracker.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;

/**
 * Whether webhooks are told in time. It is red too when somebody forgot a transaction that goes on: nothing is told that
 * came after it.
 */
@Wellness
@ApplicationScoped
class WebhookFreshness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(WebhookFreshness.class);

    private final FanOut fanOut;
    private final Deliveries deliveries;
    private final WebhookSettings settings;
    private final MeterRegistry registry;
    private final Clock clock;

    WebhookFreshness(
            FanOut fanOut, Deliveries deliveries, WebhookSettings settings, MeterRegistry registry, Clock clock) {
        this.fanOut = fanOut;
        this.deliveries = deliveries;
        this.settings = settings;
        this.registry = registry;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent started) {
        Gauge.builder("coe.webhook.untold.age.seconds", () -> known(() -> age(fanOut.oldestLeft())))
                .description(
                        "Age of the oldest event that was not put down for the webhooks; 0 when there is none, NaN when"
                                + " the database cannot be asked.")
                .register(registry);
        Gauge.builder("coe.webhook.due.age.seconds", () -> known(() -> age(deliveries.oldestDue())))
                .description(
                        "For how long the oldest message has been due, of webhooks that do not fail; 0 when there is"
                                + " none.")
                .register(registry);
        Gauge.builder("coe.webhook.dead", () -> known(deliveries::countDead))
                .description("Messages that were given up, and can be sent again by hand.")
                .register(registry);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("Webhooks are told in time").up();
        if (settings.every().isZero()) {
            return answer.withData("told", "on no node like this one").build();
        }
        try {
            Optional<Instant> oldest = fanOut.oldestLeft();
            answer.withData("oldest", oldest.map(Instant::toString).orElse("none"));
            if (oldest.isPresent() && clock.instant().isAfter(oldest.get().plus(settings.putDownWithin()))) {
                answer.down();
            }
        } catch (RuntimeException e) {
            LOG.debug("The events cannot be read", e);
            answer.down().withData("error", "The database cannot be asked.");
        }
        return answer.build();
    }

    private double age(Optional<Instant> since) {
        return since.map(at -> Math.max(0, Duration.between(at, clock.instant()).toMillis() / 1000.0))
                .orElse(0.0);
    }

    private static Number known(Supplier<Number> value) {
        try {
            return value.get();
        } catch (RuntimeException e) {
            LOG.debug("Webhooks cannot be asked for", e);
            return Double.NaN;
        }
    }
}
