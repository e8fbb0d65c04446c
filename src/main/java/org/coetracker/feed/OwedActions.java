package org.coetracker.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.AnsweredTeams;
import org.coetracker.access.Visibility;

/** What people owe. */
@ApplicationScoped
class OwedActions {
    /** More than a calendar shows, and a bound for what one request may cost. */
    static final int MOST = 500;

    private static final String OWED = AnsweredTeams.WITH + """
             select owed.kind, owed.id, owed.coe_number, owed.number, owed.version, owed.title, owed.team, owed.priority,
                owed.on_day, owed.restricted, owed.updated_at
            from (
                (select 'ACTION' as kind, a.id, a.coe_number, a.number, a.version, a.title, a.team, a.priority,
                    a.due_on as on_day, a.restricted, a.updated_at
                from action a
                where a.owner = :me and a.state in ('committed', 'in_progress') and not a.withdrawn and (%1$s)
                order by a.due_on, a.id limit :most)
                union all
                (select 'VERIFICATION', a.id, a.coe_number, a.number, a.version, a.title, a.team, a.priority,
                    a.verify_by, a.restricted, a.updated_at
                from action a
                where a.verifier = :me and a.state = 'done' and not a.withdrawn and a.verify_by is not null and (%1$s)
                order by a.verify_by, a.id limit :most)
                union all
                (select 'ACCEPTED_RISK', a.id, a.coe_number, a.number, a.version, a.title, a.team, a.priority,
                    a.look_again_on, a.restricted, a.updated_at
                from action a
                where a.state = 'refused' and not a.withdrawn and a.look_again_on is not null and (%1$s)
                    and (a.owner = :me or a.team = any(array(select handle from answered)))
                order by a.look_again_on, a.id limit :most)
            ) owed
            order by owed.on_day, owed.id, owed.kind limit :most""";

    private final EntityManager database;

    OwedActions(EntityManager database) {
        this.database = database;
    }

    /** What somebody owes and may see, the soonest first. */
    List<Owed> of(Actor actor) {
        Visibility visibility = Visibility.of(actor);
        @SuppressWarnings("unchecked")
        List<Object[]> rows = AnsweredTeams.bind(
                        visibility.bind(database.createNativeQuery(
                                OWED.formatted(visibility.ofActionRows("a")), Object[].class)),
                        actor,
                        visibility.seesRestricted())
                .setParameter("me", actor.handle())
                .setParameter("most", MOST)
                .getResultList();
        return rows.stream().map(OwedActions::owed).toList();
    }

    private static Owed owed(Object[] row) {
        return new Owed(
                Owed.Kind.valueOf((String) row[0]),
                (UUID) row[1],
                "COE-" + row[2] + "-A" + row[3],
                ((Number) row[4]).intValue(),
                (String) row[5],
                (String) row[6],
                (String) row[7],
                row[8] instanceof Date date ? date.toLocalDate() : (LocalDate) row[8],
                (Boolean) row[9],
                (Instant) row[10]);
    }
}
