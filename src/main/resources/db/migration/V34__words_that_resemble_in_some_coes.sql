-- The words of COEs that have a word which resembles this one: half of the trigrams are enough, which a swapped pair of
-- letters leaves. Five hundred of them have the words that there are; where a common word is misspelt, nearly all COEs have
-- it, and to look at each took seconds. Who may see these COEs is for the caller to ask.
create or replace function coe_resembling(word text) returns setof uuid
    language plpgsql stable rows 50
    as $$
begin
    -- Here and not in the head of the function: who restores a database may not set it before the extension is loaded.
    perform set_config('pg_trgm.word_similarity_threshold', '0.5', true);
    return query select s.coe_id from coe_search s where coe_resembling.word <% s.words limit 500;
end $$;
