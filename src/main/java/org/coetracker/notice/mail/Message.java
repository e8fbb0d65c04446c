package org.coetracker.notice.mail;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;

/** One message to one person. Written and changed by {@link Mails} alone. */
@Entity
@Immutable
@Table(name = "mail")
class Message {
    /** Where a message stands. */
    @Schema(name = "MailState")
    enum State {
        /** It is to be sent, or to be tried again. */
        QUEUED,
        /** The server took it. */
        SENT,
        /** It was tried too often, and waits for somebody. */
        DEAD,
        /** There was nothing left to say when it was to be sent, or nobody to say it to. */
        DROPPED
    }

    @Id
    private UUID id;

    private String person;

    @Column(name = "message_id")
    private String messageId;

    private String state;
    private int attempts;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    @Column(name = "last_error")
    private String lastError;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "sent_at")
    private Instant sentAt;

    /** For Hibernate. */
    protected Message() {}

    UUID id() {
        return id;
    }

    String person() {
        return person;
    }

    String messageId() {
        return messageId;
    }

    State state() {
        return State.valueOf(state.toUpperCase(Locale.ROOT));
    }

    int attempts() {
        return attempts;
    }

    Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    String lastError() {
        return lastError;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant sentAt() {
        return sentAt;
    }
}
