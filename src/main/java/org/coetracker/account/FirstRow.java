package org.coetracker.account;

import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;

/** The first row that a query answers, if it answers any. */
public final class FirstRow {
    private FirstRow() {}

    /** Its columns. */
    public static Optional<Object[]> of(Query query) {
        return first(query).map(Object[].class::cast);
    }

    /** Its one column. */
    public static Optional<String> text(Query query) {
        return first(query).map(String.class::cast);
    }

    private static Optional<?> first(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().findFirst();
    }
}
