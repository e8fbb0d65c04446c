package org.coetracker.template;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What authors are asked; null where there is nothing to say.
 *
 * @param summary about the summary
 * @param whatHappened about the first question
 * @param impact about the second
 * @param rootCause about the third
 * @param supportingData about the fourth
 * @param criticalImplications about the fifth
 * @param lessons about the sixth
 * @param correctiveActions about the seventh
 */
@Schema(name = "Prompts")
record Prompts(
        @Size(max = 5_000) String summary,
        @Size(max = 5_000) String whatHappened,
        @Size(max = 5_000) String impact,
        @Size(max = 5_000) String rootCause,
        @Size(max = 5_000) String supportingData,
        @Size(max = 5_000) String criticalImplications,
        @Size(max = 5_000) String lessons,
        @Size(max = 5_000) String correctiveActions) {
    /** None. */
    static final Prompts NONE = new Prompts(null, null, null, null, null, null, null, null);
}
