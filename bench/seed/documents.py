#!/usr/bin/env python3
"""Writes made-up answers to the questions of a COE as tab-separated rows for COPY: the same ones at every run.

Usage: documents.py COUNT (rows of: number, summary, what_happened, impact, root_cause, supporting_data,
critical_implications, lessons; the answers as compact JSON, about 6 KB together)
       documents.py --new-coe (the body of a POST that files such a COE with three actions)
"""
import json
import random
import sys

NOUNS = (
    "replica primary queue cache router shard certificate deployment rollback alert dashboard runbook gateway "
    "scheduler cluster region quota snapshot backup migration index connection pool thread lock timeout retry "
    "circuit breaker flag release pipeline canary health check load balancer resolver token session worker disk "
    "volume partition lease controller operator on-call page ticket change window"
).split()
VERBS = (
    "failed dropped exhausted restarted blocked delayed saturated rejected lost recovered promoted drained paused "
    "overwrote expired flapped retried throttled evicted corrupted masked escalated doubled stalled"
).split()
LINKS = (
    "because while after before although until when since as and but so then although the a its every one no "
    "several most of in on to from with without under across during within"
).split()


def sentence(pick):
    words = []
    for _ in range(pick.randint(3, 6)):
        words += [pick.choice(LINKS), pick.choice(LINKS), pick.choice(NOUNS), pick.choice(VERBS)]
    return " ".join(words).capitalize() + f" at {pick.randint(1, 9999)}."


def prose(pick, sentences):
    return " ".join(sentence(pick) for _ in range(sentences))


def clock(minute):
    return f"2026-03-{1 + minute // 1440:02d}T{minute // 60 % 24:02d}:{minute % 60:02d}:00Z"


def answers(number):
    pick = random.Random(number)
    evidence = [
        {"id": f"d{i}", "kind": pick.choice(["metric", "log", "graph", "query"]), "title": sentence(pick),
         "url": f"https://metrics.example.org/d/{number}/{i}", "text": None, "attachment": None, "capturedAt": None}
        for i in range(1, 4)
    ]
    timeline = [
        {"id": f"t{i}", "at": clock(i * pick.randint(5, 9)), "kind": kind, "text": sentence(pick),
         "evidence": [f"d{pick.randint(1, 3)}"] if i % 2 else []}
        for i, kind in enumerate(["trigger", "detection", "escalation", "other", "communication", "mitigation", "resolution"], 1)
    ]
    causes = [
        {"id": f"c{i}", "kind": kind, "category": pick.choice(["change", "capacity", "process", "configuration"]),
         "text": sentence(pick), "evidence": ["d1"], "becauseOf": because}
        for i, (kind, because) in enumerate(
            [("trigger", ["c2"]), ("intermediate", ["c3"]), ("root_cause", []), ("contributing_factor", ["c3"])], 1)
    ]
    return [
        prose(pick, 3),
        {"narrative": prose(pick, 5), "timeline": timeline},
        {"narrative": prose(pick, 2), "measures": [
            {"kind": "customers", "value": pick.randint(10, 90_000), "unit": "accounts", "estimated": True},
            {"kind": "duration", "value": pick.randint(5, 900), "unit": "minutes", "estimated": False}],
         "unknownBecause": None},
        {"narrative": prose(pick, 3), "causes": causes},
        {"items": evidence, "missing": None},
        {"securityExposure": "none", "items": [{"pillar": "reliability", "level": "medium", "text": sentence(pick)}]},
        {"items": [{"id": f"l{i}", "kind": kind, "text": sentence(pick), "checklistQuestion": None}
                   for i, kind in enumerate(["went_well", "went_wrong", "learned"], 1)]},
    ]


def field(value):
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def new_coe():
    summary, happened, impact, cause, data, implications, lessons = answers(4711)
    actions = [
        {"title": f"Add check {i} to the gateway", "description": "Rehearse it with the team first, then switch it on.",
         "type": "prevent", "priority": f"p{i}", "state": "committed", "owner": f"owner-{10 * i}", "dueOn": "2099-12-15",
         "causes": [f"c{i}"], "tracker": {"system": "jira", "key": f"OPS-{i}", "url": f"https://tracker.example.org/{i}"},
         "verification": {"criterion": "No such alert for two weeks.", "verifier": "owner-99"}}
        for i in range(1, 4)
    ]
    return {
        "title": "Gateway rejected sessions after a certificate expired", "summary": summary, "severity": "sev2",
        "team": "team-7", "owner": "owner-6", "reviewers": ["owner-46"], "services": ["gateway"], "regions": ["eu-1"],
        "tags": ["certificate", "expiry"],
        "incident": {"startedAt": "2026-03-01T00:00:00Z", "detectedAt": "2026-03-01T00:07:00Z",
                     "mitigatedAt": "2026-03-01T01:00:00Z", "resolvedAt": "2026-03-01T02:00:00Z"},
        "whatHappened": happened, "impact": impact, "rootCause": cause, "supportingData": data,
        "criticalImplications": implications, "lessons": lessons, "correctiveActions": actions,
    }


def main():
    if sys.argv[1] == "--new-coe":
        print(json.dumps(new_coe(), separators=(",", ":")))
        return
    for number in range(int(sys.argv[1])):
        print("\t".join([str(number), *map(field, answers(number))]))


if __name__ == "__main__":
    main()
