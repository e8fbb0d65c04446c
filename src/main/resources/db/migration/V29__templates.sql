-- What authors are asked, question by question, and what a COE that begins with it has to answer.
create table template (
    name       text        not null,
    title      text        not null,
    -- For which COEs it is: null and none are any.
    kind       text,
    severities text[]      not null,
    prompts    json        not null,
    required   text[]      not null,
    defaults   json        not null,
    version    integer     not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- A deleted one is not offered any more; COEs that began with it still show it.
    deleted_at timestamptz,
    constraint template_pkey primary key (name),
    constraint template_kind_known check (kind in ('incident', 'near_miss')),
    constraint template_severities_known check (severities <@ array['sev1', 'sev2', 'sev3', 'sev4']),
    constraint template_required_known check (required <@ array[
        'summary', 'whatHappened', 'impact', 'rootCause', 'supportingData', 'criticalImplications', 'lessons',
        'correctiveActions'])
);

-- COEs from before have none, and nothing more is asked of them.
alter table coe add column template text;
alter table coe add constraint coe_template_fkey foreign key (template) references template (name);

-- They ask for what the quality gate does not ask for anyway, so that its policy stays what decides about the rest.
insert into template (name, title, kind, severities, prompts, required, defaults, version, created_at, updated_at)
values
(
    'incident', 'Incident', 'incident', '{}',
    json_build_object(
        'summary', 'Write this last, for somebody who reads nothing else. What broke, for whom, for how long? Why, in one sentence? What will change?',
        'whatHappened', 'Tell it in the order in which it happened, from what set it off to the moment when all was well again. Begin with the timeline: what set it off, how it was noticed, what was tried, what helped. Say what people saw at the time, not what is known now.',
        'impact', 'Who noticed, and what could they not do? How many, for how long? Give at least one number and say whether it is an estimate. If nobody can tell, say what would have been needed to know.',
        'rootCause', 'Begin with what users saw and ask why. Ask why again of each answer, until it is something that you can change: a missing check, a default, a way of working. A chain that ends with a person is not at its end: what made it easy to do, and hard to notice?',
        'supportingData', 'What shows that it was so? Add graphs, log lines, queries with their results, links to the chat. Note when each was taken: dashboards forget. If something is missing, say what and why.',
        'criticalImplications', 'Was anything exposed, or could it have been? If you cannot tell, say potential. Then look further: data, contracts, other services that have the same weakness.',
        'lessons', 'What would you tell a team that runs something like this? What went well and should stay? Where were you merely lucky? Turn a lesson into a question that others can ask themselves beforehand.',
        'correctiveActions', 'What will be different, so that this cannot happen again, is noticed sooner, or hurts less? Each action does one thing, begins with a verb, has an owner and a day, and names the cause that it removes.'),
    '{}', '{"services":[],"regions":[],"tags":[]}', 1, now(), now()
),
(
    'incident-major', 'Major incident', 'incident', '{sev1,sev2}',
    json_build_object(
        'summary', 'This goes to people who were not there, some of them customers. In five sentences: what broke, for whom and for how long, why, how it was put right, what will change. No names, no words that only your team knows.',
        'whatHappened', 'Go through it minute by minute while it is fresh: import the timeline from the chat and the alerts, then mark what set it off, the detection, each escalation, the mitigation and the end. Where nothing is said for a quarter of an hour, ask what people were waiting for. Say who was called when, and how long it took to find the right ones.',
        'impact', 'Count it from the users'' side: how many, what could they not do, from when until when. Add requests, money, missed objectives, data that is gone for good. Say where each number comes from, and which of them are estimates. Which customers have to be told something?',
        'rootCause', 'Expect more than one chain: why did it break, why did nothing stop it from spreading, why was it not noticed sooner, why did the repair take so long? Follow each to something that can be changed. If a test could have caught it, say why none did. Show the evidence for each root cause.',
        'supportingData', 'Attach what a reviewer needs to follow the chains without asking you: the graph of the impact with its beginning and end, the change that set it off, the alert, the log lines that prove each root cause.',
        'criticalImplications', 'Answer the security question with somebody who can: was anything exposed, lost or changed? Then write down one implication at least for each pillar that is touched: reliability, privacy, contracts, cost, reputation. Where else does the same weakness exist, and who owns it?',
        'lessons', 'What did detection, escalation and repair teach you, each by itself? What saved you that was no plan? Write a checklist question for each lesson that holds beyond your team.',
        'correctiveActions', 'For each root cause one action that removes it, and one that would have shown it sooner. Say how you will know that it worked, and until when you will watch. What has to happen this week, because it could happen again tomorrow?'),
    '{supportingData,criticalImplications}',
    '{"services":[],"regions":[],"tags":[]}', 1, now(), now()
),
(
    'near-miss', 'Near miss', 'near_miss', '{}',
    json_build_object(
        'summary', 'What nearly happened, what stopped it, and what will change so that it need not be stopped by chance again?',
        'whatHappened', 'How far did it get? Say who or what noticed it, and when. Tell it up to the point where it ended well, then say what the next step would have been.',
        'impact', 'Who would have been hit, how badly and for how long, had nobody noticed? Say what little impact there was, and mark the rest as an estimate.',
        'rootCause', 'Why could it get that far? Which safeguards did it pass, and why did they not hold? Then ask the other way round: why did the last one hold, and can you count on that?',
        'supportingData', 'What shows how close it was: the change, the alert, the conversation in which somebody asked.',
        'criticalImplications', 'Had it gone on, what would have been exposed or lost? Could it have happened before without anybody noticing? Look, and say where you looked.',
        'lessons', 'What was luck, and what was design? Which of the two do you want to rely on?',
        'correctiveActions', 'What makes the safeguard that held a rule, and closes the gaps that it passed through? What has to be looked for elsewhere?'),
    '{}', '{"services":[],"regions":[],"tags":[]}', 1, now(), now()
);

insert into history (at, actor, subject, subject_id, version, change, snapshot)
select t.created_at, 'system:defaults', 'policy', 'template/' || t.name, t.version, 'set_up',
    json_build_object(
        'name', t.name, 'title', t.title, 'kind', t.kind, 'severities', t.severities, 'prompts', t.prompts,
        'required', t.required, 'defaults', t.defaults, 'version', t.version,
        'createdAt', to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'updatedAt', to_char(t.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'deletedAt', null)
from template t;
