-- A flagged action has a review that follows it: one statement more. Its neighbour has none.
\set a random(0, :coes * :per_coe - 1)
\set a case when (:a / :owners + 7 * :a) % 10 > 0 then :a when :a > 0 then :a - 1 else 1 end
\set coe :a / :per_coe + 1
\set number :a % :per_coe + 1
\set said random(1, 1000000000)
begin;
select a.id, a.coe_number, a.number as action_number, a.title, a.description, a.type, a.priority, a.state, a.owner,
    a.due_on, a.due_rule, a.due_date_changes, a.re_date_count, a.causes, a.tracker_system, a.tracker_key, a.tracker_url,
    a.flagged_at, a.completed_at, a.completed_by, a.completion_evidence, a.verification_criterion,
    a.observe_until, a.verifier, a.verification_outcome, a.verification_evidence, a.verified_at,
    a.refusal_reason, a.refusal_approver, a.look_again_on, a.refused_at, a.version, a.withdrawn, a.created_at,
    a.updated_at, t.handle, t.time_zone, a.coe_id, a.created_by, a.severity, t.active, t.created_at as team_created_at,
    t.managers, t.members, t.name, t.parent, t.updated_at as team_updated_at, t.version as team_version
from action a join team t on t.handle = a.team
where a.coe_number = :coe and a.number = :number for no key update of a \gset
update action set description = 'Changed to ' || :said
        || ': switch it on region by region, and watch the alert for two weeks after each.',
    updated_at = clock_timestamp(), version = cast(:version as integer) + 1
where id = :id and version = :version;
insert into history (at, actor, request_id, subject, subject_id, coe_id, version, change, reason, snapshot)
select clock_timestamp(), 'admin', nullif('5a5d3c0e-0d4c-4f3d-8a43-0ab8e9d0d8a3', ''),
    subject, "subjectId", "coeId", version, change, reason, cast(snapshot as json)
from json_to_recordset(cast(replace(replace(cast(:edited as text), '@action', :id), '@coe', :coe_id) as json)) as changes
    (subject text, "subjectId" text, "coeId" uuid, version integer, change text, reason text, snapshot text);
commit;
