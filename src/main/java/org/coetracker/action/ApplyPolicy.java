package org.coetracker.action;

import jakarta.validation.constraints.Size;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for the due dates that a policy gives now.
 *
 * @param dryRun whether to say only what would move, and move nothing
 * @param reason why; needed when it is no dry run
 */
@Schema(name = "ApplyPolicy")
record ApplyPolicy(
        @Schema(defaultValue = "false") Boolean dryRun,

        @Size(max = 4_000) String reason) implements Command {}
