-- What happens to somebody's webhook is about no COE and no team's; its owner alone is told.
alter table event alter column coe_id drop not null;
alter table event alter column team drop not null;
alter table event add constraint event_of_a_coe_has_its_team check (
    (coe_id is null) = (team is null) and (action_id is null or coe_id is not null));
alter table notice alter column coe_id drop not null;
