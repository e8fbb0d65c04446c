package org.coetracker.account.oidc;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coetracker.access.Role;
import org.coetracker.people.TeamPlace;
import org.coetracker.shared.start.CannotStart;

/**
 * What the provider's claims mean here.
 *
 * @param roleClaim where the values for roles are
 * @param roles the role that each value gives; empty when roles are kept here
 * @param defaultRole the role of those to whom no value gives one; empty when they are turned away
 * @param teamsClaim where the values for teams are
 * @param teams the place in a team that each value gives; empty when teams are kept here
 */
record ClaimMapping(
        String roleClaim,
        Map<String, Role> roles,
        Optional<Role> defaultRole,
        String teamsClaim,
        Map<String, TeamPlace> teams) {
    private static final String MANAGER = ":manager";

    /**
     * Reads the settings.
     *
     * @throws CannotStart when one of them cannot be meant
     */
    static ClaimMapping from(OidcSettings settings) {
        return new ClaimMapping(
                settings.roleClaim().orElse("realm_access/roles"),
                entries("COE_OIDC_ROLES", settings.roles(), word -> role("COE_OIDC_ROLES", word)),
                defaultRole(settings.defaultRole().orElse(Role.VIEWER.word())),
                settings.teamsClaim().orElse("groups"),
                entries("COE_OIDC_TEAMS", settings.teams(), ClaimMapping::place));
    }

    /** The roles that somebody has by their claims; empty when they are to be turned away, or not to be registered. */
    Set<Role> rolesOf(Claims claims) {
        EnumSet<Role> given = claims.texts(roleClaim).stream()
                .map(roles::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        if (given.isEmpty()) {
            defaultRole.ifPresent(given::add);
        }
        return given;
    }

    /** Whether the provider says who has which role. */
    boolean keepsRoles() {
        return !roles.isEmpty();
    }

    /** The places in teams that somebody has by their claims. */
    Set<TeamPlace> placesOf(Claims claims) {
        return claims.texts(teamsClaim).stream()
                .map(teams::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The places for which the provider says who has them. */
    Collection<TeamPlace> keptPlaces() {
        return Set.copyOf(teams.values());
    }

    private static <T> Map<String, T> entries(String variable, Optional<String> text, Function<String, T> meaning) {
        List<String> entries = Arrays.stream(text.orElse("").split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        Map<String, T> map = new LinkedHashMap<>();
        for (String entry : entries) {
            // The last one: a value may be a distinguished name, cn=storage,…, only without its commas.
            int equals = entry.lastIndexOf('=');
            if (equals <= 0 || equals == entry.length() - 1) {
                throw new CannotStart(variable + " is a list such as \"value=name,value=name\"; \"" + entry
                        + "\" is not of that form.");
            }
            String value = entry.substring(0, equals).strip();
            if (map.put(value, meaning.apply(entry.substring(equals + 1).strip())) != null) {
                throw new CannotStart(variable + " gives \"" + value + "\" two meanings.");
            }
        }
        return map;
    }

    private static Optional<Role> defaultRole(String word) {
        return word.equals("none") ? Optional.empty() : Optional.of(role("COE_OIDC_DEFAULT_ROLE", word));
    }

    private static Role role(String variable, String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new CannotStart(variable + " names the role \"" + word + "\"; there are "
                        + String.join(", ", Role.words(List.of(Role.values()))) + "."));
    }

    private static TeamPlace place(String text) {
        boolean manager = text.endsWith(MANAGER);
        String team = manager ? text.substring(0, text.length() - MANAGER.length()) : text;
        if (!team.equals(Newcomer.handleOf(team)) || team.isEmpty()) {
            throw new CannotStart("COE_OIDC_TEAMS names the team \"" + team + "\", which is no handle.");
        }
        return new TeamPlace(team, manager);
    }
}
