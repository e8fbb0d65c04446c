package org.coetracker.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Role;
import org.coetracker.coe.CoeMoved;
import org.coetracker.coe.ReviewBoard;
import org.coetracker.coe.ReviewState;
import org.coetracker.shared.Ids;
import org.coetracker.shared.json.JsonText;

/** All rounds of reviews, and the approvals in them. Who is asked is said by the database, in {@code review_asked}. */
@ApplicationScoped
class Rounds {
    private final EntityManager database;

    Rounds(EntityManager database) {
        this.database = database;
    }

    /** How the last round of a COE stands; null when there was none. */
    ReviewState state(UUID coe) {
        List<Object[]> rows = rows("""
                select r.round, r.outcome, cast(r.asked as text), c.team,
                    coalesce(cast(p.value -> 'leastApprovals' ->> c.severity as integer), 1), m.amendments, m.at,
                    a.kind, a.name, a.approved_by, a.approved_at, a.outdated, a.open
                from review_round r
                join coe c on c.id = r.coe_id
                left join policy p on p.name = 'review'
                cross join lateral (
                    select count(*) as amendments, max(h.at) as at from history h
                    where r.outcome = 'approved' and h.subject_id = cast(r.coe_id as text) and h.subject = 'coe'
                        and h.id > r.ended_entry and h.change = 'amended') m
                left join lateral (select * from review_asked(r.coe_id) where r.outcome is null) a on true
                where r.coe_id = :coe and r.round = (select max(l.round) from review_round l where l.coe_id = :coe)""", Map.of("coe", coe));
        if (rows.isEmpty()) {
            return null;
        }
        Object[] first = rows.get(0);
        ReviewState.Outcome outcome = outcome(first[1]);
        List<ReviewState.Required> required = new ArrayList<>();
        List<ReviewState.Slot> missing = new ArrayList<>();
        if (outcome != null) {
            required.addAll(required(first[2]));
        } else {
            for (Object[] row : rows) {
                Asked asked = asked(row, 7);
                required.add(asked.shown());
                if (asked.open()) {
                    missing.add(asked.slot());
                }
            }
            if (missing.isEmpty()) {
                missing.add(Asked.manager((String) first[3]));
            }
        }
        return new ReviewState(
                number(first[0]), outcome, number(first[4]), required, missing, number(first[5]), (Instant) first[6]);
    }

    /** Who has to approve a COE, and who has. */
    List<Asked> asked(UUID coe) {
        return rows(
                        "select kind, name, approved_by, approved_at, outdated, open from review_asked(:coe)",
                        Map.of("coe", coe))
                .stream()
                .map(row -> asked(row, 0))
                .toList();
    }

    private static Asked asked(Object[] row, int from) {
        return new Asked(
                Asked.Kind.valueOf(((String) row[from]).toUpperCase(Locale.ROOT)),
                (String) row[from + 1],
                (String) row[from + 2],
                (Instant) row[from + 3],
                Boolean.TRUE.equals(row[from + 4]),
                (Boolean) row[from + 5]);
    }

    static ReviewState.Outcome outcome(Object word) {
        return word == null ? null : ReviewState.Outcome.valueOf(((String) word).toUpperCase(Locale.ROOT));
    }

    static List<ReviewState.Required> required(Object text) {
        return List.of(JsonText.read((String) text, ReviewState.Required[].class));
    }

    private static int number(Object number) {
        return ((Number) number).intValue();
    }

    /** Begins the next round. */
    void open(UUID coe, int version, Actor actor, Instant at) {
        database.createNativeQuery("""
                        insert into review_round
                            (coe_id, round, submitted_by, submitted_at, submitted_version, submitted_entry, told)
                        select :coe, coalesce((select max(r.round) from review_round r where r.coe_id = :coe), 0) + 1,
                            :actor, :at, :version, (select max(h.id) from history h where h.coe_id = :coe), '{}'""")
                .setParameter("coe", coe)
                .setParameter("actor", actor.handle())
                .setParameter("at", at)
                .setParameter("version", version)
                .executeUpdate();
    }

    /** Ends the round that goes on, if one does. */
    void end(CoeMoved moved) {
        ReviewState state = state(moved.coe());
        if (state == null || state.outcome() != null) {
            return;
        }
        database.createNativeQuery("""
                        update review_round set outcome = :outcome, ended_by = :actor, ended_at = :at,
                            ended_version = :version, comment = nullif(:comment, ''), asked = cast(:asked as json),
                            ended_entry = (select max(h.id) from history h where h.coe_id = :coe)
                        where coe_id = :coe and outcome is null""")
                .setParameter("outcome", moved.change())
                .setParameter("actor", moved.actor().handle())
                .setParameter("at", moved.at())
                .setParameter("version", moved.version())
                .setParameter("comment", moved.said() == null ? "" : moved.said())
                .setParameter("asked", JsonText.write(state.required()))
                .setParameter("coe", moved.coe())
                .executeUpdate();
    }

    /** What somebody said with an approval that counts still, if there is one: an empty text for nothing. */
    Optional<String> said(UUID coe, String person) {
        return rows("""
                select coalesce(g.comment, ''), g.person from review_given(:coe) g
                where g.person = :person and not g.outdated""", Map.of("coe", coe, "person", person)).stream()
                .map(row -> (String) row[0])
                .findFirst();
    }

    /** Writes an approval of what the COE says now. */
    void approve(ReviewBoard.InReview coe, String comment, Actor actor, boolean manages, Instant at) {
        database.createNativeQuery("""
                        insert into review_approval (id, coe_id, round, person, approved_at, version, comment, substance,
                            teams, manages, signs_off)
                        select :id, r.coe_id, r.round, :person, :at, :version, nullif(:comment, ''),
                            review_substance(r.coe_id), :teams, :manages, :signsOff
                        from review_round r where r.coe_id = :coe and r.outcome is null""")
                .setParameter("id", Ids.next())
                .setParameter("person", actor.handle())
                .setParameter("at", at)
                .setParameter("version", coe.version())
                .setParameter("comment", comment == null ? "" : comment)
                .setParameter("teams", teams(actor))
                .setParameter("manages", manages)
                .setParameter("signsOff", signsOff(actor))
                .setParameter("coe", coe.id())
                .executeUpdate();
    }

    /** Whoever approved may be more now than they were then. */
    void renew(UUID coe, Actor actor, boolean manages) {
        database.createNativeQuery("""
                        update review_approval a set teams = :teams, manages = :manages, signs_off = :signsOff
                        from review_round r
                        where r.coe_id = :coe and r.outcome is null and a.coe_id = r.coe_id and a.round = r.round
                            and a.person = :person and a.outdated_at is null""")
                .setParameter("teams", teams(actor))
                .setParameter("manages", manages)
                .setParameter("signsOff", signsOff(actor))
                .setParameter("coe", coe)
                .setParameter("person", actor.handle())
                .executeUpdate();
    }

    private static String[] teams(Actor actor) {
        Set<String> teams = new TreeSet<>(actor.teams());
        teams.addAll(actor.managed());
        return teams.toArray(String[]::new);
    }

    private static boolean signsOff(Actor actor) {
        return actor.roles().contains(Role.SECURITY_REVIEWER);
    }

    /** The managers of the team before answer for the COE no more. */
    void handOver(UUID coe) {
        database.createNativeQuery("""
                        update review_approval a set manages = false from review_round r
                        where r.coe_id = :coe and r.outcome is null and a.coe_id = r.coe_id and a.round = r.round
                            and a.manages""").setParameter("coe", coe).executeUpdate();
    }

    /** Marks the approvals of what the COE does not say any more; whose they were, and whose the COE is. */
    List<Object[]> outdate(UUID coe, Instant at) {
        return rows("""
                update review_approval a set outdated_at = :at
                from review_round r join coe c on c.id = r.coe_id
                where r.coe_id = :coe and r.outcome is null and a.coe_id = r.coe_id and a.round = r.round
                    and a.outdated_at is null and a.substance <> review_substance(c.id)
                returning a.person, c.team""", Map.of("coe", coe, "at", at));
    }

    /** Notes those as told for whom the review waits; who of them had not been, as an audience. */
    List<String> tell(UUID coe) {
        return rows("""
                with untold as materialized (
                    select r.coe_id, r.round, array(
                        select n from unnest(review_audience(r.coe_id)) as n where n <> all(r.told)) as names
                    from review_round r where r.coe_id = :coe and r.outcome is null
                ), noted as (
                    update review_round r set told = r.told || u.names from untold u
                    where r.coe_id = u.coe_id and r.round = u.round and cardinality(u.names) > 0
                )
                select n, u.round from untold u cross join unnest(u.names) as n""", Map.of("coe", coe)).stream()
                .map(row -> (String) row[0])
                .toList();
    }

    /** Whose approval stands of those who approved a COE last. */
    List<String> approvers(UUID coe) {
        return rows("""
                select a.person, a.round from review_approval a
                where a.coe_id = :coe and a.outdated_at is null and a.round = (
                    select max(r.round) from review_round r where r.coe_id = :coe and r.outcome = 'approved')
                order by a.person""", Map.of("coe", coe)).stream()
                .map(row -> (String) row[0])
                .toList();
    }

    @SuppressWarnings("unchecked")
    List<Object[]> rows(String sql, Map<String, Object> parameters) {
        var query = database.createNativeQuery(sql, Object[].class);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }
}
