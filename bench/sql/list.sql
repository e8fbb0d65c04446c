\set owner random(1, :owners)
select a.id, a.coe_number, a.number, a.title, a.description, a.type, a.priority, a.state, a.owner, a.due_on,
    a.due_rule, a.due_date_changes, a.re_date_count, a.causes, a.tracker_system, a.tracker_key, a.tracker_url,
    a.flagged_at, a.completed_at, a.completed_by, a.completion_evidence, a.verification_criterion,
    a.observe_until, a.verifier, a.verification_outcome, a.verification_evidence, a.verified_at,
    a.refusal_reason, a.refusal_approver, a.look_again_on, a.refused_at, a.version, a.withdrawn, a.created_at,
    a.updated_at, t.handle, t.time_zone, a.coe_id, a.created_by, a.severity, t.active, t.created_at, t.managers,
    t.members, t.name, t.parent, t.updated_at, t.version,
    a.due_on, a.id, cast(pg_current_snapshot() as varchar)
from action a join team t on t.handle = a.team
where a.owner = 'owner-' || :owner and a.state in ('committed', 'in_progress') and not a.withdrawn
    and a.due_on < current_date + 1 and a.due_on < cast(timezone(t.time_zone, now()) as date)
order by a.due_on, a.id fetch first 26 rows only;
