package org.coetracker.coe;

import jakarta.persistence.Converter;
import org.coetracker.shared.database.LowerCaseEnum;

/** What a COE is about. */
public enum Kind {
    /** It happened. */
    INCIDENT,
    /** It nearly did. */
    NEAR_MISS;

    @Converter(autoApply = true)
    static final class KindColumn extends LowerCaseEnum<Kind> {
        KindColumn() {
            super(Kind.class);
        }
    }
}
