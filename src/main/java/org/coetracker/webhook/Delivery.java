package org.coetracker.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What a webhook is told of one event, to read; written by {@link FanOut} and {@link Deliveries}. */
@Entity
@Immutable
@Table(name = "webhook_delivery")
class Delivery {
    @Id
    private UUID id;

    private UUID webhook;
    private String type;
    private Instant at;
    private DeliveryState state;
    private int attempts;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    @Column(name = "last_attempt_at")
    private Instant lastAttemptAt;

    @Column(name = "last_status")
    private Integer lastStatus;

    @Column(name = "last_error")
    private String lastError;

    @Column(name = "finished_at")
    private Instant finishedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    protected Delivery() {}

    UUID id() {
        return id;
    }

    UUID webhook() {
        return webhook;
    }

    DeliveryState state() {
        return state;
    }

    /** As it is shown. */
    DeliveryView view() {
        return new DeliveryView(
                id,
                type,
                at,
                state,
                attempts,
                nextAttemptAt,
                lastAttemptAt,
                lastStatus,
                lastError,
                finishedAt,
                createdAt);
    }
}
