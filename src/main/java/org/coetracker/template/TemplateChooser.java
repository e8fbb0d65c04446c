package org.coetracker.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.coetracker.coe.NewCoe;
import org.coetracker.coe.TemplateChoice;
import org.coetracker.shared.problem.Violations;

/** Chooses with what a COE begins. */
@ApplicationScoped
class TemplateChooser implements TemplateChoice {
    private final Templates templates;

    TemplateChooser(Templates templates) {
        this.templates = templates;
    }

    @Override
    public Optional<Chosen> choose(NewCoe coe, Violations violations) {
        if (coe.template() == null) {
            return coe.severity() == null
                    ? Optional.empty()
                    : templates.offered(coe.kind(), coe.severity(), null, 1).stream()
                            .findFirst()
                            .map(TemplateChooser::chosen);
        }
        Optional<Template> named =
                templates.find(coe.template(), LockModeType.NONE).filter(template -> !template.isDeleted());
        if (named.isEmpty()) {
            violations.add(
                    "/template",
                    "unknown_template",
                    "There is no template \"" + coe.template() + "\"; GET /templates has those that there are.");
        }
        return named.map(TemplateChooser::chosen);
    }

    private static Chosen chosen(Template template) {
        Defaults defaults = template.defaults();
        return new Chosen(template.name(), defaults.services(), defaults.regions(), defaults.tags());
    }
}
