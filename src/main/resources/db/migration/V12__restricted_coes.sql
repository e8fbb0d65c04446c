-- Who may see a restricted COE beside those who see all of them: the one place that says it to the database.
create function coe_seen_by(me text, managed varchar[], coe uuid) returns boolean
    language sql stable parallel safe
    return exists (
        select 1 from coe c
        where c.id = coe_seen_by.coe
            and (c.owner = me or me = any(c.reviewers) or me = any(c.visible_to) or c.team = any(managed)));

-- Whether a COE belongs to one of the teams that a credential is limited to.
create function coe_of_teams(teams varchar[], coe uuid) returns boolean
    language sql stable parallel safe
    return exists (select 1 from coe c where c.id = coe_of_teams.coe and c.team = any(teams));

-- One more fact of the COE, kept in step by it, so that what everybody sees is read without looking there.
alter table action add column restricted boolean not null default false;
update action a set restricted = true from coe c where c.id = a.coe_id and c.confidentiality = 'restricted';

-- What somebody sees of the restricted COEs is counted for them alone; there are few.
create index action_of_restricted_coe on action (coe_id) where restricted;
create index coe_restricted on coe (id) where confidentiality = 'restricted';
