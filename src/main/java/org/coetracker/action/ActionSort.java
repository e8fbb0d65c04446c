package org.coetracker.action;

import java.time.Instant;
import java.time.LocalDate;
import org.coetracker.policy.Priority;
import org.coetracker.shared.page.SortKey;

/** What lists of actions may be sorted by. */
enum ActionSort implements SortKey {
    DUE_ON("dueOn", LocalDate.class),
    PRIORITY("priority", Priority.class),
    CREATED_AT("createdAt", Instant.class),
    UPDATED_AT("updatedAt", Instant.class);

    private final String attribute;
    private final Class<?> type;

    ActionSort(String attribute, Class<?> type) {
        this.attribute = attribute;
        this.type = type;
    }

    @Override
    public String parameter() {
        return attribute;
    }

    @Override
    public String expression() {
        return this == DUE_ON ? "a.schedule.dueOn" : "a." + attribute;
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public boolean nullable() {
        return this == DUE_ON;
    }

    @Override
    public String subject() {
        return this == CREATED_AT ? null : "action";
    }
}
