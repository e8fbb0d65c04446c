package org.coetracker.coe;

import jakarta.persistence.Converter;
import org.coetracker.shared.database.LowerCaseEnum;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a COE is about. */
@Schema(name = "CoeKind")
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
