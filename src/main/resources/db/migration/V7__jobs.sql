create table job_run (
    id          uuid        not null,
    job         text        not null,
    node        text        not null,
    trigger     text        not null,
    dry_run     boolean     not null,
    started_at  timestamptz not null,
    -- Moves with each batch; a run that stopped moving has lost its node.
    seen_at     timestamptz not null,
    finished_at timestamptz,
    scanned     bigint      not null default 0,
    flagged     bigint      not null default 0,
    resolved    bigint      not null default 0,
    noticed     bigint      not null default 0,
    error       text,
    constraint job_run_pkey primary key (id),
    constraint job_run_trigger_known check (trigger in ('schedule', 'startup', 'manual'))
);

create index job_run_of_job on job_run (job, started_at, id);
create index job_run_last_success on job_run (job, finished_at) where finished_at is not null and error is null and not dry_run;
