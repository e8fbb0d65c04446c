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
    -- Of a thread's first comment: so that a reply raises its version, and whoever resolves the thread has read it.
    replied_at  timestamptz,
    constraint comment_pkey primary key (id),
    constraint comment_coe_fkey foreign key (coe_id) references coe (id) on delete cascade,
    constraint comment_thread_fkey foreign key (thread_id) references comment (id) on delete cascade,
    constraint comment_text_until_deleted check ((text is null) = (deleted_at is not null)),
    constraint comment_deleted_by_somebody check ((deleted_at is null) = (deleted_by is null)),
    constraint comment_resolved_by_somebody check ((resolved_at is null) = (resolved_by is null)),
    constraint comment_thread_is_about_something check ((thread_id = id) = (place is not null)),
    constraint comment_thread_is_resolved_at_its_first check (thread_id = id or resolved_at is null),
    constraint comment_thread_is_replied_to_at_its_first check (thread_id = id or replied_at is null)
);

-- GET /coes/{coe}/comments, oldest first.
create index comment_of_coe on comment (coe_id, created_at, id);
-- GET /coes/{coe}/comments?thread=…; and who wrote in a thread.
create index comment_of_thread on comment (thread_id, created_at, id);
