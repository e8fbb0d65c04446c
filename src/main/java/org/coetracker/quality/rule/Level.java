package org.coetracker.quality.rule;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much a finding matters. */
@Schema(name = "FindingLevel")
public enum Level {
    /** The COE cannot be submitted with it. */
    BLOCKER,
    /** Worth a look. */
    ADVICE
}
