package org.coetracker.job;

import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for a run.
 *
 * @param dryRun whether to say only what would happen, and change nothing
 */
@Schema(name = "RunNow")
record RunNow(@Schema(defaultValue = "false") Boolean dryRun) implements Command {}
