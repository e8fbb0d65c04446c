-- Teams may be asked to review a COE, beside people: one of them, member or manager, approves for it.
alter table coe add column review_teams varchar[] not null default '{}';

-- Those who owned it before: what somebody wrote, they do not approve after they have handed it over either.
alter table coe add column former_owners varchar[] not null default '{}';
update coe c set former_owners = b.owners
from (
    select h.coe_id, array_agg(distinct (h.snapshot ->> 'owner')::varchar) as owners
    from history h join coe o on o.id = h.coe_id
    where h.subject = 'coe' and h.snapshot ->> 'owner' not in (o.owner, o.created_by)
    group by h.coe_id) b
where c.id = b.coe_id;

-- GET /coes?reviewTeam=…, and GET /me/work: what one's teams are to review.
create index coe_by_review_team on coe using gin (review_teams);
-- GET /me/work: what is in review, a small part of all; also the sweep that tells who is asked since.
create index coe_in_review on coe (id) where status = 'in_review';

-- Who may see a restricted COE: those of a team that is to review it as well, as long as there is such a team.
create or replace function coe_seen_by(me text, managed varchar[], coe uuid) returns boolean
    language sql stable parallel safe
    return exists (
        select 1 from coe c
        where c.id = coe_seen_by.coe
            and (c.owner = me or me = any(c.reviewers) or me = any(c.visible_to) or c.team = any(managed)
                or exists (
                    select 1 from team t
                    where t.handle = any(c.review_teams) and t.active
                        and (me = any(t.members) or me = any(t.managers)))));

-- Who is asked to approve: a policy like the others.
alter table policy drop constraint policy_name_known;
alter table policy add constraint policy_name_known check (
    name in ('due-dates', 'reminders', 'escalation', 'deadlines', 'verification', 'quality', 'review'));

insert into policy (name, version, value, updated_at)
values ('review', 1, '{"defaultReviewers":{"sev1":[],"sev2":[],"sev3":[],"sev4":[]},"defaultReviewTeams":{"sev1":[],"sev2":[],"sev3":[],"sev4":[]},"managerAsked":{"sev1":false,"sev2":false,"sev3":false,"sev4":false},"leastApprovals":{"sev1":1,"sev2":1,"sev3":1,"sev4":1}}', now());

insert into history (at, actor, subject, subject_id, version, change, snapshot)
select p.updated_at, 'system:defaults', 'policy', p.name, p.version, 'set_up', (
    '{"name":' || to_json(p.name) || ',' || substr(p.value::text, 2, length(p.value::text) - 2) || ',"version":1,"updatedAt":"'
        || to_char(p.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"}')::json
from policy p
where p.name = 'review';

-- From a submission to the end of the review. The entries are those of the history at both ends: what the record and its
-- actions were like is read there.
create table review_round (
    coe_id            uuid        not null,
    round             integer     not null,
    submitted_by      text        not null,
    submitted_at      timestamptz not null,
    submitted_version integer     not null,
    submitted_entry   bigint      not null,
    -- Who was told that they are asked. Nobody is told twice, unless they were not asked in between.
    told              varchar[]   not null,
    -- Whether something could have been exposed since a security reviewer last said that it is not: they sign it off.
    exposed           boolean     not null default false,
    -- Whether somebody who does not answer for it ever struck out who was to review it: its managers are asked then.
    struck            boolean     not null default false,
    -- Who reviews it by the policy, and not because somebody named them: others take their place with another severity.
    default_reviewers varchar[]   not null default '{}',
    default_teams     varchar[]   not null default '{}',
    outcome           text,
    ended_by          text,
    ended_at          timestamptz,
    ended_version     integer,
    ended_entry       bigint,
    comment           text,
    -- Who had been asked at the end, and who had approved, as it is shown.
    asked             json,
    least_approvals   integer,
    -- Since when a security reviewer is to sign off what was found to be exposed after the approval; null when none is.
    sign_off_asked_at timestamptz,
    signed_off_by     text,
    signed_off_at     timestamptz,
    constraint review_round_pkey primary key (coe_id, round),
    constraint review_round_coe_fkey foreign key (coe_id) references coe (id) on delete cascade,
    constraint review_round_outcome_known check (outcome in ('approved', 'changes_requested', 'withdrawn')),
    constraint review_round_ends_at_once check (
        (outcome is null) = (ended_at is null) and (outcome is null) = (ended_by is null)
        and (outcome is null) = (ended_version is null) and (outcome is null) = (ended_entry is null)
        and (outcome is null) = (asked is null))
);

-- One round at a time.
create unique index review_round_one_open on review_round (coe_id) where outcome is null;

-- GET /me/work: what security reviewers are to sign off after its approval.
create index review_round_to_sign_off on review_round (coe_id) where sign_off_asked_at is not null;

-- That somebody approved. It counts as long as what they approved has not changed in substance.
create table review_approval (
    id          uuid        not null,
    coe_id      uuid        not null,
    round       integer     not null,
    person      text        not null,
    approved_at timestamptz not null,
    version     integer     not null,
    comment     text,
    -- What was approved: see review_substance.
    substance   bytea       not null,
    -- Who they were then: of which teams, whether they answered for the COE's team, and for security.
    teams       varchar[]   not null,
    manages     boolean     not null,
    signs_off   boolean     not null,
    -- When it was found that the record had changed; they were told.
    outdated_at timestamptz,
    constraint review_approval_pkey primary key (id),
    constraint review_approval_round_fkey foreign key (coe_id, round) references review_round (coe_id, round) on delete cascade,
    constraint review_approval_person_fkey foreign key (person) references person (handle),
    constraint review_approval_substance_is_sha256 check (octet_length(substance) = 32)
);

-- One that counts for each person and round; also what is read of a round.
create unique index review_approval_once on review_approval (coe_id, round, person) where outdated_at is null;
-- GET /coes/{coe}/reviews: what was said in a round.
create index review_approval_of_round on review_approval (coe_id, round, approved_at);

-- What a reviewer approves, as a digest: title, summary, kind, severity, times, the answers, and what its actions say.
create function review_substance(coe uuid) returns bytea
    language sql stable parallel safe
    return (
        select sha256(convert_to(cast(json_build_array(
            c.title, c.summary, c.kind, c.severity, extract(epoch from c.started_at), extract(epoch from c.detected_at),
            extract(epoch from c.engaged_at), extract(epoch from c.mitigated_at), extract(epoch from c.resolved_at),
            c.what_happened, c.impact, c.root_cause, c.supporting_data, c.critical_implications, c.lessons,
            (select json_agg(json_build_array(a.number, a.title, a.description, a.type, a.priority, a.causes,
                    a.verification_criterion, a.refusal_reason, a.refusal_approver, a.look_again_on) order by a.number)
             from action a where a.coe_id = c.id)) as text), 'UTF8'))
        from coe c where c.id = review_substance.coe);

-- Whether somebody with these roles may do more than read.
create function may_write(roles varchar[]) returns boolean
    language sql immutable parallel safe
    return roles && array['author', 'manager', 'security_reviewer', 'admin']::varchar[];

-- Who has approved a COE in its last round: each approval, and whether it counts still. Those who own the record, owned it
-- before or filed it never count, nor does who is not there any more or only reads; a sign-off is a security reviewer's.
create function review_given(coe uuid) returns table (
        person text, approved_at timestamptz, comment text, teams varchar[], manages boolean, signs_off boolean, outdated boolean)
    language sql stable parallel safe as $$
        with now_approved as materialized (select review_substance($1) as substance)
        select a.person, a.approved_at, a.comment, a.teams, a.manages,
            a.signs_off and 'security_reviewer' = any(p.roles), a.outdated_at is not null or a.substance <> n.substance
        from coe c
        join review_approval a on a.coe_id = c.id
            and a.round = (select max(r.round) from review_round r where r.coe_id = $1)
        join person p on p.handle = a.person and p.active and may_write(p.roles)
        cross join now_approved n
        where c.id = $1 and a.person <> all(c.former_owners || array[c.owner, c.created_by]::varchar[])
    $$;

-- Who has to approve a COE, who has, and for whom it waits: people and teams that it names and that can approve, one
-- security reviewer when something may be exposed, and a manager of its team where the policy says so, nobody else is
-- asked, or too few are. The rest of what is done about reviews goes by this.
create function review_asked(coe uuid) returns table (
        kind text, name text, approved_by text, approved_at timestamptz, outdated boolean, open boolean)
    language sql stable parallel safe cost 10000 as $$
        with reviewed as materialized (
            select c.id, c.team, c.former_owners || array[c.owner, c.created_by]::varchar[] as authors, c.reviewers,
                c.review_teams,
                (c.critical_implications ->> 'securityExposure') in ('potential', 'confirmed')
                    or coalesce(d.exposed, false) as exposed,
                coalesce(cast(p.value -> 'managerAsked' ->> c.severity as boolean), false)
                    or coalesce(d.struck, false) as manager_asked,
                coalesce(cast(p.value -> 'leastApprovals' ->> c.severity as integer), 1) as least
            from coe c left join policy p on p.name = 'review'
            left join review_round d on d.coe_id = c.id and d.outcome is null
            where c.id = $1
        ), given as materialized (
            select * from review_given($1)
        ), named as (
            select 1 as rank, n.place, 'person' as kind, p.handle as name
            from reviewed r cross join unnest(r.reviewers) with ordinality n (handle, place)
            join person p on p.handle = n.handle and p.active and may_write(p.roles)
            where p.handle <> all(r.authors)
            union all
            select 2, n.place, 'team', t.handle
            from reviewed r cross join unnest(r.review_teams) with ordinality n (handle, place)
            join team t on t.handle = n.handle and t.active
            where exists (
                select from person p where p.handle = any(t.members || t.managers) and p.active and may_write(p.roles)
                    and p.handle <> all(r.authors))
            union all
            select 3, 1, 'security', 'security_reviewer' from reviewed r where r.exposed
        ), answered as (
            select n.rank, n.place, n.kind, n.name, g.person, g.approved_at, g.outdated
            from named n left join lateral (
                select g.person, g.approved_at, g.outdated from given g
                where case n.kind when 'person' then g.person = n.name when 'team' then n.name = any(g.teams)
                    else g.signs_off end
                order by g.outdated, g.approved_at desc limit 1) g on true
        ), counted as (
            select count(*) as slots, count(*) filter (where a.person is null or a.outdated) as waiting,
                count(*) filter (where a.kind <> 'security') as reviewers,
                (select count(*) from given g where not g.outdated) as approvals
            from answered a
        ), managers as (
            select r.team, c.reviewers = 0 or r.manager_asked as wanted, c.slots < r.least as too_few,
                c.approvals + c.waiting < r.least as short,
                g.person, g.approved_at, g.outdated, coalesce(not g.outdated, false) as has_approved
            from reviewed r cross join counted c left join lateral (
                select g.person, g.approved_at, g.outdated from given g where g.manages
                order by g.outdated, g.approved_at desc limit 1) g on true
        )
        select a.kind, a.name, a.person, a.approved_at, a.outdated, a.open
        from (
            select s.*, s.person is null or s.outdated as open from answered s
            union all
            select 4, 1, 'managers', m.team, m.person, m.approved_at, m.outdated, false from managers m
            where m.has_approved and (m.wanted or m.too_few)
            union all
            select 4, 2, 'managers', m.team, case when not m.has_approved then m.person end,
                case when not m.has_approved then m.approved_at end, case when not m.has_approved then m.outdated end, true
            from managers m where m.wanted and not m.has_approved or m.short
        ) a
        order by a.rank, a.place
    $$;

-- Who is asked for its managers: those of its team who can approve it still, else those of the nearest team above that has
-- any, else administrators, who name somebody where they cannot approve it themselves.
create function review_managers(coe uuid) returns varchar[]
    language sql stable parallel safe cost 5000
    return (
        with reviewed as materialized (
            select c.id, c.team, c.confidentiality,
                c.former_owners || array[c.owner, c.created_by]::varchar[] || array(
                    select a.person::varchar
                    from review_round r join review_approval a on a.coe_id = r.coe_id and a.round = r.round
                    where r.coe_id = c.id and r.outcome is null and a.outdated_at is null) as but
            from coe c where c.id = review_managers.coe
        ), administrators as (
            select p.handle::varchar, p.handle <> all(r.but) as able
            from reviewed r join person p on p.active and 'admin' = any(p.roles)
        )
        select coalesce(
            (select array_agg(distinct p.handle::varchar)
             from reviewed r cross join ladder(r.team) l
             join team t on t.handle = l.handle
             join person p on p.handle = any(t.managers) and p.active and may_write(p.roles) and p.handle <> all(r.but)
             where r.confidentiality = 'internal' or coe_shown_to(p.handle, r.id)
             group by l.step order by l.step limit 1),
            (select array_agg(a.handle) from administrators a where a.able),
            (select array_agg(a.handle) from administrators a),
            '{}'));

-- Who is asked for security: those who have the role and did not write it; where there are none, administrators, who give
-- the role to somebody.
create function review_signers(coe uuid) returns varchar[]
    language sql stable parallel safe cost 5000
    return coalesce(
        (select array_agg(p.handle::varchar)
         from coe c join person p on p.active and 'security_reviewer' = any(p.roles)
            and p.handle <> all(c.former_owners || array[c.owner, c.created_by]::varchar[])
         where c.id = review_signers.coe),
        (select array_agg(p.handle::varchar) from person p where p.active and 'admin' = any(p.roles)),
        '{}');

-- Who has to do with the review of a COE, and whether it waits for them. Where it waits for nobody and goes on, such as when
-- the last of them was switched off, its managers are asked to end it.
create function review_people(coe uuid) returns table (handle varchar, open boolean)
    language sql stable parallel safe cost 10000 as $$
        with asked as materialized (
            select a.kind, a.name, a.open from review_asked($1) a
        ), slots as materialized (
            select a.kind, a.name, a.open from asked a
            union all
            select 'managers', null, true where not exists (select from asked a where a.open)
        ), people as (
            select s.name::varchar as handle, s.open from slots s where s.kind = 'person'
            union all
            select p.handle::varchar, s.open
            from slots s join team t on s.kind = 'team' and t.handle = s.name
            join person p on p.handle = any(t.members || t.managers) and p.active and may_write(p.roles)
            join coe c on c.id = $1 and p.handle <> all(c.former_owners || array[c.owner, c.created_by]::varchar[])
            union all
            select unnest(review_managers($1)), s.open
            from (select bool_or(m.open) as open from slots m where m.kind = 'managers' having count(*) > 0) s
            union all
            select unnest(review_signers($1)), s.open from slots s where s.kind = 'security'
        )
        select (p.handle collate "C")::varchar, bool_or(p.open) from people p group by p.handle collate "C"
    $$;

-- For whom the review of a COE waits.
create function review_waits_for(coe uuid) returns varchar[]
    language sql stable parallel safe cost 10000
    return array(select p.handle from review_people(coe) p where p.open order by p.handle);

-- The same as those who are told of it: 'person:ana'.
create function review_audience(coe uuid) returns varchar[]
    language sql stable parallel safe cost 10000
    return array(select ('person:' || n)::varchar from unnest(review_waits_for(coe)) as n);

-- Who is asked and was not told yet, and who was told then: whoever is not asked any more may be asked, and told, again.
create function review_news(coe uuid) returns table (untold varchar[], told varchar[])
    language sql stable parallel safe cost 10000 as $$
        with round as materialized (
            select r.coe_id, r.round, r.told from review_round r where r.coe_id = $1 and r.outcome is null
        ), concerned as materialized (
            select p.handle, p.open from review_people($1) p
        ), news as (
            select array(
                select c.handle from concerned c where c.open and c.handle <> all(r.told) order by c.handle) as untold, array(
                select n from unnest(r.told) as n
                where n in (select c.handle from concerned c) or n in (
                    select a.person from review_approval a where a.coe_id = r.coe_id and a.round = r.round)) as kept
            from round r
        )
        select n.untold, n.kept || n.untold from news n
    $$;

-- Whether somebody has approved a COE in its last round, and it counts still.
create function review_approved_by(person text, coe uuid) returns boolean
    language sql stable parallel safe cost 10000
    return exists (
        select 1 from review_given(review_approved_by.coe) g where g.person = review_approved_by.person and not g.outdated);

-- The rounds until now, as the history has them.
insert into review_round (coe_id, round, submitted_by, submitted_at, submitted_version, submitted_entry, told,
    outcome, ended_by, ended_at, ended_version, ended_entry, comment, asked, least_approvals)
select s.coe_id, row_number() over (partition by s.coe_id order by s.id), s.actor, s.at, s.version, s.id, '{}',
    e.change, e.actor, e.at, e.version, e.id, case when e.change is null then null else e.reason end,
    -- One approval was enough; who else could have approved is what the record said then.
    case e.change
        when 'approved' then json_build_array(json_build_object('person', e.actor, 'team', null, 'role', null,
            'approvedBy', e.actor, 'approvedAt', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'outdated', false))
        when 'changes_requested' then coalesce((
            select json_agg(json_build_object('person', n, 'team', null, 'role', null, 'approvedBy', null,
                'approvedAt', null, 'outdated', false))
            from json_array_elements_text(coalesce(s.snapshot -> 'reviewers', '[]'::json)) as n), '[]'::json)
        when 'withdrawn' then '[]'::json
    end,
    case when e.change is null then null else 1 end
from history s
join coe c on c.id = s.coe_id
left join lateral (
    select e.change, e.actor, e.at, e.version, e.id, e.reason from history e
    where e.subject = 'coe' and e.subject_id = s.subject_id and e.id > s.id
        and e.change in ('approved', 'changes_requested', 'withdrawn')
    order by e.id limit 1) e on true
where s.subject = 'coe' and s.change = 'submitted';

-- Who approved then; what it said is in the history.
insert into review_approval (id, coe_id, round, person, approved_at, version, comment, substance, teams, manages, signs_off)
select gen_random_uuid(), r.coe_id, r.round, r.ended_by, r.ended_at, r.ended_version, r.comment,
    review_substance(r.coe_id), '{}', false, false
from review_round r join person p on p.handle = r.ended_by
where r.outcome = 'approved';

-- Who is asked now knows it, from when it was submitted.
update review_round r set told = review_waits_for(r.coe_id) where r.outcome is null;

-- What may be exposed is signed off, whatever is said of it until then.
update review_round r set exposed = true
from coe c
where c.id = r.coe_id and c.status in ('in_review', 'changes_requested')
    and c.critical_implications ->> 'securityExposure' in ('potential', 'confirmed')
    and r.round = (select max(l.round) from review_round l where l.coe_id = r.coe_id);
