package org.coetracker.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** That one person is told of one thing that happened. Written and changed by {@link Notices} alone. */
@Entity
@Immutable
class Notice {
    @Id
    private UUID id;

    private String person;
    private String type;

    @Column(name = "coe_id")
    private UUID coeId;

    @Column(name = "action_id")
    private UUID actionId;

    private Instant at;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "read_at")
    private Instant readAt;

    /** For Hibernate. */
    protected Notice() {}

    UUID id() {
        return id;
    }

    String person() {
        return person;
    }

    String type() {
        return type;
    }

    UUID coeId() {
        return coeId;
    }

    UUID actionId() {
        return actionId;
    }

    Instant at() {
        return at;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant readAt() {
        return readAt;
    }
}
