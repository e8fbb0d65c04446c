package org.coetracker.webhook;

import java.time.Instant;
import org.coetracker.shared.page.SortKey;

/** What lists of webhooks may be sorted by. */
enum WebhookSort implements SortKey {
    CREATED_AT;

    @Override
    public String parameter() {
        return "createdAt";
    }

    @Override
    public String expression() {
        return "w.createdAt";
    }

    @Override
    public Class<?> type() {
        return Instant.class;
    }
}
