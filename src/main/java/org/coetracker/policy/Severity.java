package org.coetracker.policy;

import jakarta.persistence.Converter;
import org.coetracker.shared.database.LowerCaseEnum;

/** How bad an incident was; {@code SEV1} is the worst. */
public enum Severity {
    /** Most customers could not use the product, or lost data. */
    SEV1,
    /** Many customers were hindered. */
    SEV2,
    /** Some customers were hindered, or there was a way around it. */
    SEV3,
    /** Hardly anybody noticed. */
    SEV4;

    @Converter(autoApply = true)
    static final class Column extends LowerCaseEnum<Severity> {
        Column() {
            super(Severity.class);
        }
    }
}
