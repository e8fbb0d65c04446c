-- The rules in force: one document for each policy, changed by administrators.
create table policy (
    name       text        not null,
    version    integer     not null,
    -- The members of the policy, as they are shown.
    value      json        not null,
    updated_at timestamptz not null,
    constraint policy_pkey primary key (name),
    constraint policy_name_known check (name in ('due-dates', 'reminders', 'escalation', 'deadlines', 'verification'))
);

insert into policy (name, version, value, updated_at)
values
    ('due-dates', 1, '{"byPriority":{"p0":7},"bySeverity":{"sev1":15,"sev2":30,"sev3":60,"sev4":90},"longestReDateDays":366,"reDatesByOwnTeam":2}', now()),
    ('reminders', 1, '{"daysBefore":[7,2,0]}', now()),
    ('escalation', 1, '{"parentAfterDays":7,"topAfterDays":14}', now()),
    ('deadlines', 1, '{"submittedWithinDays":{"sev1":3,"sev2":5,"sev3":10,"sev4":10},"approvedWithinDays":{"sev1":14,"sev2":14,"sev3":30,"sev4":30}}', now()),
    ('verification', 1, '{"observedForDays":14,"madeWithinDays":7}', now());

-- Their first versions, so that the history of each begins with what it was.
insert into history (at, actor, subject, subject_id, version, change, snapshot)
select p.updated_at, 'system:defaults', 'policy', p.name, p.version, 'set_up', (
    '{"name":' || to_json(p.name) || ',' || substr(p.value::text, 2, length(p.value::text) - 2) || ',"version":1,"updatedAt":"'
        || to_char(p.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"}')::json
from policy p
order by p.name;

-- The working days of a team. A team without a row has those of the nearest team above that has one.
create table working_calendar (
    team       text collate "C" not null,
    version    integer     not null,
    weekend    varchar[]   not null,
    -- A list of {"on": day, "name": text}, in the order of the days.
    holidays   json        not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint working_calendar_pkey primary key (team),
    constraint working_calendar_team_fkey foreign key (team) references team (handle),
    constraint working_calendar_weekend_known check (weekend <@ array[
        'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']::varchar[]),
    constraint working_calendar_has_working_days check (cardinality(weekend) < 7)
);

-- From which day a rule counted that gave the due date: when a policy is applied to what is owed, it counts from there.
alter table action add column due_from date;

-- Until now a rule gave a date only when an action was committed to, or filed as such.
update action a
set due_from = local_date(coalesce(
    (select max(h.at) from history h
     where h.subject_id = a.id::text and h.subject = 'action' and h.change in ('committed', 'filed')),
    a.created_at), t.time_zone)
from team t
where t.handle = a.team and a.due_rule is not null;

-- POST /policies/due-dates/apply: what is owed by a day that a rule gave, batch by batch.
create index action_owed_by_rule on action (id)
    where state in ('committed', 'in_progress') and not withdrawn and due_rule is not null;
