package org.coetracker.coe;

import java.util.List;
import java.util.Optional;
import org.coetracker.shared.problem.Violations;

/** Knows with which template a COE begins. */
public interface TemplateChoice {
    /**
     * The template that a COE names, or else the one that fits its kind and severity best; empty when there is none, which is
     * noted when it was named, as is one that is for others.
     */
    Optional<Chosen> choose(NewCoe coe, Violations violations);

    /** Notes when there is no template of a name. */
    void check(String name, Violations violations);

    /** The sections that a template requires; none for null. */
    List<String> required(String name);

    /**
     * A template for a COE.
     *
     * @param name the template's name
     * @param services what the COE begins with where its author names no services
     * @param regions the same of regions
     * @param tags the same of tags
     */
    record Chosen(String name, List<String> services, List<String> regions, List<String> tags) {}
}
