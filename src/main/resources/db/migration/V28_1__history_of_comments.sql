-- Beside what the history is about already. What is there is checked by V31, which keeps nobody waiting.
do $$
declare
    known text;
begin
    select string_agg(quote_literal(word[1]), ', ') into known
    from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g') as word
    where c.conname = 'history_subject_known' and c.conrelid = 'history'::regclass;
    alter table history drop constraint history_subject_known;
    execute format(
        'alter table history add constraint history_subject_known check (subject in (%s, %L)) not valid', known, 'comment');
end $$;
