package org.coetracker.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

/**
 * Earlier COEs like one of them. The words of its title, services, tags and causes are looked for in what weighs most of
 * the others, by the ten of them that are rarest lately in COEs that the actor may see; what more than half of these have
 * tells nothing, and neither do more words than half of these have together. Titles with a word that resembles a rare one of its title count as well. Of the hundred that have most in
 * common, those come first that share what few of the hundred have. Withdrawn ones are left out.
 */
@ApplicationScoped
class Likeness implements SimilarCoes {
    /** The COE's own texts are read from the record: what is searched of it is written when the transaction commits. */
    private static final String SIMILAR = """
            with subject as materialized (
                select c.id, c.title from coe c
                where (c.number = :number or c.id = :id) and {coe}),
            said as materialized (
                select said.member, lower(left(said.body, 2000)) as body,
                    case said.member when 'title' then 3 when 'rootCause' then 1 else 2 end as weight
                from subject cross join lateral coe_texts(subject.id) said
                where said.member in ('title', 'services', 'tags', 'rootCause')),
            own as materialized (
                select lexeme, min(word) as word, max(weight) as weight, cast(quote_literal(lexeme) as tsquery) as query
                from (
                    select stem.lexeme, term.word, said.weight
                    from said cross join lateral regexp_split_to_table(said.body, '[[:space:][:punct:]]+') as term (word)
                        cross join lateral unnest(to_tsvector('coe_text', search_text(term.word))) stem
                    where length(term.word) < 60 and length(stem.lexeme) > 1
                    union all
                    select pair, pair, said.weight from said cross join lateral unnest(search_pairs(said.body)) pair) words
                where lexeme !~ '[[:space:][:punct:]]' and lexeme !~ '^[0-9]+$'
                group by lexeme order by max(weight) desc, count(*) desc, lexeme limit 30),
            latest as materialized (
                select s.head from coe_search s where {searched} order by s.coe_id desc limit 200),
            common as materialized (
                select own.lexeme, (select count(*) from latest where latest.head @@ own.query) as many from own),
            rare as materialized (
                select query from (
                    select own.query, own.lexeme, worth.value, sum(common.many) over (order by worth.value desc, own.lexeme) as together
                    from own join common on common.lexeme = own.lexeme
                        cross join lateral (select own.weight * ln(201 / (1.0 + common.many)) as value) worth
                    where common.many <= 100) telling
                where together <= 100
                order by value desc, lexeme limit 10),
            asked as materialized (
                select cast(string_agg(cast(query as text), ' | ') as tsquery) as terms from rare),
            found as materialized (
                select likely.coe_id from (
                    select s.coe_id, ts_rank(s.head, asked.terms) as rank
                    from asked, subject, coe_search s
                    where s.head @@ asked.terms and s.coe_id < subject.id and {searched}
                    order by rank desc, s.coe_id desc limit 120) likely
                    join coe c on c.id = likely.coe_id
                where c.status <> 'withdrawn'
                order by likely.rank desc, likely.coe_id desc limit 100),
            odd as materialized (
                select own.word from own join common on common.lexeme = own.lexeme
                where own.weight = 3 and common.many <= 4 and length(own.word) >= 5
                order by common.many, own.lexeme limit 3),
            resembling as materialized (
                select c.id as coe_id, array_agg(distinct said.word) as words
                from odd cross join subject join coe c on c.title %> odd.word
                    cross join lateral regexp_split_to_table(lower(c.title), '[[:space:][:punct:]]+') as said (word)
                where c.id < subject.id and c.status <> 'withdrawn' and {titled} and similarity(said.word, odd.word) >= 0.5
                group by c.id order by max(similarity(said.word, odd.word)) desc, c.id desc limit 20),
            alike as materialized (
                select coe_id from found union select coe_id from resembling),
            shared as materialized (
                select alike.coe_id, own.lexeme, own.word, own.weight
                from alike join coe_search s on s.coe_id = alike.coe_id
                    join own on s.head @@ own.query),
            telling as (
                select lexeme, ln(1 + (select count(*) from alike) / cast(count(*) as float8)) as value
                from shared group by lexeme),
            scored as (
                select alike.coe_id,
                    coalesce(sum(shared.weight * telling.value), 0)
                        + 5 * (select similarity(c.title, subject.title) from coe c, subject where c.id = alike.coe_id) as score,
                    coalesce(array_agg(shared.word order by shared.weight * telling.value desc, shared.word)
                        filter (where shared.word is not null), '{}')
                        || coalesce((select r.words from resembling r where r.coe_id = alike.coe_id), '{}') as terms
                from alike left join shared on shared.coe_id = alike.coe_id
                    left join telling on telling.lexeme = shared.lexeme
                group by alike.coe_id)
            select c.id, c.number, c.status, c.severity, c.title, c.team, cast(array_to_json(c.services) as text),
                c.started_at, c.created_at, cast(array_to_json(best.terms) as text)
            from subject left join (select * from scored order by score desc, coe_id desc limit :limit) best on true
                left join coe c on c.id = best.coe_id
            order by best.score desc, best.coe_id desc""";

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
    public Optional<List<SimilarCoe>> similarTo(CoeRef coe, int limit, Actor actor) {
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
        // A COE that is there and may be seen has a row, with nothing in it when it is like none.
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Object[]> similar = rows.stream().filter(row -> row[0] != null).toList();
        Map<UUID, ActionCounts> counts =
                actions.countsOf(similar.stream().map(row -> (UUID) row[0]).toList(), clock.instant());
        return Optional.of(similar.stream()
                .map(row -> view(row, counts.getOrDefault((UUID) row[0], ActionCounts.NONE)))
                .toList());
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
