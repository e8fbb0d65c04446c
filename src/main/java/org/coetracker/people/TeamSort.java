package org.coetracker.people;

import java.time.Instant;
import org.coetracker.shared.page.SortKey;

/** What lists of teams may be sorted by. */
enum TeamSort implements SortKey {
    HANDLE("handle", String.class),
    NAME("name", String.class),
    CREATED_AT("createdAt", Instant.class);

    private final String attribute;
    private final Class<?> type;

    TeamSort(String attribute, Class<?> type) {
        this.attribute = attribute;
        this.type = type;
    }

    @Override
    public String parameter() {
        return attribute;
    }

    @Override
    public String expression() {
        return "t." + attribute;
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public Class<?> idType() {
        return String.class;
    }

    @Override
    public String subject() {
        return this == HANDLE || this == CREATED_AT ? null : "team";
    }
}
