package org.coetracker.access;

import jakarta.persistence.Query;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coetracker.shared.page.Selection;

/**
 * Which records somebody may see, as a part of the query that reads them: what is left out there is in no total, no page
 * and no report. A restricted COE is seen by its owner, its reviewers, those of its review teams, its team's managers,
 * those it is made visible to, security reviewers and administrators; what belongs to it goes with it. A credential that is limited to teams sees
 * what belongs to those.
 */
public final class Visibility {
    private static final Set<Role> SEE_ALL = Set.of(Role.SECURITY_REVIEWER, Role.ADMIN);

    private final boolean seesRestricted;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final boolean limited;

    private Visibility(Actor actor) {
        seesRestricted = !Collections.disjoint(SEE_ALL, actor.roles());
        limited = !actor.credential().teams().isEmpty();
        if (!seesRestricted) {
            parameters.put("me", actor.handle());
            parameters.put("managed", actor.managed().stream().sorted().toArray(String[]::new));
        }
        if (limited) {
            parameters.put("within", actor.credential().teams().toArray(String[]::new));
        }
    }

    /** What somebody may see. */
    public static Visibility of(Actor actor) {
        return new Visibility(actor);
    }

    /** What everybody sees who has to do with no restricted COE. */
    public static Visibility ofOutsiders() {
        return new Visibility(new Actor(
                "",
                Set.of(Role.VIEWER),
                Set.of(),
                Set.of(),
                Set.of(),
                Credential.whole(Credential.Kind.SYSTEM, null),
                null,
                null));
    }

    /** Whether that is all there is. */
    public boolean isEverything() {
        return seesRestricted && !limited;
    }

    /** Whether restricted COEs are seen, all of them that the credential goes for. */
    public boolean seesRestricted() {
        return seesRestricted;
    }

    /** Whether the credential is limited to teams. */
    public boolean isLimited() {
        return limited;
    }

    /** The condition on {@code Coe} under an alias, in HQL; true where all are seen. */
    public String ofCoes(String alias) {
        return both(
                seesRestricted
                        ? null
                        : "(%1$s.confidentiality = org.coetracker.coe.Confidentiality.INTERNAL or %2$s)"
                                .formatted(alias, hql("coe_seen_by(?, ?, ?)", ":me, :managed, " + alias + ".id")),
                limited ? hql("coe_of_teams(?, ?)", ":within, " + alias + ".id") : null);
    }

    /** The condition on {@code Action} under an alias, in HQL; true where all are seen. */
    public String ofActions(String alias) {
        return both(
                seesRestricted
                        ? null
                        : "(%1$s.restricted = false or %2$s)"
                                .formatted(alias, hql("coe_seen_by(?, ?, ?)", ":me, :managed, " + alias + ".coeId")),
                limited
                        ? "(%s or %s)"
                                .formatted(
                                        hql("? = any(?)", alias + ".team.handle, :within"),
                                        hql("coe_of_teams(?, ?)", ":within, " + alias + ".coeId"))
                        : null);
    }

    /** The condition on the table {@code coe} under an alias, in SQL; true where all are seen. */
    public String ofCoeRows(String alias) {
        return both(
                seesRestricted
                        ? null
                        : "(%1$s.confidentiality = 'internal' or coe_seen_by(:me, :managed, %1$s.id))".formatted(alias),
                limited ? "%s.team = any(:within)".formatted(alias) : null);
    }

    /** The condition on the table {@code action} under an alias, in SQL; true where all are seen. */
    public String ofActionRows(String alias) {
        return both(
                seesRestricted
                        ? null
                        : "(not %1$s.restricted or coe_seen_by(:me, :managed, %1$s.coe_id))".formatted(alias),
                limited ? "(%1$s.team = any(:within) or coe_of_teams(:within, %1$s.coe_id))".formatted(alias) : null);
    }

    /** A selection of what fulfils one of these conditions. */
    public Selection limit(Selection selection, String condition) {
        selection.where(condition);
        parameters.forEach(selection::ambient);
        return selection;
    }

    /** The values of these conditions in a query. */
    public <Q extends Query> Q bind(Q query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private static String hql(String sql, String arguments) {
        return "cast(sql('" + sql + "', " + arguments + ") as Boolean) = true";
    }

    private static String both(String one, String other) {
        List<String> conditions = java.util.stream.Stream.of(one, other)
                .filter(java.util.Objects::nonNull)
                .toList();
        return conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
    }
}
