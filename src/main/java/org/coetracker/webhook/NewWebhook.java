package org.coetracker.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A webhook to make, or as it shall be after a patch.
 *
 * @param url where messages are posted to
 * @param events the words of the events that it is told of
 * @param team the team whose events those are, and of the teams below it; of all teams when left out
 * @param format what the receiver understands; {@code standard} when left out
 * @param active false when nothing is sent; {@code true} when left out
 */
@Schema(name = "NewWebhook")
public record NewWebhook(
        @NotBlank @Size(max = 2000) String url,
        @NotEmpty @Size(max = 50) List<@NotNull @Size(max = 50) String> events,
        @Size(max = 63) String team,
        @Schema(defaultValue = "standard") Format format,
        @Schema(defaultValue = "true") Boolean active)
        implements Command {

    /** Fills in what a patch clears to the same. */
    public NewWebhook {
        format = format == null ? Format.STANDARD : format;
        active = active == null || active;
    }

    /** Leaves the URL out, which may be a secret of its own. */
    @Override
    public String toString() {
        return "NewWebhook[events=" + events + ", team=" + team + "]";
    }
}
