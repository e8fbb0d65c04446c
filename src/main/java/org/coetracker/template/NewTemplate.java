package org.coetracker.template;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coetracker.coe.Kind;
import org.coetracker.policy.Severity;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A template to make, or as it shall be after a patch.
 *
 * @param name by which COEs name it; never changes
 * @param title what it is called
 * @param kind for COEs of which kind; of any when left out
 * @param severities for COEs of which severities; of any when left out
 * @param prompts what authors are asked
 * @param required the sections that have to be answered before a COE is submitted
 * @param defaults what a COE begins with where its author says nothing
 */
@Schema(name = "NewTemplate")
record NewTemplate(
        @NotNull @Pattern(
                regexp = NewTemplate.FORM,
                message = "has 1 to 63 of a-z, 0-9, dot, underscore and hyphen, a letter or digit first")
        String name,

        @NotBlank @Size(max = 200) String title,
        Kind kind,
        @Size(max = 4) List<@NotNull Severity> severities,
        @Valid Prompts prompts,
        @Size(max = 8) List<@NotBlank String> required,
        @Valid Defaults defaults)
        implements Command {
    static final String FORM = "[a-z0-9][a-z0-9._-]{0,62}";

    /** Fills in what was left out. */
    NewTemplate {
        severities = severities == null ? List.of() : severities;
        prompts = prompts == null ? Prompts.NONE : prompts;
        required = required == null ? List.of() : required;
        defaults = defaults == null ? Defaults.NONE : defaults;
    }
}
