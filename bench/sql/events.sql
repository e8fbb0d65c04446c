-- As many events as an overdue sweep writes in a bad night, of the size of an action's snapshot.
-- Variable (psql -v): events.
insert into history (at, actor, credential, subject, subject_id, coe_id, version, change, snapshot)
select clock_timestamp(), 'system:bench', 'system', 'action', id::text, coe_id, version + 1, 'edited',
    json_build_object('id', id, 'ref', 'COE-' || coe_number || '-A' || number, 'title', title,
        'description', description, 'state', state, 'team', team, 'owner', owner, 'dueOn', due_on, 'version', version)
from action cross join generate_series(1, 10) limit :events;
