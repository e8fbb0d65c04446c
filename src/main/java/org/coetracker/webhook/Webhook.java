package org.coetracker.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A receiver elsewhere that is told what happens, as far as its owner may see it. */
@Entity
class Webhook {
    /** How long messages are signed with the secret before too, so that receivers can change theirs. */
    static final Duration OVERLAP = Duration.ofHours(24);

    @Id
    private UUID id;

    private String owner;
    private String url;
    private List<String> events;
    private String team;
    private Format format;
    private boolean active;
    private String secret;

    @Column(name = "previous_secret")
    private String previousSecret;

    @Column(name = "previous_secret_until")
    private Instant previousSecretUntil;

    /** Written by {@link Deliveries} alone, as {@link #failingSince}: neither is a new version of the webhook. */
    @Column(name = "last_success_at", updatable = false)
    private Instant lastSuccessAt;

    @Column(name = "failing_since", updatable = false)
    private Instant failingSince;

    @Column(name = "disabled_at")
    private Instant disabledAt;

    @Column(name = "disabled_because")
    private String disabledBecause;

    @Version
    private int version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Webhook() {}

    /** Makes a webhook. The command's rules have been checked. */
    static Webhook make(UUID id, String owner, NewWebhook command, String secret, Instant now) {
        Webhook webhook = new Webhook();
        webhook.id = id;
        webhook.owner = owner;
        webhook.secret = secret;
        webhook.version = 1;
        webhook.createdAt = now;
        webhook.describe(command, now);
        return webhook;
    }

    /** Writes anew what it is; switched on again it is not disabled any more. */
    void describe(NewWebhook command, Instant now) {
        url = command.url();
        events = command.events().stream().distinct().toList();
        team = command.team();
        format = command.format();
        active = command.active();
        if (active) {
            disabledAt = null;
            disabledBecause = null;
        }
        updatedAt = now;
    }

    /** Gives it another secret; the one until now stays good for {@link #OVERLAP}. */
    void rotate(String next, Instant now) {
        previousSecret = secret;
        previousSecretUntil = now.plus(OVERLAP);
        secret = next;
        updatedAt = now;
    }

    /** Ends what the receiver does not take. */
    void switchOff(String because, Instant now) {
        active = false;
        disabledAt = now;
        disabledBecause = because;
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    String owner() {
        return owner;
    }

    String url() {
        return url;
    }

    List<String> events() {
        return events;
    }

    String team() {
        return team;
    }

    Format format() {
        return format;
    }

    boolean isActive() {
        return active;
    }

    String secret() {
        return secret;
    }

    Instant previousSecretUntil() {
        return previousSecretUntil;
    }

    Instant lastSuccessAt() {
        return lastSuccessAt;
    }

    Instant failingSince() {
        return failingSince;
    }

    Instant disabledAt() {
        return disabledAt;
    }

    String disabledBecause() {
        return disabledBecause;
    }

    int version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
