package org.coetracker.notice;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which notices were read.
 *
 * @param upTo when the newest was written that was seen
 */
@Schema(name = "NoticesRead")
public record ReadUpTo(@NotNull Instant upTo) implements Command {}
