package org.coetracker.access;

import jakarta.persistence.Query;

/**
 * The teams for which somebody answers, as a part of the query that asks what they owe: those that they manage, and
 * those that have nobody who does and whose questions climb to them.
 */
public final class AnsweredTeams {
    /** The teams, as the table {@code answered} with the column {@code handle}. */
    public static final String WITH = """
            with answered as materialized (
                select t.handle from team t
                where t.handle = any(:managed)
                    or not exists (select from person p where p.handle = any(t.managers) and p.active)
                        and :me = any(managers_to_tell(t.handle))
            )""";

    private AnsweredTeams() {}

    /** The values of it in a query: who asks as {@code :me}, and the teams that they manage. */
    public static <Q extends Query> Q bind(Q query, Actor actor) {
        query.setParameter("me", actor.handle());
        query.setParameter("managed", actor.managed().stream().sorted().toArray(String[]::new));
        return query;
    }
}
