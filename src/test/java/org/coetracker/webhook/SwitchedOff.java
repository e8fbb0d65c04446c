package org.coetracker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears of webhooks that were switched off. */
@ApplicationScoped
class SwitchedOff {
    private final List<WebhookSwitchedOff> heard = new CopyOnWriteArrayList<>();

    void note(@Observes(during = TransactionPhase.AFTER_SUCCESS) WebhookSwitchedOff event) {
        heard.add(event);
    }

    List<WebhookSwitchedOff> heard(Object webhook) {
        return heard.stream()
                .filter(event -> event.webhook().toString().equals(webhook))
                .toList();
    }
}
