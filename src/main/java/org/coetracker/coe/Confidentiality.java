package org.coetracker.coe;

import jakarta.persistence.Converter;
import org.coetracker.shared.database.LowerCaseEnum;

/** Who may see a COE. */
public enum Confidentiality {
    /** Everybody who may sign in. */
    INTERNAL,
    /** Those who have to do with it, and nobody else. */
    RESTRICTED;

    @Converter(autoApply = true)
    static final class ConfidentialityColumn extends LowerCaseEnum<Confidentiality> {
        ConfidentialityColumn() {
            super(Confidentiality.class);
        }
    }
}
