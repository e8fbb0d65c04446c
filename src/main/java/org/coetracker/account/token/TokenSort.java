package org.coetracker.account.token;

import java.time.Instant;
import org.coetracker.shared.page.SortKey;

/** What lists of tokens may be sorted by. */
enum TokenSort implements SortKey {
    CREATED_AT;

    @Override
    public String parameter() {
        return "createdAt";
    }

    @Override
    public String expression() {
        return "t.createdAt";
    }

    @Override
    public Class<?> type() {
        return Instant.class;
    }
}
