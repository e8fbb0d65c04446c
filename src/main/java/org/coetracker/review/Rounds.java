package org.coetracker.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Role;
import org.coetracker.coe.CoeAmended;
import org.coetracker.coe.CoeMoved;
import org.coetracker.coe.ReviewBoard;
import org.coetracker.coe.ReviewState;
import org.coetracker.coe.Status;
import org.coetracker.shared.Ids;
import org.coetracker.shared.json.JsonText;

/** All rounds of reviews, and the approvals in them. Who is asked is said by the database, in {@code review_asked}. */
@ApplicationScoped
class Rounds {
    /** The last round of a COE, :coe, and who its authors are. */
    static final String LAST = """
            with last as materialized (
                select r.*, c.former_owners || cast(array[c.owner, c.created_by] as varchar[]) as authors
                from review_round r join coe c on c.id = r.coe_id
                where r.coe_id = :coe order by r.round desc limit 1
            )
            """;

    static final String OF_LAST = " from last l where r.coe_id = l.coe_id and r.round = l.round";

    private final EntityManager database;
    private final ShownRounds shown;

    Rounds(EntityManager database, ShownRounds shown) {
        this.database = database;
        this.shown = shown;
    }

    /** Who has to approve a COE, and who has. */
    List<Asked> asked(UUID coe) {
        return rows(
                        "select kind, name, approved_by, approved_at, outdated, open from review_asked(:coe)",
                        Map.of("coe", coe))
                .stream()
                .map(row -> Asked.of(row, 0))
                .toList();
    }

    /** A short digest of what is approved now; null when no review goes on. */
    String substance(UUID coe) {
        return rows("""
                select encode(review_substance(r.coe_id), 'hex'), r.round from review_round r
                where r.coe_id = :coe and r.outcome is null""", Map.of("coe", coe)).stream()
                .map(row -> ShownRounds.shortened((String) row[0]))
                .findFirst()
                .orElse(null);
    }

    /** Who of some people is there and does more than read. */
    Map<String, Boolean> able(List<String> people) {
        Map<String, Boolean> able = new HashMap<>();
        rows(
                        "select p.handle, p.active and may_write(p.roles) from person p where p.handle = any(:people)",
                        Map.of("people", people.toArray(String[]::new)))
                .forEach(row -> able.put((String) row[0], (Boolean) row[1]));
        return able;
    }

    /** Who reviews a COE by the policy. */
    ReviewBoard.Defaults defaulted(UUID coe) {
        return rows(LAST + "select l.default_reviewers, l.default_teams from last l", Map.of("coe", coe)).stream()
                .map(row -> new ReviewBoard.Defaults(List.of((String[]) row[0]), List.of((String[]) row[1])))
                .findFirst()
                .orElse(new ReviewBoard.Defaults(List.of(), List.of()));
    }

    /** Notes who does. */
    void noteDefaulted(UUID coe, ReviewBoard.Defaults defaulted) {
        database.createNativeQuery(LAST
                        + "update review_round r set default_reviewers = :people, default_teams = :teams" + OF_LAST)
                .setParameter("coe", coe)
                .setParameter("people", defaulted.people().toArray(String[]::new))
                .setParameter("teams", defaulted.teams().toArray(String[]::new))
                .executeUpdate();
    }

    /** Notes what may be exposed, and that somebody struck out who was to review it. */
    void keepTerms(CoeAmended amended, boolean strikesOut) {
        boolean cleared = amended.before().isExposed() && !amended.after().isExposed() && signsOff(amended.actor());
        if (!amended.after().isExposed() && !amended.before().isExposed() && !amended.strikesOut()) {
            return;
        }
        database.createNativeQuery(LAST + """
                        update review_round r set
                            exposed = :exposed or r.exposed and not (:cleared and :actor <> all(l.authors)),
                            struck = r.struck or :strikes or :struck and :actor = any(l.authors)""" + OF_LAST)
                .setParameter("coe", amended.coe())
                .setParameter("exposed", amended.after().isExposed())
                .setParameter("cleared", cleared)
                .setParameter("actor", amended.actor().handle())
                .setParameter("strikes", strikesOut)
                .setParameter("struck", amended.strikesOut())
                .executeUpdate();
    }

    /** Whether more would have to approve a COE by its severity now than have. */
    boolean wantsMore(UUID coe) {
        return !rows(LAST + """
                select l.round, l.coe_id from last l join coe c on c.id = l.coe_id join policy p on p.name = 'review'
                cross join lateral (
                    select count(*) as approvals, coalesce(bool_or(a.manages), false) as managed from review_approval a
                    where a.coe_id = l.coe_id and a.round = l.round and a.outdated_at is null) g
                where g.approvals < cast(p.value -> 'leastApprovals' ->> c.severity as integer)
                    or not g.managed and cast(p.value -> 'managerAsked' ->> c.severity as boolean)""", Map.of("coe", coe)).isEmpty();
    }

    /**
     * Where a COE stands.
     *
     * @param status its status
     * @param team whose it is
     * @param version its version
     */
    record Standing(Status status, String team, int version) {}

    /** Where the COE stands. */
    Standing standing(UUID coe) {
        Object[] row = rows("select c.status, c.team, c.version from coe c where c.id = :coe", Map.of("coe", coe))
                .get(0);
        return new Standing(
                Status.valueOf(((String) row[0]).toUpperCase(Locale.ROOT)), (String) row[1], RoundRow.number(row[2]));
    }

    /** Begins the next round, with the last submission that the history has. */
    void open(UUID coe) {
        database.createNativeQuery("""
                        insert into review_round
                            (coe_id, round, submitted_by, submitted_at, submitted_version, submitted_entry, told,
                            exposed, struck, default_reviewers, default_teams)
                        select c.id, coalesce(b.round, 0) + 1, h.actor, h.at, h.version, h.id, '{}',
                            coalesce((c.critical_implications ->> 'securityExposure') in ('potential', 'confirmed'), false)
                                or coalesce(b.exposed, false),
                            coalesce(b.struck, false), coalesce(b.default_reviewers, '{}'), coalesce(b.default_teams, '{}')
                        from coe c
                        cross join lateral (
                            select s.* from history s
                            where s.subject_id = cast(c.id as text) and s.subject = 'coe' and s.change = 'submitted'
                            order by s.id desc limit 1) h
                        left join lateral (
                            select * from review_round l where l.coe_id = c.id order by l.round desc limit 1) b on true
                        where c.id = :coe""").setParameter("coe", coe).executeUpdate();
    }

    /** Ends the round that goes on, if one does. */
    void end(CoeMoved moved) {
        ReviewState state = shown.state(moved.coe());
        if (state == null || state.outcome() != null) {
            return;
        }
        database.createNativeQuery("""
                        update review_round set outcome = :outcome, ended_by = :actor, ended_at = :at,
                            ended_version = :version, comment = nullif(:comment, ''), asked = cast(:asked as json),
                            least_approvals = :least,
                            ended_entry = (select max(h.id) from history h where h.coe_id = :coe)
                        where coe_id = :coe and outcome is null""")
                .setParameter("outcome", moved.change())
                .setParameter("actor", moved.actor().handle())
                .setParameter("at", moved.at())
                .setParameter("version", moved.version())
                .setParameter("comment", moved.said() == null ? "" : moved.said())
                .setParameter("asked", JsonText.write(state.required()))
                .setParameter("least", state.leastApprovals())
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

    /** Notes those as told for whom the review waits; who of them had not been. */
    List<String> tell(UUID coe) {
        return rows("""
                with news as materialized (
                    select r.coe_id, r.round, n.untold, n.told
                    from review_round r cross join lateral review_news(r.coe_id) n
                    where r.coe_id = :coe and r.outcome is null
                ), noted as (
                    update review_round r set told = n.told from news n
                    where r.coe_id = n.coe_id and r.round = n.round and r.told <> n.told
                )
                select u, n.round from news n cross join unnest(n.untold) as u""", Map.of("coe", coe)).stream()
                .map(row -> (String) row[0])
                .toList();
    }

    /** Whose approval stands of those who approved a COE last, and who signed off what was found to be exposed since. */
    List<String> approvers(UUID coe) {
        return rows("""
                with approved as materialized (
                    select r.coe_id, r.round, r.signed_off_by from review_round r
                    where r.coe_id = :coe and r.outcome = 'approved' order by r.round desc limit 1
                )
                select a.person, a.round from review_approval a join approved r on r.coe_id = a.coe_id and r.round = a.round
                where a.outdated_at is null
                union
                select r.signed_off_by, r.round from approved r where r.signed_off_by is not null
                order by person""", Map.of("coe", coe)).stream()
                .map(row -> (String) row[0])
                .toList();
    }

    List<Object[]> rows(String sql, Map<String, Object> parameters) {
        return ShownRounds.rows(database, sql, parameters);
    }
}
