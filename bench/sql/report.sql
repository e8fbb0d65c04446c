with day as materialized (select handle, local_date(now(), time_zone) as today from team),
standing as (
    select a.team as key, a.flagged_at,
        a.state in ('proposed', 'committed', 'in_progress') and not a.withdrawn as open,
        case when a.state in ('committed', 'in_progress') and not a.withdrawn then day.today - a.due_on end as late,
        extract(epoch from now() - a.created_at) / 86400 as age,
        a.state in ('done', 'verified') and a.completed_at >= now() - interval '30 days' as done_lately
    from action a join day on day.handle = a.team)
select key,
    count(*) filter (where open),
    count(*) filter (where late > 0),
    count(*) filter (where late between -7 and 0),
    count(flagged_at),
    count(*) filter (where done_lately),
    max(age) filter (where open),
    avg(age) filter (where open),
    max(late),
    avg(late) filter (where late > 0)
from standing group by grouping sets ((), (key)) order by grouping(key) desc, key;
