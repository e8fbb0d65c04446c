package org.coetracker.access;

import jakarta.persistence.Query;

/**
 * The teams for which somebody answers, as a part of the query that asks what they owe. It is the rule of the function
 * {@code managers_to_tell}, the other way round. Whoever answers for nothing costs nothing.
 */
public final class AnsweredTeams {
    /**
     * Three tables with the column {@code handle}: {@code answered}, the teams that somebody manages, and those below
     * that nobody manages who is there; {@code unmanaged}, all of the latter; and {@code orphaned}, those of them for
     * which nobody on the whole ladder answers.
     */
    public static final String WITH = """
            with recursive unmanaged as materialized (
                select t.handle collate "default" as handle, t.parent from team t
                where :answering and not exists (select from person p where p.handle = any(t.managers) and p.active)
            ), answered (handle) as (
                select cast(m as text) from unnest(:managed) m
                union
                select u.handle from answered a join unmanaged u on u.parent = a.handle
            ), orphaned (handle) as (
                select u.handle from unmanaged u where u.parent is null
                union
                select u.handle from orphaned o join unmanaged u on u.parent = o.handle
            )""";

    private AnsweredTeams() {}

    /**
     * Gives a query the values of it.
     *
     * @param seesAll whether they have what nobody else answers for
     */
    public static <Q extends Query> Q bind(Q query, Actor actor, boolean seesAll) {
        query.setParameter("managed", actor.managed().stream().sorted().toArray(String[]::new));
        query.setParameter("answering", seesAll || !actor.managed().isEmpty());
        return query;
    }
}
