-- What comments say is found with their COE: of the newest 50 the beginnings, so that a long discussion costs no more with
-- each comment.
create function coe_comments_text(coe uuid) returns text
    language sql stable parallel safe
    return (
        select string_agg(m.body, E'\n' order by m.created_at desc, m.id desc)
        from (
            select left(c.text, 2000) as body, c.created_at, c.id from comment c
            where c.coe_id = coe_comments_text.coe and c.text is not null
            order by c.created_at desc, c.id desc
            limit 50) m);

-- What a COE says itself goes by another name, and is as it was: the function names itself in front of its parameter.
do $$
begin
    execute replace(pg_get_functiondef(cast('coe_texts(uuid)' as regprocedure)), 'coe_texts', 'coe_own_texts');
end $$;

-- All that a COE says, and at the end, weighing as little as anything, what is said about it.
create or replace function coe_texts(coe uuid) returns table (member text, weight "char", body text)
    language sql stable parallel safe
    as $$
    select own.member, own.weight, own.body from coe_own_texts(coe_texts.coe) own
    union all
    select 'comments', cast('D' as "char"), said.body
    from coe_comments_text(coe_texts.coe) as said (body)
    where said.body <> '';
    $$;

create constraint trigger coe_search_follows_a_comment after insert on comment
    deferrable initially deferred for each row execute function coe_search_follow();
create constraint trigger coe_search_follows_an_edited_comment after update of text on comment
    deferrable initially deferred for each row
    when (old.text is distinct from new.text)
    execute function coe_search_follow();
