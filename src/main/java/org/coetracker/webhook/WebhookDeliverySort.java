package org.coetracker.webhook;

import java.time.Instant;
import org.coetracker.shared.page.SortKey;

/** What lists of deliveries may be sorted by. */
enum WebhookDeliverySort implements SortKey {
    CREATED_AT;

    @Override
    public String parameter() {
        return "createdAt";
    }

    @Override
    public String expression() {
        return "d.createdAt";
    }

    @Override
    public Class<?> type() {
        return Instant.class;
    }
}
