-- The history becomes the audit trail: it tells by what credential and from which address as well, takes events that
-- belong to no record, and is sealed by a chain of hashes that shows whether somebody changed it.
alter table history
    add column credential text,
    add column address    text;

alter table history drop constraint history_subject_known;
alter table history add constraint history_subject_known check (subject in (
    'coe', 'action', 'overdue_review', 'person', 'team',
    'token', 'session', 'account', 'policy', 'settings', 'export', 'job', 'audit'));

-- The sealer looks for what was written lately, with a snapshot or without.
drop index history_by_transaction;
create index history_by_transaction on history (txid);
-- GET /audit?actor=…, ?kind=…, ?after=…; ?object=… has history_of_subject.
create index history_of_actor on history (actor, id);
create index history_of_kind on history (subject, id);
create index history_by_time on history (at);
-- GET /audit?object=COE-42, when COE-42 was a draft that was deleted.
create index history_deleted_by_ref on history ((snapshot ->> 'ref')) where change = 'deleted';

-- One link of the chain for each event, in the order in which they were sealed, without a gap.
create table audit_seal (
    sequence   bigint not null,
    history_id bigint not null,
    -- SHA-256 of the hash before and the event.
    hash       bytea  not null,
    constraint audit_seal_pkey primary key (sequence),
    constraint audit_seal_history_id_key unique (history_id),
    constraint audit_seal_hash_is_sha256 check (octet_length(hash) = 32)
);

-- Where the chain ends, and how far back unsealed events have to be looked for.
create table audit_chain (
    one      boolean not null default true,
    sequence bigint  not null,
    hash     bytea   not null,
    -- Every transaction before this one had ended when the last sealing looked, so that what it wrote is sealed.
    horizon  xid8    not null,
    -- Whose transaction numbers those are: in a restored backup they begin again.
    cluster  bigint  not null,
    constraint audit_chain_pkey primary key (one),
    constraint audit_chain_has_one_row check (one)
);

insert into audit_chain (sequence, hash, horizon, cluster)
select 0, decode(repeat('00', 32), 'hex'), '0', system_identifier from pg_control_system();

-- A member with its length in front, so that no text can pass for the end of one member and the beginning of the next.
create function audit_member(value text) returns text
    language sql immutable parallel safe
    return coalesce(octet_length(value)::text || ':' || value, '-') || ',';

-- What is sealed of an event: all of it, in this order. A column that comes later is appended only where it is set, so
-- that what was sealed before stays true.
create function audit_bytes(event history) returns bytea
    language sql stable parallel safe
    return convert_to(
        audit_member(event.id::text)
        || audit_member((extract(epoch from event.at) * 1000000)::bigint::text)
        || audit_member(event.actor)
        || audit_member(event.credential)
        || audit_member(event.address)
        || audit_member(event.request_id)
        || audit_member(event.subject)
        || audit_member(event.subject_id)
        || audit_member(event.coe_id::text)
        || audit_member(event.version::text)
        || audit_member(event.change)
        || audit_member(event.reason)
        || audit_member(event.snapshot::text)
        || audit_member(event.txid::text), 'UTF8');

create function audit_hash(hash bytea, head bytea, event bytea) returns bytea
    language plpgsql immutable parallel safe as $$
begin
    return sha256(coalesce(hash, head) || event);
end $$;

-- The hash of each event over the one before; that of the first over the head of the chain.
create aggregate audit_hash_chain (head bytea, event bytea) (sfunc = audit_hash, stype = bytea);

-- Whether the horizon says anything about the transactions of this database cluster.
create function audit_horizon_holds(chain audit_chain) returns boolean
    language sql stable
    return chain.horizon <= pg_snapshot_xmax(pg_current_snapshot())
        and chain.cluster = (select system_identifier from pg_control_system());

-- Seals what is committed and not sealed yet, the oldest first, at most so many events; says how many it sealed. With
-- patience it waits while another node seals, without it leaves the work to that one.
create function seal_audit(most integer, patient boolean) returns integer
    language plpgsql volatile set jit = off as $$
declare
    key     constant bigint := 4850171384674206028; -- 'COE-SEAL'
    chain   audit_chain;
    lowest  xid8;
    -- Null, which is the usual case, for what this database cluster has come to: numbers beyond are those of another.
    highest xid8;
    sealed  integer;
begin
    if patient then
        perform pg_advisory_xact_lock(key);
    elsif not pg_try_advisory_xact_lock(key) then
        return 0;
    end if;
    -- From here on each statement sees what the last holder of the lock has left.
    select * into strict chain from audit_chain;
    if audit_horizon_holds(chain) then
        lowest := chain.horizon;
    else
        lowest := '0';
        highest := '18446744073709551615';
    end if;

    -- One statement, so that what is sealed and how far back nothing is left to seal are seen at one moment.
    with recent as materialized (
        select h.id from history h
        where h.txid >= lowest and h.txid < coalesce(highest, pg_snapshot_xmax(pg_current_snapshot()))
    ), unsealed as materialized (
        select r.id from recent r
        where not exists (select from audit_seal s where s.history_id = r.id)
        order by r.id
        limit most
    ), event as materialized (
        select h.id, audit_bytes(h) as bytes from unsealed join history h using (id)
    ), link as (
        insert into audit_seal (sequence, history_id, hash)
        select chain.sequence + row_number() over in_order, id, audit_hash_chain(chain.hash, bytes) over in_order
        from event
        window in_order as (order by id rows unbounded preceding)
        returning sequence, hash
    ), end_of_chain as (
        select count(*) as amount, max(sequence) as sequence from link
    ), moved as (
        update audit_chain c
        set sequence = coalesce(e.sequence, c.sequence),
            hash = coalesce((select l.hash from link l where l.sequence = e.sequence), c.hash),
            horizon = case when e.amount < most then pg_snapshot_xmin(pg_current_snapshot()) else c.horizon end,
            cluster = case when e.amount < most then here.system_identifier else c.cluster end
        from end_of_chain e, pg_control_system() here
        -- Nothing is written while nothing happens.
        where e.amount > 0 or highest is not null or exists (
            select from history h where h.txid >= lowest and h.txid < pg_snapshot_xmin(pg_current_snapshot()))
    )
    select amount into strict sealed from end_of_chain;
    return sealed;
end $$;

-- What was written stays as it was. Always, so that a session that passes for a replica is refused too.
create function refuse_change() returns trigger
    language plpgsql as $$
begin
    raise exception 'The audit trail only grows: % of % is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create trigger history_only_grows before update or delete or truncate on history
    for each statement execute function refuse_change();
alter table history enable always trigger history_only_grows;

create trigger audit_seal_only_grows before update or delete or truncate on audit_seal
    for each statement execute function refuse_change();
alter table audit_seal enable always trigger audit_seal_only_grows;

create trigger audit_chain_stays before delete or truncate on audit_chain
    for each statement execute function refuse_change();
alter table audit_chain enable always trigger audit_chain_stays;
