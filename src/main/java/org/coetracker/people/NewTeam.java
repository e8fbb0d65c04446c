package org.coetracker.people;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A team to set up, or as it shall be after a patch.
 *
 * @param handle the name by which it is referred to; never changes and is never given to another team
 * @param name its name
 * @param timeZone an IANA name: when the team's days begin, and so when its actions are overdue; {@code UTC} when left
 *     out
 * @param parent the next step of the escalation ladder; null at the top
 * @param members who works in it
 * @param managers who decides for it; need not be members
 * @param active false when it has ended: it takes no new COEs and actions, what it owes is chased all the same
 */
@Schema(name = "NewTeam")
public record NewTeam(
        @NotNull @Pattern(regexp = Handle.FORM, message = Handle.ADVICE) String handle,

        @NotBlank @Size(max = 200) String name,
        @Schema(defaultValue = "UTC") String timeZone,
        @Size(max = 63) String parent,
        @Size(max = 1_000) List<@NotBlank @Size(max = 63) String> members,
        @Size(max = 100) List<@NotBlank @Size(max = 63) String> managers,
        @Schema(defaultValue = "true") Boolean active)
        implements Command {

    /** Fills in what a patch clears to the same. */
    public NewTeam {
        timeZone = timeZone == null ? "UTC" : timeZone;
        members = members == null ? List.of() : members;
        managers = managers == null ? List.of() : managers;
    }
}
