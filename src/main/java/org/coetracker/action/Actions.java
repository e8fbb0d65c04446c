package org.coetracker.action;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.policy.Priority;
import org.coetracker.policy.Severity;
import org.coetracker.shared.problem.ProblemException;
import org.hibernate.jpa.HibernateHints;

/** All corrective actions. */
@ApplicationScoped
public class Actions implements PanacheRepositoryBase<Action, UUID> {

    /** The action of a ref or id. */
    Optional<Action> find(ActionRef ref, Actor actor) {
        return query(ref, actor, "from Action a join fetch a.team").getResultList().stream()
                .findFirst();
    }

    /**
     * The action of a ref or id, locked: who changes an action waits for whoever is changing it.
     *
     * @throws ProblemException 404 when there is none that the actor may see
     */
    Action lock(ActionRef ref, Actor actor) {
        return query(ref, actor, "from Action a join fetch a.team")
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("action " + ref.text()));
    }

    /**
     * The COE of an action, whose row is locked before the action's where both are.
     *
     * @throws ProblemException 404 when there is none that the actor may see
     */
    UUID coeOf(ActionRef ref, Actor actor) {
        return find(ref, actor)
                .map(action -> {
                    getEntityManager().detach(action);
                    return action.coeId();
                })
                .orElseThrow(() -> ProblemException.notFound("action " + ref.text()));
    }

    private TypedQuery<Action> query(ActionRef ref, Actor actor, String from) {
        Visibility visibility = Visibility.of(actor);
        String seen = from + " where " + visibility.ofActions("a");
        if (ref.id() != null) {
            return visibility.bind(getEntityManager()
                    .createQuery(seen + " and a.id = :id", Action.class)
                    .setParameter("id", ref.id()));
        }
        return visibility.bind(getEntityManager()
                .createQuery(seen + " and a.coeNumber = :coeNumber and a.number = :number", Action.class)
                .setParameter("coeNumber", ref.coeNumber())
                .setParameter("number", ref.number()));
    }

    /** How many actions a COE has. */
    public long countOf(UUID coe) {
        return count("coeId", coe);
    }

    /** The actions of a COE, in the order of their numbers. */
    public List<Action> of(UUID coe) {
        return getEntityManager()
                .createQuery("from Action a join fetch a.team where a.coeId = :coe order by a.number", Action.class)
                .setParameter("coe", coe)
                // To be shown, not changed: nothing keeps a copy to compare with.
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .getResultList();
    }

    /** How many actions are open, overdue and done, for each of some COEs. */
    @SuppressWarnings("unchecked")
    public Map<UUID, ActionCounts> countsOf(Collection<UUID> coes, Instant now) {
        Map<UUID, ActionCounts> counts = new HashMap<>();
        if (coes.isEmpty()) {
            return counts;
        }
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select a.coe_id,
                            count(*) filter (where a.state in ('proposed', 'committed', 'in_progress')),
                            count(*) filter (where a.state in ('committed', 'in_progress') and not a.withdrawn
                                and a.due_on < local_date(:now, t.time_zone)),
                            count(*) filter (where a.state in ('done', 'verified'))
                        from action a join team t on t.handle = a.team
                        where a.coe_id = any(:coes) group by a.coe_id""")
                .setParameter("now", now)
                .setParameter("coes", coes.toArray(UUID[]::new))
                .getResultList();
        rows.forEach(row -> counts.put(
                (UUID) row[0],
                new ActionCounts(
                        ((Number) row[1]).longValue(), ((Number) row[2]).longValue(), ((Number) row[3]).longValue())));
        return counts;
    }

    /** Keeps the actions' copy of their COE's severity and restriction in step. */
    public void follow(UUID coe, Severity severity, boolean restricted) {
        update("severity = ?1, restricted = ?2 where coeId = ?3", severity, restricted, coe);
    }

    /** Nothing is owed for a withdrawn COE. */
    void withdraw(UUID coe) {
        update("withdrawn = true, flaggedAt = null where coeId = ?1", coe);
    }

    /** The day that it is in the time zone where the day begins first: nothing due on it or later is overdue. */
    static LocalDate latestToday(Instant now) {
        return LocalDate.ofInstant(now, java.time.ZoneOffset.ofHours(14));
    }

    /** Persists new actions in one go. */
    void fileAll(List<Action> actions) {
        persist(new ArrayList<>(actions));
    }

    /**
     * What is owed by a day that a rule gave.
     *
     * @param dueFrom the day from which the rule counted
     * @param today the day that it is for the team
     */
    record OwedByRule(
            UUID id,
            String coe,
            String ref,
            LocalDate dueOn,
            LocalDate dueFrom,
            Priority priority,
            Severity severity,
            String team,
            LocalDate today) {}

    /** Some of those, in the order of their ids; null begins with the first. */
    @SuppressWarnings("unchecked")
    List<OwedByRule> owedByRule(UUID after, int limit, Instant now) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select a.id, 'COE-' || a.coe_number, a.number, a.due_on,
                            coalesce(a.due_from, local_date(a.created_at, t.time_zone)),
                            a.priority, a.severity, a.team, local_date(:now, t.time_zone)
                        from action a join team t on t.handle = a.team
                        where a.state in ('committed', 'in_progress') and not a.withdrawn and a.due_rule is not null
                            and a.id > :after
                        order by a.id limit :limit""", Object[].class)
                .setParameter("now", now)
                .setParameter("after", after == null ? new UUID(0, 0) : after)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(row -> new OwedByRule(
                        (UUID) row[0],
                        (String) row[1],
                        row[1] + "-A" + row[2],
                        day(row[3]),
                        day(row[4]),
                        Priority.valueOf(row[5].toString().toUpperCase(Locale.ROOT)),
                        Severity.valueOf(row[6].toString().toUpperCase(Locale.ROOT)),
                        (String) row[7],
                        day(row[8])))
                .toList();
    }

    private static LocalDate day(Object value) {
        return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
    }

    /** Some actions, locked in the order of their ids, with their teams. */
    List<Action> lockAll(List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : getEntityManager()
                        .createQuery("from Action a join fetch a.team where a.id in :ids order by a.id", Action.class)
                        .setParameter("ids", ids)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList();
    }
}
