-- The ids grow with the number, as UUIDv7 do with time: new rows go to the end of the index.
begin;
select 'person', handle, active from person
where handle = any(array['owner-6', 'owner-46', 'owner-10', 'owner-20', 'owner-30', 'owner-99'])
union all
select 'team', handle, active from team where handle = any(array['team-7']);
select nextval('coe_number') as number,
    '019f0000-0000-7000-8000-' || lpad(to_hex(currval('coe_number')), 12, '0') as id,
    '019f0000-0001-7000-8000-' || lpad(to_hex(3 * currval('coe_number')), 12, '0') as first,
    '019f0000-0001-7000-8000-' || lpad(to_hex(3 * currval('coe_number') + 1), 12, '0') as second,
    '019f0000-0001-7000-8000-' || lpad(to_hex(3 * currval('coe_number') + 2), 12, '0') as third \gset
select t.handle, t.active, t.created_at, t.managers, t.members, t.name, t.parent, t.time_zone, t.updated_at, t.version
from team t where t.handle = 'team-7';
insert into coe (id, number, version, status, kind, severity, confidentiality, title, summary, team, owner,
    reviewers, visible_to, services, regions, tags, started_at, detected_at, engaged_at, mitigated_at,
    resolved_at, what_happened, impact, root_cause, supporting_data, critical_implications, lessons,
    related_items, last_action_number, created_by, created_at, updated_at, submitted_at, approved_at, closed_at)
values (:id, :number, 1, 'draft', 'incident', 'sev2', 'internal',
    'Gateway rejected sessions after a certificate expired', :summary, 'team-7', 'owner-6',
    '{owner-46}', '{}', '{gateway}', '{eu-1}', '{certificate,expiry}', '2026-03-01 00:00Z', '2026-03-01 00:07Z', null,
    '2026-03-01 01:00Z', '2026-03-01 02:00Z', cast(:what_happened as json), cast(:impact as json),
    cast(:root_cause as json), cast(:supporting_data as json), cast(:critical_implications as json),
    cast(:lessons as json), '[]', 3, 'admin', clock_timestamp(), clock_timestamp(), null, null, null);
insert into action (id, coe_id, coe_number, number, version, title, description, type, priority, state,
    team, owner, due_on, due_rule, due_date_changes, re_date_count, causes, tracker_system, tracker_key,
    tracker_url, severity, withdrawn, flagged_at, completed_at, completed_by, completion_evidence,
    verification_criterion, observe_until, verifier, verification_outcome, verification_evidence,
    verified_at, refusal_reason, refusal_approver, look_again_on, refused_at, created_by, created_at, updated_at)
values
    (cast(:first as uuid), cast(:id as uuid), :number, 1, 1, 'Add check 1 to the gateway',
        'Rehearse it with the team first, then switch it on.', 'prevent', 'p1', 'committed', 'team-7', 'owner-10',
        cast('2099-12-15' as date), null, cast('[]' as json), 0, '{c1}', 'jira', 'OPS-1', 'https://tracker.example.org/1',
        'sev2', false, null, null, null, null, 'No such alert for two weeks.', null, 'owner-99', null, null, null, null,
        null, null, null, 'admin', clock_timestamp(), clock_timestamp()),
    (cast(:second as uuid), cast(:id as uuid), :number, 2, 1, 'Add check 2 to the gateway',
        'Rehearse it with the team first, then switch it on.', 'prevent', 'p2', 'committed', 'team-7', 'owner-20',
        cast('2099-12-15' as date), null, cast('[]' as json), 0, '{c2}', 'jira', 'OPS-2', 'https://tracker.example.org/2',
        'sev2', false, null, null, null, null, 'No such alert for two weeks.', null, 'owner-99', null, null, null, null,
        null, null, null, 'admin', clock_timestamp(), clock_timestamp()),
    (cast(:third as uuid), cast(:id as uuid), :number, 3, 1, 'Add check 3 to the gateway',
        'Rehearse it with the team first, then switch it on.', 'prevent', 'p3', 'committed', 'team-7', 'owner-30',
        cast('2099-12-15' as date), null, cast('[]' as json), 0, '{c3}', 'jira', 'OPS-3', 'https://tracker.example.org/3',
        'sev2', false, null, null, null, null, 'No such alert for two weeks.', null, 'owner-99', null, null, null, null,
        null, null, null, 'admin', clock_timestamp(), clock_timestamp());
insert into history (at, actor, request_id, subject, subject_id, coe_id, version, change, reason, snapshot)
select clock_timestamp(), 'admin', nullif('5a5d3c0e-0d4c-4f3d-8a43-0ab8e9d0d8a3', ''),
    subject, "subjectId", "coeId", version, change, reason, cast(snapshot as json)
from json_to_recordset(cast(replace(replace(replace(replace(
        cast(:filed as text), '@coe', :id), '@first', :first), '@second', :second), '@third', :third) as json)) as changes
    (subject text, "subjectId" text, "coeId" uuid, version integer, change text, reason text, snapshot text);
commit;
