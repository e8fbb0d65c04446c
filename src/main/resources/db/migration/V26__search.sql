-- Trigrams find what is misspelt; unaccent finds "Müller" for "muller". Both are trusted extensions, so that the owner of
-- a database may create them; where the role owns none, somebody else has to, once.
do $$
begin
    create extension if not exists pg_trgm;
    create extension if not exists unaccent;
exception
    when insufficient_privilege then
        raise exception 'The search needs the extensions pg_trgm and unaccent, which this role may not create. Let the owner of the database run, once: create extension pg_trgm; create extension unaccent;';
    when feature_not_supported or undefined_file then
        raise exception 'The search needs the extensions pg_trgm and unaccent, which this PostgreSQL server does not have. Install them (on Debian the package postgresql-contrib has them) and start again.';
end $$;

-- By stem and without accents: what "restores" finds for "restored".
create text search configuration coe_text (copy = pg_catalog.english);
alter text search configuration coe_text alter mapping for word, hword, hword_part with unaccent, english_stem;
-- By the words as they are: what a word that is still being typed finds.
create text search configuration coe_words (copy = pg_catalog.simple);
alter text search configuration coe_words alter mapping for word, hword, hword_part with unaccent, simple;

-- The scripts that write no blanks between words, as a part of a regular expression: Thai, Burmese, Khmer, Japanese,
-- Chinese and their like; and Korean, where a part of a word is looked for as well.
create function search_signs() returns text
    language sql immutable parallel safe
    return '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff';

-- A text as it is indexed, asked for and highlighted: U+0005 stands on both sides of what divides words without a blank,
-- and of each character of the scripts that write no blanks, so that a part of "us-east-1", of an address or of a
-- sentence in Japanese is found as a phrase; and after 200 characters without a divider, for without accents a word can
-- be five times as long, and PostgreSQL crashes by words of more than 2,046 bytes. Without U+0005 it is the text again.
create function search_text(body text) returns text
    language sql immutable parallel safe
    return regexp_replace(
        regexp_replace(
            translate(body, E'\x02\x03\x04\x05', ''),
            '([-+/\\.@:_=<>&#' || search_signs() || '])',
            E'\x05\\1\x05', 'g'),
        E'([^\\s\x05]{200})', E'\\1\x05', 'g');

-- The pairs of neighbours in what is written without blanks: words of two characters, which are found in a text of any
-- length, as the index knows no place behind the first 16,383 words of a record.
create function search_pairs(body text) returns text[]
    language sql immutable parallel safe
    as $$
    select coalesce(array_agg(distinct sign || next), '{}')
    from (
        select sign, lead(sign) over (order by place) as next
        from string_to_table(case when body ~ ('[' || search_signs() || ']{2}') then body end, null)
            with ordinality as t (sign, place)) pair
    where sign ~ ('[' || search_signs() || ']') and next ~ ('[' || search_signs() || ']');
    $$;

-- What the items of a JSON list say in these members, in their order; of each the beginning.
create function json_texts(items json, members text[]) returns text
    language sql immutable parallel safe
    return (
        select string_agg(left(item ->> member, 20000), E'\n' order by place, member)
        from json_array_elements(case json_typeof(items) when 'array' then items else '[]' end)
                with ordinality as i (item, place),
            unnest(members) as member);

-- Everything that a COE says, member by member, the most telling first, with what a word in it weighs.
create function coe_texts(coe uuid) returns table (member text, weight "char", body text)
    language sql stable parallel safe
    as $$
    select said.member, cast(said.weight as "char"), said.body
    from coe c cross join lateral (values
        ('title', 'A', c.title),
        ('services', 'B', array_to_string(c.services, ', ')),
        ('tags', 'B', array_to_string(c.tags, ', ')),
        ('summary', 'B', c.summary),
        ('rootCause', 'C', concat_ws(E'\n', c.root_cause ->> 'narrative', json_texts(c.root_cause -> 'causes', array['text']))),
        ('lessons', 'C', json_texts(c.lessons -> 'items', array['text', 'checklistQuestion'])),
        ('correctiveActions', 'C', (
            select string_agg(concat_ws(E'\n', a.title, a.description), E'\n' order by a.number)
            from action a where a.coe_id = c.id)),
        ('whatHappened', 'D', concat_ws(E'\n', c.what_happened ->> 'narrative', json_texts(c.what_happened -> 'timeline', array['text']))),
        ('impact', 'D', concat_ws(E'\n', c.impact ->> 'narrative', json_texts(c.impact -> 'measures', array['unit']), c.impact ->> 'unknownBecause')),
        ('supportingData', 'D', concat_ws(E'\n', json_texts(c.supporting_data -> 'items', array['title', 'url']),
            c.supporting_data ->> 'missing', json_texts(c.supporting_data -> 'items', array['text']))),
        ('criticalImplications', 'D', json_texts(c.critical_implications -> 'items', array['text'])),
        ('regions', 'D', array_to_string(c.regions, ', ')),
        ('relatedItems', 'D', json_texts(c.related_items, array['ref'])),
        -- What became of the actions, behind what they are.
        ('correctiveActions', 'D', (
            select string_agg(nullif(concat_ws(E'\n', a.tracker_key, a.completion_evidence, a.verification_criterion,
                a.verification_evidence, a.refusal_reason), ''), E'\n' order by a.number)
            from action a where a.coe_id = c.id))) as said (member, weight, body)
    where c.id = coe_texts.coe and said.body <> '';
    $$;

-- What is searched of each COE, written by triggers when the transaction that changed it commits.
create table coe_search (
    coe_id     uuid     not null,
    -- Two facts of the COE, so that who may see it is asked without looking there.
    team       text     not null,
    restricted boolean  not null,
    -- All that it says: by stem, by the words as they are, and in pairs of what is written without blanks.
    document   tsvector not null,
    -- What weighs most of it, short enough to stay in the row: what found rows are ranked by.
    head       tsvector not null,
    -- The words of title, summary, services, tags, causes, lessons and actions, once each: what misspelt ones resemble.
    words      text     not null,
    constraint coe_search_pkey primary key (coe_id),
    constraint coe_search_coe_fkey foreign key (coe_id) references coe (id) on delete cascade
);
alter table coe_search alter column head set storage main;

-- What is written of a COE; of each member the first characters, so many at most.
create function coe_search_row(coe uuid, most integer) returns table (document tsvector, head tsvector, words text)
    language sql stable
    as $$
    with said as materialized (
        select t.member, t.weight, t.place, left(t.body, most) as body,
            -- Of each member something: a long one does not keep the next from being ranked.
            left(t.body, case when t.weight = 'D' then 0 when t.member in ('title', 'summary') then 500
                when t.member in ('services', 'tags') then 200 else 400 end) as beginning
        from coe_texts(coe_search_row.coe) with ordinality as t (member, weight, body, place)),
    texts as materialized (
        select weight, search_text(string_agg(body, E'\n' order by place)) as body,
            search_text(string_agg(beginning, E'\n' order by place)) as beginning
        from said group by weight),
    weighed as materialized (
        select
            coalesce(min(body) filter (where weight = 'A'), '') as a,
            coalesce(min(body) filter (where weight = 'B'), '') as b,
            coalesce(min(body) filter (where weight = 'C'), '') as c,
            coalesce(min(body) filter (where weight = 'D'), '') as d,
            coalesce(min(beginning) filter (where weight = 'A'), '') as head_a,
            coalesce(min(beginning) filter (where weight = 'B'), '') as head_b,
            coalesce(min(beginning) filter (where weight = 'C'), '') as head_c
        from texts),
    whole as materialized (
        select to_tsvector('coe_text', concat_ws(E'\n', a, b, c, d)) as stems,
            to_tsvector('coe_words', a) as a, to_tsvector('coe_words', b) as b, to_tsvector('coe_words', c) as c,
            to_tsvector('coe_words', d) as d
        from weighed),
    spelt as (
        select string_agg(word, ' ' order by weight, word) as words
        from (
            select word, min(weight) as weight
            from whole cross join lateral (values (1, a), (2, b), (3, c)) as part (weight, vector)
                cross join lateral unnest(tsvector_to_array(part.vector)) as word
            where length(word) between 4 and 40 and word !~ '[[:digit:][:punct:]]'
            group by word) once)
    select
        stems || whole.a || whole.b || whole.c || whole.d
            || array_to_tsvector((select coalesce(array_agg(distinct pair), '{}') from said, unnest(search_pairs(said.body)) pair))
            -- Places are kept of the first 16,383 words, and of 255 of a word: behind these nothing stands side by side.
            || case
                when exists (select from unnest(stems) word where cardinality(word.positions) > 120)
                    or exists (select from unnest(stems || whole.a || whole.b || whole.c || whole.d) word where 16383 = any(word.positions))
                then array_to_tsvector(array['long record']) else '' end,
        setweight(to_tsvector('coe_text', head_a) || to_tsvector('coe_words', head_a), 'A')
            || setweight(to_tsvector('coe_text', head_b), 'B')
            || setweight(to_tsvector('coe_text', head_c), 'C')
            || array_to_tsvector((select coalesce(array_agg(distinct pair), '{}') from said, unnest(search_pairs(said.beginning)) pair)),
        coalesce(case when length(spelt.words) > 20000 then regexp_replace(left(spelt.words, 20000), ' [^ ]*$', '') else spelt.words end, '')
    from weighed, whole, spelt;
    $$;

create function coe_search_write(coe uuid) returns void
    language plpgsql
    -- That a word is too long to be indexed is no news to who wrote it. A restore has an empty path.
    set client_min_messages = warning
    set search_path from current
    as $$
declare
    most integer;
    written record;
begin
    -- An index entry takes 1 MB: of what has more words, the beginnings are indexed.
    foreach most in array array[60000, 20000, 2000] loop
        begin
            select r.document, r.head, r.words into written from coe_search_row(coe, most) r;
            exit;
        exception
            when program_limit_exceeded then
                raise debug 'The first % characters of what COE % says have too many words.', most, coe;
        end;
    end loop;
    -- Outside of the block above, so that the row has the number of the transaction.
    insert into coe_search (coe_id, team, restricted, document, head, words)
    select c.id, c.team, c.confidentiality = 'restricted', written.document, written.head, written.words
    from coe c where c.id = coe
    on conflict (coe_id) do update set team = excluded.team, restricted = excluded.restricted,
        document = excluded.document, head = excluded.head, words = excluded.words;
end $$;

-- Whoever changes a COE waits here for whoever is changing it, and reads after that: two transactions that changed
-- different actions write what both have said.
create function coe_search_follow() returns trigger
    language plpgsql
    set search_path from current
    as $$
declare
    coe uuid;
    written boolean;
begin
    if tg_table_name = 'coe' then
        coe := new.id;
    elsif tg_op = 'DELETE' then
        coe := old.coe_id;
    else
        coe := new.coe_id;
    end if;
    -- Many changes in one transaction are written once.
    select s.xmin = cast(pg_current_xact_id() as xid) into written from coe_search s where s.coe_id = coe for update;
    if written is not true then
        perform coe_search_write(coe);
    end if;
    return null;
end $$;

create constraint trigger coe_search_follows_a_filing after insert on coe
    deferrable initially deferred for each row execute function coe_search_follow();
create constraint trigger coe_search_follows_an_edit
    after update of title, summary, team, confidentiality, services, regions, tags, what_happened, impact, root_cause,
        supporting_data, critical_implications, lessons, related_items on coe
    deferrable initially deferred for each row execute function coe_search_follow();
create constraint trigger coe_search_follows_its_actions after insert or delete on action
    deferrable initially deferred for each row execute function coe_search_follow();
create constraint trigger coe_search_follows_an_action
    after update of title, description, tracker_key, completion_evidence, verification_criterion, verification_evidence,
        refusal_reason on action
    deferrable initially deferred for each row
    when (row(old.title, old.description, old.tracker_key, old.completion_evidence, old.verification_criterion,
            old.verification_evidence, old.refusal_reason)
        is distinct from row(new.title, new.description, new.tracker_key, new.completion_evidence,
            new.verification_criterion, new.verification_evidence, new.refusal_reason))
    execute function coe_search_follow();

-- Each lesson by itself.
create table lesson (
    coe_id             uuid     not null,
    position           integer  not null,
    item               text     not null,
    kind               text     not null,
    text               text     not null,
    checklist_question text,
    team               text     not null,
    restricted         boolean  not null,
    document           tsvector not null,
    constraint lesson_pkey primary key (coe_id, position),
    constraint lesson_kind_known check (kind in ('went_well', 'went_wrong', 'got_lucky', 'learned')),
    constraint lesson_coe_fkey foreign key (coe_id) references coe (id) on delete cascade
);

create function lesson_write(coe uuid) returns void
    language sql volatile
    set client_min_messages = warning
    set search_path from current
    as $$
    delete from lesson l where l.coe_id = lesson_write.coe;
    insert into lesson (coe_id, position, item, kind, text, checklist_question, team, restricted, document)
    select c.id, i.place, coalesce(i.item ->> 'id', ''), coalesce(i.item ->> 'kind', 'learned'),
        coalesce(i.item ->> 'text', ''), nullif(i.item ->> 'checklistQuestion', ''), c.team,
        c.confidentiality = 'restricted',
        to_tsvector('coe_text', said.body) || to_tsvector('coe_words', said.body) || array_to_tsvector(search_pairs(said.plain))
    from coe c
        cross join lateral json_array_elements(
            case json_typeof(c.lessons -> 'items') when 'array' then c.lessons -> 'items' else '[]' end)
            with ordinality as i (item, place)
        cross join lateral (
            select search_text(plain) as body, plain
            from concat_ws(E'\n', i.item ->> 'text', i.item ->> 'checklistQuestion') as plain) said
    where c.id = lesson_write.coe;
    $$;

-- Deferred as well: the second of two transactions deletes what the first has written by then.
create function lesson_follow() returns trigger
    language plpgsql
    set search_path from current
    as $$
begin
    perform lesson_write(new.id);
    return null;
end $$;

create constraint trigger lessons_follow_a_filing after insert on coe
    deferrable initially deferred for each row execute function lesson_follow();
create constraint trigger lessons_follow_an_edit after update of lessons, team, confidentiality on coe
    deferrable initially deferred for each row execute function lesson_follow();

-- GET /search?q=…
create index coe_search_by_word on coe_search using gin (document);
-- GET /search?q=…, when few have the words as they are spelt.
create index coe_search_by_trigram on coe_search using gin (words gin_trgm_ops);
-- GET /coes/{coe}/similar: by shared terms, and by titles with a word that resembles one of the COE's.
create index coe_search_by_main_word on coe_search using gin (head);
create index coe_by_title_trigram on coe using gin (title gin_trgm_ops);
-- GET /lessons?q=…; without q they are read newest first, of all teams or of some.
create index lesson_by_word on lesson using gin (document);
create index lesson_newest_first on lesson (coe_id desc, position);
create index lesson_of_team_newest_first on lesson (team, coe_id desc, position);

-- A term as it stands in a text: its words side by side, or the beginning of such.
create function search_phrase(term varchar) returns tsquery
    language plpgsql immutable parallel safe
    as $$
declare
    said text := search_text(substr(term, 2));
    one tsquery := phraseto_tsquery('coe_text', said);
    typed tsquery;
begin
    if left(term, 1) = '*' then
        typed := phraseto_tsquery('coe_words', said);
        if numnode(typed) > 0 then
            one := one || cast(cast(typed as text) || ':*' as tsquery);
        end if;
    end if;
    return one;
end $$;

-- The same for records so long that the index does not know what stands side by side: its words, wherever they are.
create function search_apart(term varchar) returns tsquery
    language plpgsql immutable parallel safe
    as $$
declare
    said text := search_text(substr(term, 2));
    one tsquery := plainto_tsquery('coe_text', said);
    typed tsquery;
begin
    if left(term, 1) = '*' then
        typed := plainto_tsquery('coe_words', said);
        if numnode(typed) > 0 then
            one := one || cast(cast(typed as text) || ':*' as tsquery);
        end if;
    end if;
    return one;
end $$;

-- What is asked for, as SearchTerms reads it: "=words" have to be there side by side, "-words" must not, of "*words" the
-- last may go on, "~words" may stand for the term before, and "|" begins another alternative.
create function search_query(terms varchar[]) returns tsquery
    language plpgsql immutable parallel safe
    -- That nothing is left of "the" is no news.
    set client_min_messages = warning
    as $$
declare
    term text;
    one tsquery;
    pairs text[];
    pending tsquery := '';
    alternative tsquery := '';
    asked tsquery := '';
begin
    foreach term in array terms loop
        if term = '|' then
            asked := asked || (alternative && pending);
            alternative := '';
            pending := '';
            continue;
        end if;
        one := search_phrase(term);
        if strpos(cast(one as text), '<') > 0 then
            one := one || (cast('''long record''' as tsquery) && search_apart(term));
            pairs := search_pairs(substr(term, 2));
            if cardinality(pairs) > 0 then
                one := one && cast('''' || array_to_string(pairs, ''' & ''') || '''' as tsquery);
            end if;
        end if;
        if left(term, 1) = '~' then
            pending := pending || one;
        else
            alternative := alternative && pending;
            pending := case when left(term, 1) = '-' then !! one else one end;
        end if;
    end loop;
    return asked || (alternative && pending);
end $$;

-- Any of what is asked for, of the first 32 terms: what found rows are ranked and highlighted by.
create function search_any(terms varchar[]) returns tsquery
    language plpgsql immutable parallel safe
    -- That nothing is left of "the" is no news.
    set client_min_messages = warning
    as $$
declare
    term text;
    asked tsquery := '';
begin
    foreach term in array terms[1:32] loop
        if left(term, 1) in ('=', '*', '~') then
            asked := asked || search_phrase(term);
        end if;
    end loop;
    return asked;
end $$;

-- The words of fifty COEs that have a word which resembles this one: half of the trigrams are enough, which a swapped
-- pair of letters leaves. Who may see these COEs is for the caller to ask.
create function coe_resembling(word text) returns setof uuid
    language plpgsql stable rows 50
    as $$
begin
    -- Here and not in the head of the function: who restores a database may not set it before the extension is loaded.
    perform set_config('pg_trgm.word_similarity_threshold', '0.5', true);
    return query select s.coe_id from coe_search s where coe_resembling.word <% s.words;
end $$;
