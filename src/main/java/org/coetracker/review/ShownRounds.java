package org.coetracker.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coetracker.coe.ReviewState;
import org.coetracker.review.RoundView.Verdict;

/** All rounds of reviews as they are shown: how they stand, how they went, and who said what. */
@ApplicationScoped
class ShownRounds {
    private final EntityManager database;

    ShownRounds(EntityManager database) {
        this.database = database;
    }

    /** How the last round of a COE stands; null when there was none. */
    ReviewState state(UUID coe) {
        List<Object[]> rows = rows(database, """
                with last as materialized (
                    select r.*, case when r.outcome is null then encode(review_substance(r.coe_id), 'hex') end as substance
                    from review_round r where r.coe_id = :coe order by r.round desc limit 1
                )
                select r.round, r.outcome, cast(r.asked as text), c.team,
                    coalesce(r.least_approvals, cast(p.value -> 'leastApprovals' ->> c.severity as integer), 1),
                    m.amendments, m.at, r.sign_off_asked_at is not null and c.status in ('approved', 'closed'),
                    r.signed_off_by, r.signed_off_at, r.substance,
                    a.kind, a.name, a.approved_by, a.approved_at, a.outdated, a.open
                from last r
                join coe c on c.id = r.coe_id
                left join policy p on p.name = 'review'
                cross join lateral (
                    select count(*) as amendments, max(h.at) as at from history h
                    where r.outcome = 'approved' and h.subject_id = cast(r.coe_id as text) and h.subject = 'coe'
                        and h.id > r.ended_entry and h.change in ('amended', 'action_amended')) m
                left join lateral (select * from review_asked(r.coe_id) where r.outcome is null) a on true""", Map.of("coe", coe));
        if (rows.isEmpty()) {
            return null;
        }
        Object[] first = rows.get(0);
        ReviewState.Outcome outcome = RoundRow.outcome(first[1]);
        List<ReviewState.Required> required = new ArrayList<>();
        List<ReviewState.Slot> missing = new ArrayList<>();
        if (outcome != null) {
            required.addAll(RoundRow.required(first[2]));
            boolean signOffAsked = (Boolean) first[7];
            if (signOffAsked || first[8] != null) {
                required.add(new ReviewState.Required(
                        null,
                        null,
                        ReviewState.Role.SECURITY_REVIEWER,
                        signOffAsked ? null : (String) first[8],
                        signOffAsked ? null : (Instant) first[9],
                        false));
            }
            if (signOffAsked) {
                missing.add(new ReviewState.Slot(null, null, ReviewState.Role.SECURITY_REVIEWER));
            }
        } else {
            for (Object[] row : rows) {
                Asked asked = Asked.of(row, 11);
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
                RoundRow.number(first[0]),
                outcome,
                RoundRow.number(first[4]),
                required,
                missing,
                RoundRow.number(first[5]),
                (Instant) first[6],
                first[10] == null ? null : shortened((String) first[10]));
    }

    /** Rounds of a COE, newest first. */
    List<RoundRow> of(UUID coe, int from, int to, int limit) {
        return rows(database, """
                select r.round, r.submitted_by, r.submitted_at, r.submitted_version, r.outcome, r.ended_by, r.ended_at,
                    r.ended_version, r.comment, cast(r.asked as text),
                    coalesce((select b.ended_entry from review_round b where b.coe_id = r.coe_id and b.round = r.round - 1),
                        r.submitted_entry),
                    r.ended_entry
                from review_round r where r.coe_id = :coe and r.round between :from and :to
                order by r.round desc limit :limit""", Map.of("coe", coe, "from", from, "to", to, "limit", limit)).stream()
                .map(RoundRow::of)
                .toList();
    }

    /** Who approved in which round, in the order in which they did. */
    Map<Integer, List<Verdict>> approvals(UUID coe, int from, int to) {
        Map<Integer, List<Verdict>> approvals = new LinkedHashMap<>();
        rows(database, """
                select a.round, a.person, a.comment, a.approved_at, a.version, a.outdated_at
                from review_approval a
                where a.coe_id = :coe and a.round between :from and :to
                order by a.approved_at, a.id""", Map.of("coe", coe, "from", from, "to", to))
                .forEach(row -> approvals
                        .computeIfAbsent(RoundRow.number(row[0]), round -> new ArrayList<>())
                        .add(new Verdict(
                                (String) row[1],
                                ReviewState.Outcome.APPROVED,
                                (String) row[2],
                                (Instant) row[3],
                                RoundRow.number(row[4]),
                                (Instant) row[5])));
        return approvals;
    }

    /** Enough of a digest to tell two texts apart. */
    static String shortened(String digest) {
        return digest.substring(0, 12);
    }

    @SuppressWarnings("unchecked")
    static List<Object[]> rows(EntityManager database, String sql, Map<String, Object> parameters) {
        var query = database.createNativeQuery(sql, Object[].class);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }
}
