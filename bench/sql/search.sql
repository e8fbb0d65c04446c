with found as (
    select s.coe_id, cast(ts_rank('{0.1, 0.2, 0.5, 1}', s.head, (select search_any(cast(:terms as varchar[])))) as float8) as rank
    from coe_search s
    where s.document @@ (select search_query(cast(:terms as varchar[]))) and 1 = 1),
page as materialized (select * from found order by rank desc, coe_id desc limit 26),
shown as materialized (select * from page order by rank desc, coe_id desc limit 25),
asked as materialized (
    select search_any(cast(:terms as varchar[]) || array(
        select distinct cast('=' || word as varchar)
        from coe_search s, unnest(tsvector_to_array(s.document)) word,
            unnest(cast(:begun as varchar[])) beginning, unaccent(lower(beginning)) as folded
        where cardinality(cast(:begun as varchar[])) > 0 and s.coe_id in (select coe_id from shown)
            and starts_with(word, folded) limit 12)) as terms)
select c.id, c.number, c.status, c.kind, c.severity, c.confidentiality, c.title, c.team, c.owner,
    cast(array_to_json(c.services) as text), cast(array_to_json(c.tags) as text),
    c.started_at, c.created_at, c.updated_at, p.rank, marked.member, marked.headline
from asked, shown p join coe c on c.id = p.coe_id left join lateral (
    select said.member, marked.headline
    from coe_texts(p.coe_id) said, lateral (
        select ts_headline('coe_text', search_text(left(said.body, 20000)), asked.terms,
            case when said.member = 'title' then 'StartSel="<b>", StopSel="</b>", HighlightAll=true'
                else 'StartSel="<b>", StopSel="</b>", MaxFragments=3, MaxWords=20, MinWords=8' end) as headline offset 0) marked
    where strpos(marked.headline, '<b>') > 0 limit 3) marked on true
order by p.rank desc, p.coe_id desc;
