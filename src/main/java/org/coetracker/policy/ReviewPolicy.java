package org.coetracker.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.coetracker.people.Directory;
import org.coetracker.shared.problem.Violations;

/**
 * Who is asked to approve a COE, by its severity.
 *
 * @param defaultReviewers who reviews a COE that names no reviewers
 * @param defaultReviewTeams which teams review a COE that names nobody
 * @param managerAsked whether a manager of its team is asked although others are
 * @param leastApprovals how many people at least approve; where fewer are asked, managers of its team make up for it
 */
public record ReviewPolicy(
        Map<Severity, @Size(max = 50) List<@NotBlank @Size(max = 63) String>> defaultReviewers,
        Map<Severity, @Size(max = 20) List<@NotBlank @Size(max = 63) String>> defaultReviewTeams,
        Map<Severity, @NotNull Boolean> managerAsked,
        Map<Severity, @Min(1) @Max(10) Integer> leastApprovals)
        implements PolicyDocument {
    /** Without reviewers named, one manager of the COE's team. */
    static final ReviewPolicy DEFAULT = new ReviewPolicy(Map.of(), Map.of(), Map.of(), Map.of());

    /** Fills in what is not said. */
    public ReviewPolicy {
        defaultReviewers = all(defaultReviewers, List.of());
        defaultReviewTeams = all(defaultReviewTeams, List.of());
        managerAsked = all(managerAsked, false);
        leastApprovals = all(leastApprovals, 1);
    }

    private static <T> Map<Severity, T> all(Map<Severity, T> said, T otherwise) {
        Map<Severity, T> all = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            T value = said == null ? null : said.get(severity);
            all.put(severity, value == null ? otherwise : value);
        }
        return Collections.unmodifiableMap(all);
    }

    @Override
    public void check(Violations violations) {
        // Each member is right or wrong by itself.
    }

    @Override
    public List<String> people() {
        return names(defaultReviewers);
    }

    @Override
    public List<String> teams() {
        return names(defaultReviewTeams);
    }

    private static List<String> names(Map<Severity, List<String>> bySeverity) {
        List<String> names = new ArrayList<>();
        bySeverity.values().forEach(names::addAll);
        return names;
    }

    @Override
    public void checkNames(Directory.Found found, Violations violations) {
        defaultReviewers.forEach(
                (severity, handles) -> found.people(ByWord.at("/defaultReviewers", severity), handles, violations));
        defaultReviewTeams.forEach((severity, handles) -> Violations.each(
                ByWord.at("/defaultReviewTeams", severity),
                handles,
                (place, handle) -> found.team(place, handle, violations)));
    }
}
