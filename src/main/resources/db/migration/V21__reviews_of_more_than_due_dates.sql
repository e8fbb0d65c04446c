-- A decision may be owed about more than a due date: about a check that nobody made, and about a risk that was accepted
-- until a day.
alter table overdue_review add column about text not null default 'due_date';
-- Whose managers were told last, and when; null while it is the team's own.
alter table overdue_review add column escalated_to text;
alter table overdue_review add column escalated_at timestamptz;
-- All the teams above whose managers were told: they go on owing the decision while it climbs further.
alter table overdue_review add column climbed_to varchar[] not null default '{}';
-- Since when the team is waited for: a team that an action is handed to has as many days as the one before had.
alter table overdue_review add column ladder_from timestamptz;
update overdue_review set ladder_from = flagged_at;
alter table overdue_review alter column ladder_from set not null;
alter table overdue_review add constraint overdue_review_about_known check (about in ('due_date', 'verification', 'accepted_risk'));
alter table overdue_review drop constraint overdue_review_once_per_due_date;
alter table overdue_review add constraint overdue_review_once_per_day unique (action_id, about, due_on);
-- The escalation: what waits on a step of the ladder, by how long.
create index overdue_review_to_escalate on overdue_review (escalation_level, ladder_from) where status = 'pending';
-- GET /me/work: the decisions that came up the ladder to somebody's teams.
create index overdue_review_climbed on overdue_review using gin (climbed_to) where status = 'pending' and escalation_level > 0;

-- By which day a done action has to be checked; null in every other state.
alter table action add column verify_by date;
-- How often its check was put off since it was done.
alter table action add column checks_put_off integer not null default 0;
-- Since when it has its due date: a reminder whose day was before that is not sent.
alter table action add column due_given_on date;
-- What was done long ago is given the time for the check from now on, so that nothing is late at once.
update action a set
    verify_by = case when a.state = 'done'
        then greatest(
            coalesce(a.observe_until, local_date(a.completed_at, t.time_zone) + 14),
            local_date(now(), t.time_zone)) + 7 end,
    due_given_on = local_date(a.created_at, t.time_zone)
from team t where t.handle = a.team;
-- For what nodes of the version before still file: none of it is left out of the reminders.
alter table action alter column due_given_on set default current_date;

-- The sweep over checks that nobody made, and over accepted risks to look at again.
create index action_to_verify on action (verify_by, id) where state = 'done' and not withdrawn;
create index action_to_look_at_again on action (look_again_on, id) where state = 'refused' and not withdrawn;
-- GET /me/work: the checks of a team's actions whose verifiers are not there. What somebody is to verify themselves is
-- found by action_to_verify_of_verifier.
create index action_to_verify_of_team on action (team, verify_by, id) where state = 'done' and not withdrawn;

-- What an owner or verifier was told about a day: each reminder once, and never more than one for an action and day.
create table reminder (
    action_id   uuid        not null,
    due_on      date        not null,
    days_before integer     not null,
    reminded_on date        not null,
    reminded_at timestamptz not null,
    constraint reminder_pkey primary key (action_id, due_on, days_before),
    constraint reminder_one_a_day unique (action_id, reminded_on),
    constraint reminder_action_fkey foreign key (action_id) references action (id) on delete cascade
);

-- Owners who are not there, as their teams' managers were told; forgotten when they are back.
create table absence (
    action_id uuid        not null,
    owner     text        not null,
    told_at   timestamptz not null,
    constraint absence_pkey primary key (action_id, owner),
    constraint absence_action_fkey foreign key (action_id) references action (id) on delete cascade,
    constraint absence_owner_fkey foreign key (owner) references person (handle)
);

-- The same of the owners of COEs that are not approved yet.
create table coe_absence (
    coe_id  uuid        not null,
    owner   text        not null,
    told_at timestamptz not null,
    constraint coe_absence_pkey primary key (coe_id, owner),
    constraint coe_absence_coe_fkey foreign key (coe_id) references coe (id) on delete cascade,
    constraint coe_absence_owner_fkey foreign key (owner) references person (handle)
);

-- A COE that missed a deadline.
create table late_coe (
    id               uuid        not null,
    coe_id           uuid        not null,
    deadline         text        not null,
    due_on           date        not null,
    team             text        not null,
    flagged_at       timestamptz not null,
    escalation_level integer     not null default 0,
    escalated_to     text,
    escalated_at     timestamptz,
    climbed_to       varchar[]   not null default '{}',
    ladder_from      timestamptz not null,
    status           text        not null,
    resolution       text,
    resolved_at      timestamptz,
    version          integer     not null,
    constraint late_coe_pkey primary key (id),
    constraint late_coe_deadline_known check (deadline in ('submission', 'approval')),
    constraint late_coe_status_known check (status in ('pending', 'resolved')),
    constraint late_coe_ends_with_a_reason check (
        (status = 'resolved') = (resolved_at is not null) and (status = 'resolved') = (resolution is not null)),
    constraint late_coe_once_per_day unique (coe_id, deadline, due_on),
    constraint late_coe_coe_fkey foreign key (coe_id) references coe (id) on delete cascade
);

create unique index late_coe_one_pending on late_coe (coe_id, deadline) where status = 'pending';
-- GET /late-coes, all of them or those of a status
create index late_coe_by_flagging on late_coe (flagged_at, id);
create index late_coe_of_status_by_flagging on late_coe (status, flagged_at, id);
create index late_coe_to_escalate on late_coe (escalation_level, ladder_from) where status = 'pending';
-- GET /me/work: the late COEs of somebody's teams, and those that came up the ladder to them.
create index late_coe_of_team on late_coe (team, due_on, id) where status = 'pending';
create index late_coe_climbed on late_coe using gin (climbed_to) where status = 'pending' and escalation_level > 0;
-- The sweep over deadlines: what is not agreed to yet.
create index coe_not_approved on coe (id) where status in ('draft', 'in_review', 'changes_requested');
-- GET /me/work: the COEs of a team that wait for a review or an owner who is there.
create index coe_not_approved_of_team on coe (team, id) where status in ('draft', 'in_review', 'changes_requested');
