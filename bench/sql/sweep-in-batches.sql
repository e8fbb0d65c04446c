-- The sweep in batches of a thousand, each a transaction: what an administrator would write who wants to let others in.
\set ON_ERROR_STOP on
do $$
declare
    run constant uuid := '019f0000-0002-7000-8000-000000000001';
    place_due_on date := '-infinity';
    place_id uuid := '00000000-0000-0000-0000-000000000000';
    claimed bigint := 1000;
    done bigint;
begin
    insert into job_run (id, job, node, trigger, dry_run, started_at, seen_at)
    values (run, 'overdue-sweep', 'psql', 'manual', false, clock_timestamp(), clock_timestamp());
    update job_run set scanned = (
        select count(*) from action a join team t on t.handle = a.team
        where a.state in ('committed', 'in_progress') and not a.withdrawn
            and a.due_on < current_date + 1 and a.due_on < local_date(clock_timestamp(), t.time_zone))
    where id = run;
    commit;
    while claimed = 1000 loop
        with claimed as materialized (
            select a.id, a.due_on, a.team, a.owner, a.coe_id, a.version from action a join team t on t.handle = a.team
            where a.state in ('committed', 'in_progress') and not a.withdrawn and a.flagged_at is null
                and (a.due_on, a.id) > (place_due_on, place_id)
                and a.due_on < current_date + 1 and a.due_on < local_date(clock_timestamp(), t.time_zone)
            order by a.due_on, a.id
            limit 1000
            for no key update of a skip locked
        ), opened as (
            insert into overdue_review (id, action_id, due_on, team, owner, flagged_at, ladder_from, status, version, updated_at)
            select cast(overlay(cast(gen_random_uuid() as text) placing '019f0000-0003-7' from 1 for 15) as uuid),
                id, due_on, team, owner, now(), now(), 'pending', 1, now()
            from claimed
            on conflict do nothing
            returning action_id
        ), flagged as (
            update action a set flagged_at = now() from opened o where a.id = o.action_id
        ), kept as (
            insert into history (at, actor, subject, subject_id, coe_id, version, change)
            select now(), 'overdue-sweep', 'action', cast(c.id as text), c.coe_id, c.version, 'flagged'
            from claimed c join opened o on o.action_id = c.id
        )
        select count(*), (select count(*) from opened),
            (array_agg(due_on order by due_on desc, id desc))[1], (array_agg(id order by due_on desc, id desc))[1]
        into claimed, done, place_due_on, place_id from claimed;
        update job_run set flagged = flagged + done, seen_at = clock_timestamp() where id = run;
        commit;
    end loop;
    update job_run set finished_at = clock_timestamp() where id = run;
end $$;
