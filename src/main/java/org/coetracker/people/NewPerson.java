package org.coetracker.people;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coetracker.access.Role;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person to register, or as they shall be after a patch.
 *
 * @param handle the name by which they are referred to; never changes and is never given to somebody else
 * @param name their name, as they write it
 * @param email where mail reaches them; nobody else's, in any case of letters
 * @param timeZone an IANA name; {@code UTC} when left out
 * @param roles what they may do; {@code author} when left out
 * @param active false when they have left: they can be named in nothing new, and what they own has no owner
 */
@Schema(name = "NewPerson")
public record NewPerson(
        @NotNull @Pattern(regexp = Handle.FORM, message = Handle.ADVICE) String handle,

        @NotBlank @Size(max = 200) String name,

        @Size(max = 254) @Pattern(
                regexp = "[^\\s\\p{Cntrl}@<>,;:\"()\\[\\]\\\\]{1,64}@[^\\s\\p{Cntrl}@<>,;:\"()\\[\\]\\\\]+",
                message = "An e-mail address looks like ana@example.com.")
        String email,

        @Schema(defaultValue = "UTC") String timeZone,

        @Size(min = 1, message = "At least one role is needed; somebody who may do nothing is switched off.") @Schema(defaultValue = "[\"author\"]")
        List<@NotNull Role> roles,

        @Schema(defaultValue = "true") Boolean active)
        implements Command {

    /** Fills in the time zone, which a patch clears to the same. */
    public NewPerson {
        timeZone = timeZone == null ? "UTC" : timeZone;
    }
}
