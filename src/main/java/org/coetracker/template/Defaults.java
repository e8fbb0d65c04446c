package org.coetracker.template;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a COE begins with where its author says nothing.
 *
 * @param services the services that were affected
 * @param regions where
 * @param tags words to find it by
 */
@Schema(name = "TemplateDefaults")
record Defaults(
        @Size(max = 100) List<@NotBlank @Size(max = 200) String> services,
        @Size(max = 100) List<@NotBlank @Size(max = 200) String> regions,
        @Size(max = 100) List<@NotBlank @Size(max = 100) String> tags) {
    /** Nothing. */
    static final Defaults NONE = new Defaults(null, null, null);

    /** Fills in what was left out. */
    Defaults {
        services = services == null ? List.of() : services;
        regions = regions == null ? List.of() : regions;
        tags = tags == null ? List.of() : tags;
    }
}
