-- The least that a report by team can ask.
select team, count(*) from action where state in ('committed', 'in_progress') and not withdrawn group by team;
