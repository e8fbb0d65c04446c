-- Files of COEs. What is known of a file is here; its content is below, or in storage that speaks S3.
create table attachment (
    id            uuid        not null,
    coe_id        uuid        not null,
    name          text        not null,
    title         text,
    media_type    text        not null,
    size          bigint      not null,
    sha256        text        not null,
    width         integer,
    height        integer,
    has_thumbnail boolean     not null,
    storage       text        not null,
    uploaded_by   text        not null,
    uploaded_at   timestamptz not null,
    -- When the content was last read and compared with its SHA-256 by the service itself, and whether it was the same.
    checked_at    timestamptz not null,
    damaged       boolean     not null default false,
    constraint attachment_pkey primary key (id),
    constraint attachment_coe_fkey foreign key (coe_id) references coe (id) on delete cascade,
    constraint attachment_size_range check (size > 0),
    constraint attachment_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint attachment_storage_known check (storage in ('postgresql', 's3')),
    -- The same content under the same name is attached to a COE once; also GET /coes/{coe}/attachments.
    constraint attachment_content_key unique (coe_id, sha256, name)
);

-- Job attachment-check: what was not looked at for long.
create index attachment_by_check on attachment (checked_at);
-- How many contents are damaged, for the metric.
create index attachment_damaged on attachment (id) where damaged;

create table attachment_chunk (
    attachment_id uuid    not null,
    number        integer not null,
    data          bytea   not null,
    constraint attachment_chunk_pkey primary key (attachment_id, number),
    constraint attachment_chunk_attachment_fkey foreign key (attachment_id) references attachment (id) on delete cascade
);
-- Most files are packed already: packing them again costs time and saves nothing.
alter table attachment_chunk alter column data set storage external;

-- Who this is, among all who may share a bucket: names of objects have it.
create table installation (
    id       uuid    not null default gen_random_uuid(),
    only_one boolean not null default true,
    constraint installation_pkey primary key (id),
    constraint installation_only_one unique (only_one),
    constraint installation_is_only_one check (only_one)
);
insert into installation default values;

create table attachment_thumbnail (
    attachment_id uuid  not null,
    png           bytea not null,
    constraint attachment_thumbnail_pkey primary key (attachment_id),
    constraint attachment_thumbnail_attachment_fkey foreign key (attachment_id) references attachment (id) on delete cascade
);
alter table attachment_thumbnail alter column png set storage external;
