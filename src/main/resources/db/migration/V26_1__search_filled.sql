-- What is searched of the COEs that are there already, each in a transaction of its own: it takes a minute for 20,000, and
-- the release before goes on writing meanwhile; what it writes is kept in step by the triggers. May be interrupted and
-- run again.
do $$
declare
    one uuid;
begin
    for one in select c.id from coe c where not exists (select from coe_search s where s.coe_id = c.id) order by c.id desc loop
        -- Nobody changes or deletes it until this one is written.
        perform from coe c where c.id = one for share;
        if found and not exists (select from coe_search s where s.coe_id = one) then
            perform coe_search_write(one);
            perform lesson_write(one);
        end if;
        commit;
    end loop;
end $$;
