-- A member of a thing as it was in a snapshot of the database: where a row stood in a list that somebody began to read
-- then. What is older than an hour was seen in any case; transaction numbers of a restored backup say nothing.
create function as_of(seen text, at timestamptz, subject text, subject_id text, path text) returns text
    language sql stable parallel safe
    return (
        select h.snapshot #>> string_to_array(path, '/')
        from history h
        where h.subject = as_of.subject and h.subject_id = as_of.subject_id and h.snapshot is not null
            and (h.at < as_of.at - interval '1 hour' or pg_visible_in_snapshot(h.txid, cast(seen as pg_snapshot)))
        order by h.id desc
        limit 1);
