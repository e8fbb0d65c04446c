package org.coetracker.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.action.ActionCounts;
import org.coetracker.action.Actions;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.SimilarCoe;
import org.coetracker.coe.SimilarCoes;
import org.coetracker.coe.Status;
import org.coetracker.policy.Severity;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ProblemException;

/**
 * Earlier COEs like one of them. The words of its title, services, tags and causes are looked for in what weighs most of
 * the others; titles that are spelt alike count as well. Of the hundred that have most in common, those come first that
 * share what few of the hundred have. They are looked for by the ten words that are rarest lately, in COEs that the actor
 * may see.
 */
@ApplicationScoped
class Likeness implements SimilarCoes {
    /** The COE's own texts are read from the record: what is searched of it is written when the transaction commits. */
    private static final String SIMILAR = """
            with subject as materialized (
                select c.id, c.number, c.title from coe c
                where (c.number = :number or c.id = :id) and {coe}),
            own as materialized (
                select lexeme, min(word) as word, max(weight) as weight
                from (
                    select stem.lexeme, term.word,
                        case said.member when 'title' then 3 when 'rootCause' then 1 else 2 end as weight
                    from subject cross join lateral coe_texts(subject.id) said
                        cross join lateral regexp_split_to_table(lower(left(said.body, 2000)), '[^[:alnum:]]+') as term (word)
                        cross join lateral unnest(to_tsvector('coe_text', search_text(term.word))) stem
                    where said.member in ('title', 'services', 'tags', 'rootCause') and length(term.word) < 60) words
                where lexeme ~ '^[[:alnum:]]+$' and lexeme !~ '^[0-9]+$'
                group by lexeme order by max(weight) desc, count(*) desc, lexeme limit 30),
            latest as materialized (
                select s.head from coe_search s where {searched} order by s.coe_id desc limit 200),
            rare as materialized (
                select own.lexeme from own left join (
                    select word.lexeme, count(*) as many
                    from latest, unnest(latest.head) word group by word.lexeme) common on common.lexeme = own.lexeme
                order by own.weight * ln(201 / (1.0 + coalesce(common.many, 0))) desc, own.lexeme limit 10),
            asked as materialized (
                select coalesce(cast(string_agg('''' || lexeme || '''', ' | ') as tsquery), cast('' as tsquery)) as terms from rare),
            alike as materialized (
                (select s.coe_id, ts_rank(s.head, asked.terms) as rank
                from asked, subject, coe_search s
                where s.head @@ asked.terms and s.coe_id <> subject.id and {searched}
                    and exists (select from coe c where c.id = s.coe_id and c.number < subject.number)
                order by rank desc, s.coe_id desc limit 100)
                union
                (select c.id, 0 from subject, coe c
                where c.title % subject.title and c.number < subject.number and {titled}
                order by similarity(c.title, subject.title) desc, c.id desc limit 20)),
            shared as materialized (
                select found.coe_id, own.lexeme, own.word, own.weight
                from (select distinct coe_id from alike) found join coe_search s on s.coe_id = found.coe_id
                    join own on own.lexeme = any(tsvector_to_array(s.head))),
            telling as (
                select lexeme, ln(1 + (select count(distinct coe_id) from alike) / cast(count(*) as float8)) as value
                from shared group by lexeme),
            scored as (
                select found.coe_id,
                    coalesce(sum(shared.weight * telling.value), 0)
                        + 5 * (select similarity(c.title, subject.title) from coe c, subject where c.id = found.coe_id) as score,
                    array_agg(shared.word order by shared.weight * telling.value desc, shared.word)
                        filter (where shared.word is not null) as terms
                from (select distinct coe_id from alike) found left join shared on shared.coe_id = found.coe_id
                    left join telling on telling.lexeme = shared.lexeme
                group by found.coe_id
                having count(shared.lexeme) > 0)
            select c.id, c.number, c.status, c.severity, c.title, c.team, cast(array_to_json(c.services) as text),
                c.started_at, c.created_at, cast(array_to_json(scored.terms) as text)
            from (select * from scored order by score desc, coe_id desc limit :limit) scored
                join coe c on c.id = scored.coe_id
            union all
            select id, null, null, null, null, null, null, null, null, null from subject""";

    private static final int MOST_TERMS = 12;

    private final EntityManager database;
    private final Actions actions;
    private final Clock clock;

    Likeness(EntityManager database, Actions actions, Clock clock) {
        this.database = database;
        this.actions = actions;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<SimilarCoe> similarTo(CoeRef coe, int limit, Actor actor) {
        Visibility visibility = Visibility.of(actor);
        String sql = SIMILAR.replace("{coe}", visibility.ofCoeRows("c"))
                .replace("{titled}", visibility.ofCoeRows("c"))
                // It has the columns that a condition on actions asks for, for the COE itself.
                .replace("{searched}", visibility.ofActionRows("s"));
        Query query = visibility.bind(database.createNativeQuery(sql, Object[].class));
        @SuppressWarnings("unchecked")
        List<Object[]> rows = query.setParameter("number", coe.number())
                .setParameter("id", coe.id() == null ? new UUID(0, 0) : coe.id())
                .setParameter("limit", limit)
                .getResultList();
        // The last row is the COE itself: it is there, and may be seen.
        if (rows.isEmpty()) {
            throw ProblemException.notFound("COE " + coe.text());
        }
        List<Object[]> similar = rows.subList(0, rows.size() - 1);
        Map<UUID, ActionCounts> counts =
                actions.countsOf(similar.stream().map(row -> (UUID) row[0]).toList(), clock.instant());
        return similar.stream()
                .map(row -> view(row, counts.getOrDefault((UUID) row[0], ActionCounts.NONE)))
                .toList();
    }

    private static SimilarCoe view(Object[] row, ActionCounts counts) {
        List<String> terms = List.of(JsonText.read((String) row[9], String[].class));
        return new SimilarCoe(
                (UUID) row[0],
                "COE-" + row[1],
                Status.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)),
                Severity.valueOf(((String) row[3]).toUpperCase(Locale.ROOT)),
                (String) row[4],
                (String) row[5],
                List.of(JsonText.read((String) row[6], String[].class)),
                (Instant) row[7],
                (Instant) row[8],
                terms.stream().distinct().limit(MOST_TERMS).toList(),
                counts);
    }
}
