package org.coetracker.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
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
        Optional<Template> named = named(coe.template(), violations);
        if (named.isPresent() && coe.severity() != null && !named.get().isFor(coe.kind(), coe.severity())) {
            violations.add(
                    "/template",
                    "template_for_others",
                    "The template \"" + coe.template() + "\" is not for a COE of this kind and severity; GET"
                            + " /templates?kind=…&severity=… has those that are.");
        }
        return named.map(TemplateChooser::chosen);
    }

    private Optional<Template> named(String name, Violations violations) {
        Optional<Template> named = templates.find(name, LockModeType.NONE).filter(template -> !template.isDeleted());
        if (named.isEmpty()) {
            violations.add(
                    "/template",
                    "unknown_template",
                    "There is no template \"" + name + "\"; GET /templates has those that there are.");
        }
        return named;
    }

    @Override
    public void check(String name, Violations violations) {
        named(name, violations);
    }

    @Override
    public List<String> required(String name) {
        return name == null
                ? List.of()
                : templates
                        .find(name, LockModeType.NONE)
                        .map(Template::required)
                        .orElse(List.of());
    }

    private static Chosen chosen(Template template) {
        Defaults defaults = template.defaults();
        return new Chosen(template.name(), defaults.services(), defaults.regions(), defaults.tags());
    }
}
