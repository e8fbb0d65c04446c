-- What the quality gate insists on: a policy like the others.
alter table policy drop constraint policy_name_known;
alter table policy add constraint policy_name_known check (
    name in ('due-dates', 'reminders', 'escalation', 'deadlines', 'verification', 'quality'));

insert into policy (name, version, value, updated_at)
values ('quality', 1, '{"levels":{"summary-stands-alone":"blocker","what-happened-answered":"blocker","template-sections":"blocker","timeline-complete":"blocker","timeline-gaps":"advice","impact-answered":"blocker","impact-quantified":"blocker","root-cause-answered":"blocker","five-whys-depth":"blocker","why-beyond-person":"blocker","root-cause-evidence":"blocker","tests-missed-it":"blocker","data-or-reason":"blocker","security-answered":"blocker","lesson-learned":"blocker","corrective-actions-answered":"blocker","prevents-or-detects":"blocker","action-owner-and-date":"blocker","action-verb":"advice","root-cause-covered":"blocker","action-tied-to-cause":"blocker","blameless-wording":"advice"},"longestGapMinutes":15,"shortestChain":3,"shortestSummary":100}', now());

insert into history (at, actor, subject, subject_id, version, change, snapshot)
select p.updated_at, 'system:defaults', 'policy', p.name, p.version, 'set_up', (
    '{"name":' || to_json(p.name) || ',' || substr(p.value::text, 2, length(p.value::text) - 2) || ',"version":1,"updatedAt":"'
        || to_char(p.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"}')::json
from policy p
where p.name = 'quality';

-- A rule that an approver does not insist on for one COE.
create table quality_waiver (
    coe_id    uuid        not null,
    rule      text        not null,
    reason    text        not null,
    waived_by text        not null,
    waived_at timestamptz not null,
    constraint quality_waiver_pkey primary key (coe_id, rule),
    constraint quality_waiver_coe_fkey foreign key (coe_id) references coe (id) on delete cascade
);

-- GET /coes/{coe}/quality: which of the names in a record are those of people here.
create index person_by_name on person (lower(name));
