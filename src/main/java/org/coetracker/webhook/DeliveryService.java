package org.coetracker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.history.AuditKind;
import org.coetracker.history.History;
import org.coetracker.shared.Ids;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Shows what webhooks were told, sends it again, and tries them out. */
@ApplicationScoped
public class DeliveryService {
    private final Webhooks webhooks;
    private final EntityManager database;
    private final Pages pages;
    private final History history;
    private final Clock clock;

    DeliveryService(Webhooks webhooks, EntityManager database, Pages pages, History history, Clock clock) {
        this.webhooks = webhooks;
        this.database = database;
        this.pages = pages;
        this.history = history;
        this.clock = clock;
    }

    /** A page of a webhook's deliveries, newest first unless asked otherwise. */
    Page<DeliveryView> page(String id, DeliveryFilters filters, PageQuery query, Actor actor) {
        Webhook webhook = webhooks.get(id);
        AccessPolicy.requireSelf(actor, Operation.LIST_WEBHOOK_DELIVERIES, webhook.owner());
        Violations violations = new Violations();
        Selection selection = filters.read(webhook.id(), violations);
        PageRequest page = query.read(null, WebhookDeliverySort.CREATED_AT, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        return pages.<Delivery>fetch("d", "Delivery d", "d.id", selection, page).map(Delivery::view);
    }

    /**
     * Puts a ping down to be sent.
     *
     * @throws ProblemException 409 when the webhook is switched off
     */
    @Transactional
    public DeliveryView test(String id, Actor actor) {
        Webhook webhook = active(id, Operation.TEST_WEBHOOK, actor);
        UUID delivery = Ids.next();
        Instant now = clock.instant();
        database.createNativeQuery("""
                        insert into webhook_delivery (id, webhook, type, at, state, attempts, next_attempt_at, created_at)
                        values (:id, :webhook, 'ping', :now, 'pending', 0, :now, :now)""")
                .setParameter("id", delivery)
                .setParameter("webhook", webhook.id())
                .setParameter("now", now)
                .executeUpdate();
        history.event(actor, now, AuditKind.WEBHOOK, id, "tested", null, null);
        return database.find(Delivery.class, delivery).view();
    }

    /**
     * Sends something again that has ended, under its id.
     *
     * @throws ProblemException 409 when it is still to be sent anyway, or the webhook is switched off
     */
    @Transactional
    public DeliveryView redeliver(String id, String delivery, Actor actor) {
        Webhook webhook = active(id, Operation.REDELIVER, actor);
        Delivery found = Ids.parse(delivery)
                .map(known -> database.find(Delivery.class, known))
                .filter(one -> one.webhook().equals(webhook.id()))
                .orElseThrow(() -> ProblemException.notFound("delivery " + delivery + " of webhook " + id));
        Instant now = clock.instant();
        int put = database.createNativeQuery("""
                        update webhook_delivery
                        set state = 'pending', attempts = 0, next_attempt_at = :now, finished_at = null
                        where id = :id and state <> 'pending'""")
                .setParameter("id", found.id())
                .setParameter("now", now)
                .executeUpdate();
        if (put == 0) {
            throw ProblemException.of(ErrorCode.ILLEGAL_MOVE, "This is still to be sent; it need not be sent again.");
        }
        history.event(actor, now, AuditKind.WEBHOOK, id, "redelivered", null, Map.of("delivery", found.id()));
        database.refresh(found);
        return found.view();
    }

    private Webhook active(String id, Operation operation, Actor actor) {
        Webhook webhook = webhooks.lock(id);
        AccessPolicy.requireSelf(actor, operation, webhook.owner());
        if (!webhook.isActive()) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE, "The webhook is switched off. Switch it on first: {\"active\": true}.");
        }
        return webhook;
    }
}
