package org.coetracker.shared.page;

import java.util.UUID;

/** What a list may be sorted by: the allow-list is an enum of these. */
public interface SortKey {
    /** The name in the {@code sort} parameter. */
    String parameter();

    /** The attribute in the query. */
    String expression();

    /** The type of the attribute: Instant, LocalDate, Long or an enum. */
    Class<?> type();

    /** The type of the id that decides between equal keys: UUID, or String for what is known by its handle. */
    default Class<?> idType() {
        return UUID.class;
    }

    /** Whether the attribute can be null; nulls come last in either direction. */
    default boolean nullable() {
        return false;
    }

    /**
     * What the history calls the things that are listed, when their keys can change while somebody pages through them;
     * null when they never do.
     */
    default String subject() {
        return null;
    }

    /** Where the key is in the snapshots of the history, as a path with slashes. */
    default String path() {
        return parameter();
    }
}
