with found as (
    select s.coe_id, cast(ts_rank('{0.1, 0.2, 0.5, 1}', s.head, (select search_any(cast(:terms as varchar[])))) as float8) as rank
    from coe_search s
    where s.document @@ (select search_query(cast(:terms as varchar[]))) and not s.restricted),
page as materialized (select * from found order by rank desc, coe_id desc limit 26),
shown as (select * from page order by rank desc, coe_id desc limit 25)
select c.id, c.number, c.status, c.kind, c.severity, c.confidentiality, c.title, c.team, c.owner, c.services, c.tags,
    c.started_at, c.created_at, c.updated_at, p.rank, found.member, found.headline
from shown p join coe c on c.id = p.coe_id left join lateral (
    select said.member, marked.headline
    from coe_texts(p.coe_id) said, lateral (
        select ts_headline('coe_text', search_text(left(said.body, 20000)), (select search_any(cast(:terms as varchar[]))),
            'MaxFragments=3, MaxWords=20, MinWords=8') as headline offset 0) marked
    where strpos(marked.headline, '<b>') > 0 limit 3) found on true
order by p.rank desc, p.coe_id desc;
