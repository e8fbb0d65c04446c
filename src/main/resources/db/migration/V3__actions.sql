create table action (
    id                     uuid        not null,
    coe_id                 uuid        not null,
    coe_number             bigint      not null,
    number                 integer     not null,
    version                integer     not null,
    title                  text        not null,
    description            text,
    type                   text        not null,
    priority               text        not null,
    state                  text        not null,
    team                   text        not null,
    owner                  text,
    due_on                 date,
    due_rule               text,
    due_date_changes       json        not null,
    re_date_count          integer     not null,
    causes                 varchar[]      not null,
    tracker_system         text,
    tracker_key            text,
    tracker_url            text,
    -- Two facts of the COE, kept in step by it, so that lists, reports and the sweep need not look there.
    severity               text        not null,
    withdrawn              boolean     not null,
    -- When the pending overdue review was opened; null while nobody owes a decision.
    flagged_at             timestamptz,
    completed_at           timestamptz,
    completed_by           text,
    completion_evidence    text,
    verification_criterion text,
    observe_until          date,
    verifier               text,
    verification_outcome   text,
    verification_evidence  text,
    verified_at            timestamptz,
    refusal_reason         text,
    refusal_approver       text,
    look_again_on          date,
    refused_at             timestamptz,
    created_by             text        not null,
    created_at             timestamptz not null,
    updated_at             timestamptz not null,
    constraint action_pkey primary key (id),
    constraint action_ref_key unique (coe_number, number),
    constraint action_type_known check (type in ('prevent', 'detect', 'mitigate', 'process')),
    constraint action_priority_known check (priority in ('p0', 'p1', 'p2', 'p3')),
    constraint action_state_known check (state in ('proposed', 'committed', 'in_progress', 'done', 'verified', 'refused')),
    constraint action_severity_known check (severity in ('sev1', 'sev2', 'sev3', 'sev4')),
    constraint action_verification_outcome_known check (verification_outcome in ('worked', 'did_not_work')),
    constraint action_owed_has_owner_and_due_date check (
        state not in ('committed', 'in_progress') or (owner is not null and due_on is not null)),
    constraint action_coe_fkey foreign key (coe_id) references coe (id) on delete cascade,
    constraint action_team_fkey foreign key (team) references team (handle),
    constraint action_owner_fkey foreign key (owner) references person (handle)
) with (fillfactor = 85); -- room on the page, so that flagging stays a heap-only update

-- The sweep, and every list of owed actions by due date.
create index action_owed_by_due_date on action (due_on, id) where state in ('committed', 'in_progress') and not withdrawn;
-- GET /actions?owner=…&overdue=true&sort=dueOn
create index action_owed_of_owner_by_due_date on action (owner, due_on, id) where state in ('committed', 'in_progress') and not withdrawn;
create index action_owed_of_team_by_due_date on action (team, due_on, id) where state in ('committed', 'in_progress') and not withdrawn;
create index action_of_owner_by_creation on action (owner, created_at, id);
create index action_of_coe on action (coe_id, number);
create index action_by_creation on action (created_at, id);
create index action_by_update on action (updated_at, id);
