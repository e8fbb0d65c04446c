package org.coetracker.coe;

import java.time.Instant;
import org.coetracker.policy.Severity;
import org.coetracker.shared.page.SortKey;

/** What lists of COEs may be sorted by. */
enum CoeSort implements SortKey {
    CREATED_AT("createdAt", "c.createdAt", Instant.class),
    UPDATED_AT("updatedAt", "c.updatedAt", Instant.class),
    STARTED_AT("startedAt", "c.incident.startedAt", Instant.class),
    SEVERITY("severity", "c.severity", Severity.class),
    REF("ref", "c.number", Long.class);

    private final String parameter;
    private final String expression;
    private final Class<?> type;

    CoeSort(String parameter, String expression, Class<?> type) {
        this.parameter = parameter;
        this.expression = expression;
        this.type = type;
    }

    @Override
    public String parameter() {
        return parameter;
    }

    @Override
    public String expression() {
        return expression;
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public boolean nullable() {
        return this == STARTED_AT;
    }

    @Override
    public String subject() {
        return this == CREATED_AT || this == REF ? null : "coe";
    }

    @Override
    public String path() {
        return this == STARTED_AT ? "incident/startedAt" : parameter;
    }
}
