-- A number that never repeats: what a rolled-back filing took is a gap.
create sequence coe_number;

create table coe (
    id                    uuid        not null,
    number                bigint      not null,
    version               integer     not null,
    status                text        not null,
    kind                  text        not null,
    severity              text        not null,
    confidentiality       text        not null,
    title                 text        not null,
    summary               text,
    team                  text        not null,
    owner                 text        not null,
    reviewers             varchar[]      not null,
    visible_to            varchar[]      not null,
    services              varchar[]      not null,
    regions               varchar[]      not null,
    tags                  varchar[]      not null,
    started_at            timestamptz,
    detected_at           timestamptz,
    engaged_at            timestamptz,
    mitigated_at          timestamptz,
    resolved_at           timestamptz,
    -- The answers, each the text that is served: json and not jsonb, which would reorder what was sent.
    what_happened         json        not null,
    impact                json        not null,
    root_cause            json        not null,
    supporting_data       json        not null,
    critical_implications json        not null,
    lessons               json        not null,
    related_items         json        not null,
    last_action_number    integer     not null default 0,
    created_by            text        not null,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    submitted_at          timestamptz,
    approved_at           timestamptz,
    closed_at             timestamptz,
    constraint coe_pkey primary key (id),
    constraint coe_number_key unique (number),
    constraint coe_status_known check (status in ('draft', 'in_review', 'changes_requested', 'approved', 'closed', 'withdrawn')),
    constraint coe_kind_known check (kind in ('incident', 'near_miss')),
    constraint coe_severity_known check (severity in ('sev1', 'sev2', 'sev3', 'sev4')),
    constraint coe_confidentiality_known check (confidentiality in ('internal', 'restricted')),
    constraint coe_team_fkey foreign key (team) references team (handle),
    constraint coe_owner_fkey foreign key (owner) references person (handle),
    constraint coe_times_in_order check (
        coalesce(started_at, '-infinity') <= coalesce(detected_at, engaged_at, mitigated_at, resolved_at, 'infinity')
        and coalesce(detected_at, started_at, '-infinity') <= coalesce(engaged_at, mitigated_at, resolved_at, 'infinity')
        and coalesce(engaged_at, detected_at, started_at, '-infinity') <= coalesce(mitigated_at, resolved_at, 'infinity')
        and coalesce(mitigated_at, engaged_at, detected_at, started_at, '-infinity') <= coalesce(resolved_at, 'infinity'))
);

create index coe_by_creation on coe (created_at, id);
create index coe_by_update on coe (updated_at, id);
create index coe_by_start on coe (started_at, id);
create index coe_of_team_by_creation on coe (team, created_at, id);
create index coe_of_owner_by_creation on coe (owner, created_at, id);
create index coe_by_tag on coe using gin (tags);
create index coe_by_service on coe using gin (services);
create index coe_by_reviewer on coe using gin (reviewers);
