create table overdue_review (
    id               uuid        not null,
    action_id        uuid        not null,
    due_on           date        not null,
    -- Whose it is: follows the action while pending, stays as it was once ended.
    team             text        not null,
    owner            text,
    flagged_at       timestamptz not null,
    escalation_level integer     not null default 0,
    status           text        not null,
    decision         json,
    decided_by       text,
    decided_at       timestamptz,
    resolution       text,
    resolved_at      timestamptz,
    version          integer     not null,
    updated_at       timestamptz not null,
    constraint overdue_review_pkey primary key (id),
    -- Each overdue action is flagged exactly once per due date, whatever happens.
    constraint overdue_review_once_per_due_date unique (action_id, due_on),
    constraint overdue_review_status_known check (status in ('pending', 'decided', 'resolved')),
    constraint overdue_review_ends_with_a_reason check (
        (status = 'pending') = (decided_at is null and resolved_at is null)
        and (status <> 'decided' or (decision is not null and decided_by is not null and decided_at is not null))
        and (status <> 'resolved' or (resolution is not null and resolved_at is not null))),
    constraint overdue_review_action_fkey foreign key (action_id) references action (id) on delete cascade
);

create unique index overdue_review_one_pending on overdue_review (action_id) where status = 'pending';
-- GET /overdue-reviews, all of them or those of a status: most have ended, and those that are asked for have not.
create index overdue_review_by_flagging on overdue_review (flagged_at, id);
create index overdue_review_of_status_by_flagging on overdue_review (status, flagged_at, id);
-- GET /overdue-reviews?team=…&status=pending
create index overdue_review_of_team_by_flagging on overdue_review (team, status, flagged_at, id);
