\set number random(1, :coes)
select c.id, c.number, c.version, c.status, c.kind, c.severity, c.confidentiality, c.title, c.summary,
    c.team, c.owner, c.reviewers, c.visible_to, c.services, c.regions, c.tags, c.started_at, c.detected_at,
    c.engaged_at, c.mitigated_at, c.resolved_at, c.what_happened, c.impact, c.root_cause, c.supporting_data,
    c.critical_implications, c.lessons, c.related_items, c.created_by, c.created_at, c.updated_at,
    c.submitted_at, c.approved_at, c.closed_at, c.last_action_number
from coe c where c.number = :number \gset
select a.id, a.coe_number, a.number, a.title, a.description, a.type, a.priority, a.state, a.owner, a.due_on,
    a.due_rule, a.due_date_changes, a.re_date_count, a.causes, a.tracker_system, a.tracker_key, a.tracker_url,
    a.flagged_at, a.completed_at, a.completed_by, a.completion_evidence, a.verification_criterion,
    a.observe_until, a.verifier, a.verification_outcome, a.verification_evidence, a.verified_at,
    a.refusal_reason, a.refusal_approver, a.look_again_on, a.refused_at, a.version, a.withdrawn, a.created_at,
    a.updated_at, t.handle, t.time_zone, a.coe_id, a.created_by, a.severity, t.active, t.created_at, t.managers,
    t.members, t.name, t.parent, t.updated_at, t.version
from action a join team t on t.handle = a.team where a.coe_id = :id order by a.number;
