package org.coetracker.action;

import jakarta.persistence.Converter;
import org.coetracker.shared.database.LowerCaseEnum;

/** What a corrective action is meant to do about the next time. */
public enum ActionType {
    /** It cannot happen again. */
    PREVENT,
    /** It is noticed sooner. */
    DETECT,
    /** It hurts less, or for a shorter time. */
    MITIGATE,
    /** People work differently. */
    PROCESS;

    @Converter(autoApply = true)
    static final class Column extends LowerCaseEnum<ActionType> {
        Column() {
            super(ActionType.class);
        }
    }
}
