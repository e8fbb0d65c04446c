-- While nodes are updated one by one, some of the version before end reviews, and know of no rounds. The round that goes on
-- is ended as the history has it then, at the end of the same transaction: it would keep the COE from being submitted again,
-- and show for ever that it waits for somebody. Nodes of this version have ended it themselves by then.
create function review_end_as_kept(coe uuid) returns void
    language plpgsql as $$
declare
    ended record;
begin
    select r.round, h.id, h.at, h.actor, h.version, h.change, h.reason into ended
    from review_round r cross join lateral (
        select e.* from history e
        where e.subject = 'coe' and e.subject_id = cast($1 as text) and e.id > r.submitted_entry
            and e.change in ('approved', 'changes_requested', 'withdrawn')
        order by e.id limit 1) h
    where r.coe_id = $1 and r.outcome is null;
    if not found then
        return;
    end if;
    -- One approval was enough for those nodes.
    if ended.change = 'approved' then
        insert into review_approval
            (id, coe_id, round, person, approved_at, version, comment, substance, teams, manages, signs_off)
        select gen_random_uuid(), $1, ended.round, p.handle, ended.at, ended.version, ended.reason, review_substance($1),
            '{}', false, false
        from person p where p.handle = ended.actor
        on conflict do nothing;
    end if;
    update review_round r set outcome = ended.change, ended_by = ended.actor, ended_at = ended.at,
        ended_version = ended.version, ended_entry = ended.id, comment = ended.reason, least_approvals = 1,
        asked = case ended.change
            when 'approved' then json_build_array(json_build_object(
                'person', ended.actor, 'team', null, 'role', null, 'approvedBy', ended.actor,
                'approvedAt', to_char(ended.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'outdated', false))
            else (
                select coalesce(json_agg(json_build_object(
                    'person', case when a.kind = 'person' then a.name end,
                    'team', case when a.kind in ('team', 'managers') then a.name end,
                    'role', case a.kind when 'security' then 'security_reviewer' when 'managers' then 'manager' end,
                    'approvedBy', a.approved_by,
                    'approvedAt', to_char(a.approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    'outdated', coalesce(a.outdated, false))), '[]'::json)
                from review_asked($1) a)
            end
    where r.coe_id = $1 and r.outcome is null;
end
$$;

create function review_left() returns trigger
    language plpgsql as $$
begin
    perform review_end_as_kept(new.id);
    return null;
end
$$;

-- At the end of the transaction, when the history has it.
create constraint trigger coe_leaves_review after update of status on coe
    deferrable initially deferred
    for each row when (old.status = 'in_review' and new.status <> 'in_review')
    execute function review_left();

-- What they have ended until now.
select review_end_as_kept(r.coe_id)
from review_round r join coe c on c.id = r.coe_id
where r.outcome is null and c.status <> 'in_review';
