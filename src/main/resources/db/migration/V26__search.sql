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

-- A text as it is indexed, asked for and highlighted: U+0005 stands on both sides of what divides words without a blank,
-- and of each character of the scripts that write no blanks, so that a part of "us-east-1", of an address or of a
-- sentence in Japanese is found as a phrase. Without U+0005 it is the text again.
create function search_text(body text) returns text
    language sql immutable parallel safe
    return regexp_replace(
        translate(body, E'\x02\x03\x04\x05', ''),
        '([-+/\\.@:_=<>&#\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff])',
        E'\x05\\1\x05', 'g');

-- What the items of a JSON list say in these members, in their order.
create function json_texts(items json, members text[]) returns text
    language sql immutable parallel safe
    return (
        select string_agg(item ->> member, E'\n' order by place, member)
        from json_array_elements(case json_typeof(items) when 'array' then items else '[]' end)
                with ordinality as i (item, place),
            unnest(members) as member);

-- Everything that a COE says, member by member, with what a word in it weighs.
create function coe_texts(coe uuid) returns table (member text, weight "char", body text)
    language sql stable parallel safe
    as $$
    select said.member, cast(said.weight as "char"), said.body
    from coe c cross join lateral (values
        ('title', 'A', c.title),
        ('summary', 'B', c.summary),
        ('services', 'B', array_to_string(c.services, ', ')),
        ('tags', 'B', array_to_string(c.tags, ', ')),
        ('rootCause', 'C', concat_ws(E'\n', c.root_cause ->> 'narrative', json_texts(c.root_cause -> 'causes', array['text']))),
        ('lessons', 'C', json_texts(c.lessons -> 'items', array['text', 'checklistQuestion'])),
        ('correctiveActions', 'C', (
            select string_agg(concat_ws(E'\n', a.title, a.description), E'\n' order by a.number)
            from action a where a.coe_id = c.id)),
        ('whatHappened', 'D', concat_ws(E'\n', c.what_happened ->> 'narrative', json_texts(c.what_happened -> 'timeline', array['text']))),
        ('impact', 'D', concat_ws(E'\n', c.impact ->> 'narrative', c.impact ->> 'unknownBecause')),
        ('supportingData', 'D', concat_ws(E'\n', json_texts(c.supporting_data -> 'items', array['title']), c.supporting_data ->> 'missing')),
        ('criticalImplications', 'D', json_texts(c.critical_implications -> 'items', array['text'])),
        ('regions', 'D', array_to_string(c.regions, ', '))) as said (member, weight, body)
    where c.id = coe_texts.coe and said.body <> '';
    $$;

-- What is searched of each COE, written by triggers when the transaction that changed it commits.
create table coe_search (
    coe_id     uuid     not null,
    -- Two facts of the COE, so that who may see it is asked without looking there.
    team       text     not null,
    restricted boolean  not null,
    -- All that it says: by stem with weights, and then again by the words as they are.
    document   tsvector not null,
    -- What weighs most of it, short enough to stay in the row: what found rows are ranked by.
    head       tsvector not null,
    -- The words of title, summary, services, tags, causes, lessons and actions, once each: what misspelt ones resemble.
    words      text     not null,
    -- The transaction that wrote it: many changes in one are written once.
    written_in xid8     not null,
    constraint coe_search_pkey primary key (coe_id),
    constraint coe_search_coe_fkey foreign key (coe_id) references coe (id) on delete cascade
);
alter table coe_search alter column head set storage main;

-- What is written of a COE; of each member the first characters, so many at most.
create function coe_search_row(coe uuid, most integer) returns table (document tsvector, head tsvector, words text)
    language sql stable
    as $$
    with said as materialized (
        select t.member, t.weight, search_text(left(t.body, most)) as body from coe_texts(coe_search_row.coe) t),
    weighed as materialized (
        select
            coalesce(string_agg(body, E'\n') filter (where weight = 'A'), '') as a,
            coalesce(string_agg(body, E'\n' order by member) filter (where weight = 'B'), '') as b,
            coalesce(string_agg(body, E'\n' order by member desc) filter (where weight = 'C'), '') as c,
            coalesce(string_agg(body, E'\n') filter (where weight = 'D'), '') as d
        from said),
    main as materialized (
        select to_tsvector('coe_words', concat_ws(E'\n', a, b, c)) as words from weighed)
    select
        setweight(to_tsvector('coe_text', a), 'A') || setweight(to_tsvector('coe_text', b), 'B')
            || setweight(to_tsvector('coe_text', c), 'C') || to_tsvector('coe_text', d)
            || main.words || to_tsvector('coe_words', d),
        setweight(to_tsvector('coe_text', a) || to_tsvector('coe_words', a), 'A')
            || setweight(to_tsvector('coe_text', left(b, 800)), 'B')
            || setweight(to_tsvector('coe_text', left(c, 1200)), 'C'),
        left(array_to_string(tsvector_to_array(main.words), ' '), 20000)
    from weighed, main;
    $$;

create function coe_search_write(coe uuid, most integer) returns void
    language sql volatile
    as $$
    insert into coe_search (coe_id, team, restricted, document, head, words, written_in)
    select c.id, c.team, c.confidentiality = 'restricted', r.document, r.head, r.words, pg_current_xact_id()
    from coe c cross join lateral coe_search_row(c.id, most) r
    where c.id = coe_search_write.coe
    on conflict (coe_id) do update set team = excluded.team, restricted = excluded.restricted,
        document = excluded.document, head = excluded.head, words = excluded.words, written_in = excluded.written_in;
    $$;

-- Whoever changes a COE waits here for whoever is changing it, and reads after that: two transactions that changed
-- different actions write what both have said.
create function coe_search_follow() returns trigger
    language plpgsql
    -- That a word is too long to be indexed is no news to who wrote it.
    set client_min_messages = warning
    as $$
declare
    coe uuid;
    written xid8;
begin
    if tg_table_name = 'coe' then
        coe := new.id;
    elsif tg_op = 'DELETE' then
        coe := old.coe_id;
    else
        coe := new.coe_id;
    end if;
    select s.written_in into written from coe_search s where s.coe_id = coe for update;
    if written = pg_current_xact_id() then
        return null;
    end if;
    begin
        perform coe_search_write(coe, 60000);
    exception
        -- More words than an index entry takes (1 MB): the beginnings are indexed.
        when program_limit_exceeded then
            perform coe_search_write(coe, 2000);
    end;
    return null;
end $$;

create constraint trigger coe_search_follows_a_filing after insert on coe
    deferrable initially deferred for each row execute function coe_search_follow();
create constraint trigger coe_search_follows_an_edit
    after update of title, summary, team, confidentiality, services, regions, tags, what_happened, impact, root_cause,
        supporting_data, critical_implications, lessons on coe
    deferrable initially deferred for each row execute function coe_search_follow();
create constraint trigger coe_search_follows_its_actions after insert or delete on action
    deferrable initially deferred for each row execute function coe_search_follow();
create constraint trigger coe_search_follows_an_action after update of title, description on action
    deferrable initially deferred for each row
    when (old.title is distinct from new.title or old.description is distinct from new.description)
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
    constraint lesson_coe_fkey foreign key (coe_id) references coe (id) on delete cascade
);

create function lesson_write(coe uuid) returns void
    language sql volatile
    as $$
    delete from lesson l where l.coe_id = lesson_write.coe;
    insert into lesson (coe_id, position, item, kind, text, checklist_question, team, restricted, document)
    select c.id, i.place, coalesce(i.item ->> 'id', ''), coalesce(i.item ->> 'kind', 'learned'),
        coalesce(i.item ->> 'text', ''), nullif(i.item ->> 'checklistQuestion', ''), c.team,
        c.confidentiality = 'restricted',
        to_tsvector('coe_text', said.body) || to_tsvector('coe_words', said.body)
    from coe c
        cross join lateral json_array_elements(
            case json_typeof(c.lessons -> 'items') when 'array' then c.lessons -> 'items' else '[]' end)
            with ordinality as i (item, place)
        cross join lateral (
            select search_text(concat_ws(E'\n', i.item ->> 'text', i.item ->> 'checklistQuestion')) as body) said
    where c.id = lesson_write.coe;
    $$;

-- Deferred as well: the second of two transactions deletes what the first has written by then.
create function lesson_follow() returns trigger
    language plpgsql
    set client_min_messages = warning
    as $$
begin
    perform lesson_write(new.id);
    return null;
end $$;

create constraint trigger lessons_follow_a_filing after insert on coe
    deferrable initially deferred for each row execute function lesson_follow();
create constraint trigger lessons_follow_an_edit after update of lessons, team, confidentiality on coe
    deferrable initially deferred for each row execute function lesson_follow();

select coe_search_write(id, 20000) from coe;
select lesson_write(id) from coe;

-- GET /search?q=…
create index coe_search_by_word on coe_search using gin (document);
-- GET /search?q=…, when few have the words as they are spelt.
create index coe_search_by_trigram on coe_search using gin (words gin_trgm_ops);
-- GET /coes/{coe}/similar: by shared terms, and by titles alike.
create index coe_search_by_main_word on coe_search using gin (head);
create index coe_by_title_trigram on coe using gin (title gin_trgm_ops);
-- GET /lessons?q=…; without q they are read newest first.
create index lesson_by_word on lesson using gin (document);
create index lesson_newest_first on lesson (coe_id desc, position);

-- What is asked for, as SearchTerms reads it: "=words" have to be there side by side, "-words" must not, of "*words" the
-- last may go on, and "|" begins another alternative.
create function search_query(terms varchar[]) returns tsquery
    language plpgsql immutable parallel safe
    -- That nothing is left of "the" is no news.
    set client_min_messages = warning
    as $$
declare
    term text;
    one tsquery;
    typed tsquery;
    alternative tsquery := '';
    asked tsquery := '';
begin
    foreach term in array terms loop
        if term = '|' then
            asked := asked || alternative;
            alternative := '';
            continue;
        end if;
        one := phraseto_tsquery('coe_text', search_text(substr(term, 2)));
        if left(term, 1) = '-' then
            one := !! one;
        elsif left(term, 1) = '*' then
            typed := phraseto_tsquery('coe_words', search_text(substr(term, 2)));
            if numnode(typed) > 0 then
                one := one || cast(cast(typed as text) || ':*' as tsquery);
            end if;
        end if;
        alternative := alternative && one;
    end loop;
    return asked || alternative;
end $$;

-- Any of what is asked for: what found rows are ranked and highlighted by.
create function search_any(terms varchar[]) returns tsquery
    language plpgsql immutable parallel safe
    -- That nothing is left of "the" is no news.
    set client_min_messages = warning
    as $$
declare
    term text;
    asked tsquery := '';
begin
    foreach term in array terms loop
        if left(term, 1) in ('=', '*') then
            asked := asked || search_query(array[term]);
        end if;
    end loop;
    return asked;
end $$;

-- The COEs with a word that resembles this one: half of the trigrams are enough, which a swapped pair of letters leaves.
create function coe_resembling(word text) returns setof uuid
    language sql stable parallel safe rows 50
    set pg_trgm.word_similarity_threshold = 0.5
    as $$ select s.coe_id from coe_search s where coe_resembling.word <% s.words $$;
