package org.coetracker.comment;

import java.time.Instant;
import org.coetracker.shared.page.SortKey;

/** What lists of comments may be sorted by. */
enum CommentSort implements SortKey {
    CREATED_AT;

    @Override
    public String parameter() {
        return "createdAt";
    }

    @Override
    public String expression() {
        return "c.createdAt";
    }

    @Override
    public Class<?> type() {
        return Instant.class;
    }
}
