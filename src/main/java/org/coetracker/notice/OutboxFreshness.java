package org.coetracker.notice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;

/** Whether people are told in time: that nobody hears anything has to mean that nothing happened. */
@Wellness
@ApplicationScoped
class OutboxFreshness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(OutboxFreshness.class);

    private final Notices notices;
    private final NoticeTiming timing;
    private final MeterRegistry registry;
    private final Clock clock;

    OutboxFreshness(Notices notices, NoticeTiming timing, MeterRegistry registry, Clock clock) {
        this.notices = notices;
        this.timing = timing;
        this.registry = registry;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent started) {
        Gauge.builder("coe.events.untold.age.seconds", this::age)
                .description(
                        "Age of the oldest event that nobody was told of; 0 when all are told, NaN when the database"
                                + " cannot be asked.")
                .register(registry);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("Events are told in time").up();
        if (timing.tellEvery().isZero()) {
            return answer.withData("told", "on no node like this one").build();
        }
        try {
            Optional<Instant> oldest = oldest();
            answer.withData("oldest", oldest.map(Instant::toString).orElse("none"));
            if (oldest.isPresent() && clock.instant().isAfter(oldest.get().plus(timing.toldWithin()))) {
                answer.down();
            }
        } catch (RuntimeException e) {
            LOG.debug("The outbox cannot be read", e);
            answer.down().withData("error", "The database cannot be asked.");
        }
        return answer.build();
    }

    private Number age() {
        try {
            return oldest().map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
                    .orElse(0.0);
        } catch (RuntimeException e) {
            LOG.debug("The outbox cannot be read", e);
            return Double.NaN;
        }
    }

    private Optional<Instant> oldest() {
        return QuarkusTransaction.requiringNew().call(notices::oldestUntold);
    }
}
