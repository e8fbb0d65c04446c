package org.coetracker.policy;

import jakarta.persistence.Converter;
import org.coetracker.shared.database.LowerCaseEnum;

/** How urgent a corrective action is; {@code P0} comes before everything else. */
public enum Priority {
    /** Now: the incident may happen again any day. */
    P0,
    /** Next. */
    P1,
    /** As planned. */
    P2,
    /** When there is time. */
    P3;

    @Converter(autoApply = true)
    static final class Column extends LowerCaseEnum<Priority> {
        Column() {
            super(Priority.class);
        }
    }
}
