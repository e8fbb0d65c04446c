package org.coetracker.quality;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A rule to waive for one COE.
 *
 * @param rule the rule's id
 * @param reason why it is waived
 */
@Schema(name = "NewWaiver")
public record NewWaiver(
        @NotBlank @Size(max = 63) String rule,
        @NotBlank @Size(max = 5_000) String reason) implements Command {}
