-- A mark of the transaction under way: the same for all that it writes, and never another's. Its number does not do for
-- that, since numbers begin again in a backup that is restored elsewhere.
create function transaction_mark() returns uuid
    language sql volatile
    return cast(
        coalesce(
            nullif(current_setting('coe.transaction_mark', true), ''),
            set_config('coe.transaction_mark', cast(gen_random_uuid() as text), true)) as uuid);

-- What happened, for whoever is to hear of it. Written in the transaction of the change, told by workers later.
create table event (
    id            bigint      generated always as identity,
    -- Events are read in the order of the transactions that wrote them, as far as all of those have ended.
    txid          xid8        not null default pg_current_xact_id(),
    transaction   uuid        not null default transaction_mark(),
    at            timestamptz not null,
    type          text        not null,
    coe_id        uuid        not null,
    action_id     uuid,
    -- Whose it is: webhooks may be limited to a team.
    team          text        not null,
    actor         text        not null,
    -- Who is told in person: 'person:ana', or 'managers:storage' for whoever answers for that team when it is told.
    audience      varchar[]   not null,
    -- What else there is to say about it: days left, the step of the ladder.
    detail        json,
    -- Null until the notices about it are written.
    told_at       timestamptz,
    constraint event_pkey primary key (id)
);

create index event_to_tell on event (id) where told_at is null;
create index event_by_transaction on event (txid, id);
-- What is told and old is forgotten.
create index event_by_time on event (at);

-- Whose numbers the transactions have: those of an older cluster are taken from its events when a node starts.
create table event_numbering (
    one     boolean     not null default true,
    cluster bigint      not null,
    constraint event_numbering_pkey primary key (one),
    constraint event_numbering_has_one_row check (one)
);

insert into event_numbering (cluster) select system_identifier from pg_control_system();

-- A team and those above it on the escalation ladder, the team itself first.
create function ladder(team text) returns table (handle text, step integer)
    language sql stable parallel safe as $$
        with recursive climbed (handle, parent, step) as (
            select t.handle, t.parent, 0 from team t where t.handle = $1
            union all
            select t.handle, t.parent, c.step + 1 from team t join climbed c on t.handle = c.parent
        ) cycle handle set again using path
        select c.handle, c.step from climbed c where not c.again
    $$;

-- The team so many steps above a team, or the top of the ladder when that is lower.
create function ladder_team(team text, steps integer) returns text
    language sql stable parallel safe
    return (select l.handle from ladder(team) l where l.step <= steps order by l.step desc limit 1);

-- Whether somebody who is there may see a COE, for what the service tells by itself: as access.Visibility says it of
-- whoever asks, but that no credential narrows it. False when there is no such COE.
create function coe_shown_to(person text, coe uuid) returns boolean
    language sql stable parallel safe
    return exists (
        select 1 from coe c, person p
        where c.id = coe_shown_to.coe and p.handle = coe_shown_to.person and p.active
            and (c.confidentiality = 'internal'
                or p.roles && array['admin', 'security_reviewer']::varchar[]
                or coe_seen_by(
                    p.handle,
                    array(select t.handle::varchar from team t where t.managers @> array[p.handle::varchar]),
                    c.id)));

-- Who is told what the managers of a team have to know: its managers who are there, else those of the nearest team above
-- that has any; null when there are none. Enough for a COE that everybody sees.
create function managers_to_tell(team text) returns varchar[]
    language sql stable parallel safe cost 1000
    return (
        select array_agg(p.handle::varchar order by p.handle)
        from ladder(team) l join team t on t.handle = l.handle join person p on p.handle = any (t.managers) and p.active
        group by l.step order by l.step limit 1);

-- The same about one COE: those who may see it. Where none of them may, the managers of the COE's own team are told, and
-- where it has none, security reviewers and administrators, so that it is never nobody's.
create function managers_to_tell(team text, coe uuid) returns varchar[]
    language sql stable parallel safe cost 10000
    return coalesce(
        (select array_agg(p.handle::varchar order by p.handle)
         from ladder(team) l join team t on t.handle = l.handle join person p on p.handle = any (t.managers) and p.active
         where coe_shown_to(p.handle, coe)
         group by l.step order by l.step limit 1),
        (select array_agg(p.handle::varchar order by p.handle)
         from coe c join team t on t.handle = c.team join person p on p.handle = any (t.managers) and p.active
         where c.id = managers_to_tell.coe),
        (select array_agg(p.handle::varchar order by p.handle)
         from person p where p.active and p.roles && array['admin', 'security_reviewer']::varchar[]),
        '{}');
