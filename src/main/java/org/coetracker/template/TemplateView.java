package org.coetracker.template;

import java.time.Instant;
import java.util.List;
import org.coetracker.coe.Kind;
import org.coetracker.policy.Severity;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A template as it is shown.
 *
 * @param version rises with each change
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param deletedAt when it was deleted; null while it is offered
 */
@Schema(name = "Template")
record TemplateView(
        String name,
        String title,
        Kind kind,
        List<Severity> severities,
        Prompts prompts,
        List<String> required,
        Defaults defaults,
        int version,
        Instant createdAt,
        Instant updatedAt,
        Instant deletedAt)
        implements Tagged {

    static TemplateView of(Template template) {
        return new TemplateView(
                template.name(),
                template.title(),
                template.kind(),
                template.severities(),
                template.prompts(),
                template.required(),
                template.defaults(),
                template.version(),
                template.createdAt(),
                template.updatedAt(),
                template.deletedAt());
    }
}
