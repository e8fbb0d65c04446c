-- Fills an empty, migrated database in bulk. The same rows at every run, but for the dates, which lie around today.
--
-- Variables (psql -v): coes, actions_per_coe, owners, teams, documents (how many different texts),
-- all_open (1: every action is owed and nothing is flagged, as the night before a sweep).
--
-- Of ten actions: 1 is overdue, 4 are owed and not yet due, 1 is proposed, 1 done, 2 verified, 1 refused; with all_open
-- 1 is overdue and 9 are owed. Owners, teams and states are spread so that each owner has as many overdue as any other.
\set ON_ERROR_STOP on
\timing off
set client_min_messages = warning;
set synchronous_commit = off;
set maintenance_work_mem = '256MB';
-- Bulk loading by the book: no checks of foreign keys while loading (the rows fit), indexes built afterwards.
set session_replication_role = replica;

create temporary table index_to_build as
select indexdef as sql from pg_indexes
where schemaname = 'public' and tablename in ('coe', 'action', 'history', 'overdue_review', 'coe_search', 'lesson')
    and not exists (select 1 from pg_constraint where conname = indexname);
do $$
declare name text;
begin
    for name in
        select format('%I', indexname) from pg_indexes
        where schemaname = 'public' and indexdef in (select sql from index_to_build)
    loop
        execute 'drop index ' || name;
    end loop;
end $$;

-- A UUIDv7 that follows from a time and a text.
create function pg_temp.uuid7(at timestamptz, text) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
        || '7' || left(md5($2), 3) || '8' || substr(md5($2), 4, 15))::uuid
$$;

insert into person (handle, name, email, time_zone, roles, active, version, created_at, updated_at)
select format('owner-%s', n), format('Owner %s', n), format('owner-%s@example.org', n), 'UTC', array['author'], true, 1,
    now() - interval '2 years', now() - interval '2 years'
from generate_series(1, :owners) n;

insert into team (handle, name, time_zone, parent, members, managers, active, version, created_at, updated_at)
select format('team-%s', n), format('Team %s', n),
    (array['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'America/Los_Angeles', 'Asia/Kolkata'])[1 + n % 6],
    case when n > 4 then format('team-%s', 1 + n % 4) end,
    (select array_agg(format('owner-%s', o)) from generate_series(1, :owners) o where o % :teams = n - 1),
    array[format('owner-%s', n)], true, 1, now() - interval '2 years', now() - interval '2 years'
from generate_series(1, :teams) n;

create temporary table document (
    number integer, summary text, what_happened text, impact text, root_cause text, supporting_data text,
    critical_implications text, lessons text);
\copy document from pstdin

insert into coe (
    id, number, version, status, kind, severity, confidentiality, title, summary, team, owner, reviewers, visible_to,
    services, regions, tags, started_at, detected_at, engaged_at, mitigated_at, resolved_at, what_happened, impact,
    root_cause, supporting_data, critical_implications, lessons, related_items, last_action_number, created_by,
    created_at, updated_at, submitted_at, approved_at)
select pg_temp.uuid7(filed_at, 'coe' || n), n, 3, 'approved', 'incident', 'sev' || 1 + n % 4, 'internal',
    format('Incident %s: %s', n, left(d.summary, 60)), format('COE %s. %s', n, d.summary),
    format('team-%s', 1 + n % :teams), format('owner-%s', 1 + n % :owners),
    array[format('owner-%s', 1 + (n + 7) % :owners)], '{}',
    array[format('service-%s', n % 50)], array[(array['eu-1', 'us-1', 'ap-1'])[1 + n % 3]],
    array['tag-' || n % 30, 'tag-' || 30 + n % 17],
    filed_at - interval '26 hours', filed_at - interval '25 hours', filed_at - interval '25 hours',
    filed_at - interval '24 hours', filed_at - interval '23 hours',
    d.what_happened::json, d.impact::json, d.root_cause::json, d.supporting_data::json,
    d.critical_implications::json, d.lessons::json, '[]', :actions_per_coe, format('owner-%s', 1 + n % :owners),
    filed_at, filed_at + interval '3 days', filed_at + interval '1 day', filed_at + interval '3 days'
from generate_series(1, :coes) n
join document d on d.number = n % :documents
cross join lateral (
    select date_trunc('day', now()) - interval '400 days' + n * (interval '390 days' / :coes) as filed_at) f
order by n;
select setval('coe_number', :coes) \g /dev/null

insert into action (
    id, coe_id, coe_number, number, version, title, description, type, priority, state, team, owner, due_on,
    due_date_changes, re_date_count, causes, tracker_system, tracker_key, tracker_url, severity, withdrawn, flagged_at,
    completed_at, completed_by, completion_evidence, verification_criterion, verifier, verification_outcome,
    verification_evidence, verified_at, refusal_reason, refusal_approver, look_again_on, refused_at, created_by,
    created_at, updated_at)
select pg_temp.uuid7(c.created_at, 'action' || a), c.id, c.number, k, 2,
    format('Add check %s to %s', a, c.services[1]),
    format('Rehearse it with the team, then switch it on for %s; watch the alert for two weeks before the old way is'
        ' taken out. Ticket %s has the details.', c.regions[1], a),
    (array['prevent', 'detect', 'mitigate', 'process'])[1 + a % 4], 'p' || a / 3 % 4, state,
    format('team-%s', 1 + a % :teams), format('owner-%s', 1 + a % :owners),
    case when bucket = 0 then current_date - 2 - a % 97 when state <> 'proposed' then current_date + 3 + a % 180 end,
    '[]', 0, array['c' || 1 + a % 4], 'jira', format('OPS-%s', a), format('https://tracker.example.org/browse/OPS-%s', a),
    c.severity, false, case when bucket = 0 and not :all_open::boolean then date_trunc('day', now()) end,
    case when state in ('done', 'verified') then c.created_at + interval '20 days' end,
    case when state in ('done', 'verified') then format('owner-%s', 1 + a % :owners) end,
    case when state in ('done', 'verified') then 'Merged and rolled out; see the ticket.' end,
    'No such alert for two weeks.', format('owner-%s', 1 + (a + 1) % :owners),
    case when state = 'verified' then 'worked' end,
    case when state = 'verified' then 'The graph stayed flat for two weeks.' end,
    case when state = 'verified' then c.created_at + interval '40 days' end,
    case when state = 'refused' then 'Costs more than what it would save.' end,
    case when state = 'refused' then format('owner-%s', 1 + (a + 2) % :owners) end,
    case when state = 'refused' then current_date + 90 end,
    case when state = 'refused' then c.created_at + interval '9 days' end,
    c.created_by, c.created_at, c.created_at + interval '2 days'
from coe c
cross join generate_series(1, :actions_per_coe) k
cross join lateral (select ((c.number - 1) * :actions_per_coe + k - 1)::integer as a) n
cross join lateral (select (a / :owners + 7 * a) % 10 as bucket) b
cross join lateral (
    select case
        when bucket < 5 or :all_open::boolean then (array['committed', 'in_progress'])[1 + a / 7 % 2]
        else (array['proposed', 'done', 'verified', 'verified', 'refused'])[bucket - 4] end as state) s
order by c.number, k;

insert into overdue_review (id, action_id, due_on, team, owner, flagged_at, ladder_from, status, version, updated_at)
select pg_temp.uuid7(flagged_at, 'review' || coe_number || '/' || number), id, due_on, team, owner, flagged_at, flagged_at,
    'pending', 1, flagged_at
from action where flagged_at is not null;

insert into history (at, actor, request_id, subject, subject_id, coe_id, version, change, snapshot)
select created_at, created_by, null, 'coe', id::text, id, 1, 'filed',
    json_build_object('id', id, 'ref', 'COE-' || number, 'version', 1, 'status', 'draft', 'title', title, 'team', team,
        'owner', owner, 'impact', impact, 'rootCause', root_cause)
from coe order by number;
insert into history (at, actor, request_id, subject, subject_id, coe_id, version, change, snapshot)
select created_at, created_by, null, 'action', id::text, coe_id, 1, 'filed',
    json_build_object('id', id, 'ref', 'COE-' || coe_number || '-A' || number, 'title', title,
        'description', description, 'state', state, 'team', team, 'owner', owner, 'dueOn', due_on, 'version', 1)
from action order by coe_number, number;

select sql from index_to_build where sql !~ ' on public.(coe_search|lesson) ' \gexec
-- What the triggers would have written.
select count(coe_search_write(id)), count(lesson_write(id)) from coe \g /dev/null
select sql from index_to_build where sql ~ ' on public.(coe_search|lesson) ' \gexec
reset session_replication_role;
-- Sealed as it would have been by now.
select seal_audit(2147483647, true) \g /dev/null
vacuum analyze;
