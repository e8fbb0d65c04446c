package org.coetracker.account;

import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;

/** Reads what untyped queries answer. */
final class Rows {
    private Rows() {}

    /** The columns of the first row. */
    static Optional<Object[]> first(Query query) {
        return firstOf(query).map(Object[].class::cast);
    }

    /** The one column of the first row. */
    static Optional<String> firstText(Query query) {
        return firstOf(query).map(String.class::cast);
    }

    private static Optional<?> firstOf(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().findFirst();
    }
}
