package org.coetracker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.event.Event;
import org.coetracker.event.EventType;
import org.coetracker.event.Events;
import org.coetracker.history.Change;
import org.coetracker.history.History;

/** Ends webhooks, with all that was still to be sent; in the caller's transaction. */
@ApplicationScoped
class WebhookEnds {
    private static final Actor SERVICE = Actor.system("webhooks");

    private final Webhooks webhooks;
    private final EntityManager database;
    private final History history;
    private final Events events;

    WebhookEnds(Webhooks webhooks, EntityManager database, History history, Events events) {
        this.webhooks = webhooks;
        this.database = database;
        this.history = history;
        this.events = events;
    }

    /** Switches a webhook off that fails; its owner is told. */
    void switchOff(UUID id, String because, Instant now) {
        Webhook webhook = webhooks.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (webhook == null || !webhook.isActive()) {
            return;
        }
        webhook.switchOff(because, now);
        webhooks.flush();
        drop(id, now);
        history.record(SERVICE, now, change(webhook, "switched_off", because));
        Map<String, Object> detail =
                Map.of("webhook", id, "host", Target.of(webhook.url()).host(), "because", because);
        events.add(
                SERVICE,
                now,
                Event.of(EventType.WEBHOOK_SWITCHED_OFF).to(webhook.owner()).saying(detail));
    }

    /** Gives up what was still to be sent; it can be sent again by hand. */
    void drop(UUID id, Instant now) {
        database.createNativeQuery("""
                        update webhook_delivery set state = 'dead', finished_at = :now, next_attempt_at = null,
                            claimed_until = null, last_error = coalesce(last_error, 'The webhook was switched off.')
                        where webhook = :id and state = 'pending'""")
                .setParameter("id", id)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** What the history says of a change: no secret, and of the URL where it goes. */
    static Change change(Webhook webhook, String change, String reason) {
        return Change.of(
                "webhook", webhook.id(), null, webhook.version(), change, reason, WebhookView.forHistory(webhook));
    }
}
