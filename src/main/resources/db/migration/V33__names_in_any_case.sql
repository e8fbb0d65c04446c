-- Names are in the collation "C", where lower() knows no letters but A to Z: "Élodie" was not found by "élodie".
-- Which letters belong together is taken from what PostgreSQL brings along since 17; before, from ICU, which the usual
-- packages have; where there is neither, from the database's own locale.
do $migration$
declare
    letters text;
begin
    select c.collname into letters
    from pg_collation c
    where c.collnamespace = 'pg_catalog'::regnamespace and c.collname in ('pg_c_utf8', 'und-x-icu')
    order by c.collname limit 1;
    -- What looks the same is the same: accents composed, apostrophes straight. A capital sigma is not told apart by its
    -- place in the word, and a small i keeps no second dot: not every lower() does these the same way, nor does Java.
    execute format($function$
        create function folded_name(name text) returns text
            language sql immutable parallel safe
            return replace(replace(replace(replace(
                lower(normalize(name, NFC) collate pg_catalog.%I), E'i\u0307', 'i'), 'ς', 'σ'), '’', ''''), 'ʼ', '''')
        $function$, coalesce(letters, 'default'));
end
$migration$;

-- A record may leave out the initial between first and last name that the account has, and the other way round.
create function name_without_initials(name text) returns text
    language sql immutable parallel safe
    return regexp_replace(folded_name(name), '( [^ .][.]?)+(?= )', '', 'g');

-- GET /coes/{coe}/quality: which of the names in a record are those of people here. A node of the version before asks by
-- lower(name), and reads the table instead.
create index person_by_name_without_initials on person (name_without_initials(name));
drop index person_by_name;
