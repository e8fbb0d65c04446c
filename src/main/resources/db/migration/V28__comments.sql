-- What people say about a COE. The first comment of a thread (its own thread_id) has what the thread is about.
create table comment (
    id          uuid        not null,
    coe_id      uuid        not null,
    thread_id   uuid        not null,
    author      text        not null,
    -- Null once it is deleted; what it said is in the history.
    text        text,
    -- Where in the record, with ids in the place of indices: '/rootCause/causes/c2'; '' is the record as a whole.
    place       text,
    -- What was there when the thread began, for when it is gone.
    about       text,
    mentions    varchar[]   not null,
    -- Everybody who was ever told that it mentions them, so that an edit tells nobody twice.
    told        varchar[]   not null,
    version     integer     not null,
    created_at  timestamptz not null,
    edited_at   timestamptz,
    deleted_at  timestamptz,
    deleted_by  text,
    resolved_at timestamptz,
    resolved_by text,
    constraint comment_pkey primary key (id),
    constraint comment_coe_fkey foreign key (coe_id) references coe (id) on delete cascade,
    constraint comment_thread_fkey foreign key (thread_id) references comment (id) on delete cascade,
    constraint comment_text_until_deleted check ((text is null) = (deleted_at is not null)),
    constraint comment_deleted_by_somebody check ((deleted_at is null) = (deleted_by is null)),
    constraint comment_resolved_by_somebody check ((resolved_at is null) = (resolved_by is null)),
    constraint comment_thread_is_about_something check ((thread_id = id) = (place is not null)),
    constraint comment_thread_is_resolved_at_its_first check (thread_id = id or resolved_at is null)
);

-- GET /coes/{coe}/comments, oldest first.
create index comment_of_coe on comment (coe_id, created_at, id);
-- GET /coes/{coe}/comments?thread=…; and who wrote in a thread.
create index comment_of_thread on comment (thread_id, created_at, id);

-- Beside what the history is about already.
do $$
declare
    known text;
begin
    select string_agg(quote_literal(word[1]), ', ') into known
    from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g') as word
    where c.conname = 'history_subject_known' and c.conrelid = 'history'::regclass;
    alter table history drop constraint history_subject_known;
    execute format(
        'alter table history add constraint history_subject_known check (subject in (%s, %L))', known, 'comment');
end $$;

-- As before, with what comments say: they are found with their COE, and weigh as little as anything.
create or replace function coe_texts(coe uuid) returns table (member text, weight "char", body text)
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
        ('regions', 'D', array_to_string(c.regions, ', ')),
        ('comments', 'D', (
            -- The newest, so that a long discussion costs no more with each comment.
            select string_agg(m.text, E'\n' order by m.created_at desc, m.id desc)
            from (select * from comment where coe_id = c.id and text is not null order by created_at desc, id desc limit 1000) m))
        ) as said (member, weight, body)
    where c.id = coe_texts.coe and said.body <> '';
    $$;

create constraint trigger coe_search_follows_a_comment after insert on comment
    deferrable initially deferred for each row execute function coe_search_follow();
create constraint trigger coe_search_follows_an_edited_comment after update of text on comment
    deferrable initially deferred for each row
    when (old.text is distinct from new.text)
    execute function coe_search_follow();
