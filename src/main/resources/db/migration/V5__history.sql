-- Every change, in the transaction that made it. "Before" is the snapshot before, of the same subject.
create table history (
    id         bigint      not null generated always as identity,
    at         timestamptz not null,
    actor      text        not null,
    request_id text,
    subject    text        not null,
    subject_id text        not null,
    coe_id     uuid,
    version    integer     not null,
    change     text        not null,
    reason     text,
    snapshot   json,
    -- The transaction that made the change: tells what somebody who reads page by page had seen and what not.
    txid       xid8        not null default pg_current_xact_id(),
    constraint history_pkey primary key (id),
    constraint history_subject_known check (subject in ('coe', 'action', 'overdue_review', 'person', 'team'))
);

create index history_of_coe on history (coe_id, id) where coe_id is not null;
create index history_of_subject on history (subject_id, subject, id);
create index history_by_transaction on history (txid) where snapshot is not null;
