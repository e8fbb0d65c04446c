-- The sweep as one statement: the fastest, and whoever changes one of these actions waits for its end.
\set ON_ERROR_STOP on
insert into job_run (id, job, node, trigger, dry_run, started_at, seen_at)
values ('019f0000-0002-7000-8000-000000000001', 'overdue-sweep', 'psql', 'manual', false, now(), now());

begin;
with overdue as materialized (
    select a.id, a.due_on, a.team, a.owner, a.coe_id, a.version, a.flagged_at from action a join team t on t.handle = a.team
    where a.state in ('committed', 'in_progress') and not a.withdrawn
        and a.due_on < current_date + 1 and a.due_on < local_date(now(), t.time_zone)
), opened as (
    insert into overdue_review (id, action_id, due_on, team, owner, flagged_at, ladder_from, status, version, updated_at)
    select cast(overlay(cast(gen_random_uuid() as text) placing '019f0000-0003-7' from 1 for 15) as uuid),
        id, due_on, team, owner, now(), now(), 'pending', 1, now()
    from overdue where flagged_at is null
    on conflict do nothing
    returning action_id
), flagged as (
    update action a set flagged_at = now() from opened o where a.id = o.action_id
), kept as (
    insert into history (at, actor, subject, subject_id, coe_id, version, change)
    select now(), 'overdue-sweep', 'action', cast(c.id as text), c.coe_id, c.version, 'flagged'
    from overdue c join opened o on o.action_id = c.id
)
update job_run set scanned = (select count(*) from overdue), flagged = (select count(*) from opened),
    seen_at = clock_timestamp(), finished_at = clock_timestamp()
where id = '019f0000-0002-7000-8000-000000000001';
commit;
