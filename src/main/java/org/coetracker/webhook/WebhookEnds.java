package org.coetracker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.history.Change;
import org.coetracker.history.History;

/** Ends webhooks, with all that was still to be sent; in the caller's transaction. */
@ApplicationScoped
class WebhookEnds {
    private static final Actor SERVICE = Actor.system("webhooks");

    private final Webhooks webhooks;
    private final EntityManager database;
    private final History history;
    private final Event<WebhookSwitchedOff> switchedOff;

    WebhookEnds(Webhooks webhooks, EntityManager database, History history, Event<WebhookSwitchedOff> switchedOff) {
        this.webhooks = webhooks;
        this.database = database;
        this.history = history;
        this.switchedOff = switchedOff;
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
        switchedOff.fire(new WebhookSwitchedOff(
                webhook.owner(), id, Target.of(webhook.url()).host(), because));
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
