"""wrk against a server, and pgbench with the same requests as SQL."""
import itertools
import json
import re
import subprocess
import sys
import tempfile

from . import database
from .database import BENCH

WORKLOADS = {
    "read": "read a COE with its actions",
    "list": "list an owner's overdue actions",
    "report": "report by team",
    "patch": "patch an action",
    "create": "create a COE with three actions",
}


class Rate:
    """How fast something answered."""

    def __init__(self, per_second, median, p99, failures=0):
        self.per_second, self.median, self.p99, self.failures = per_second, median, p99, failures

    def __str__(self):
        digits = 0 if self.per_second >= 100 else 1
        text = f"{self.per_second:,.{digits}f} ({self.median:,.1f} / {self.p99:,.1f})"
        return text + (f" **{self.failures} failed**" if self.failures else "")


class Load:
    """Requests against databases of one size."""

    def __init__(self, size):
        self.size = size
        self.seeds = itertools.count(1)
        self.body = tempfile.NamedTemporaryFile("w", suffix=".json")
        self.body.write(subprocess.run([sys.executable, str(BENCH / "seed/documents.py"), "--new-coe"],
                                       stdout=subprocess.PIPE, text=True, check=True).stdout)
        self.body.flush()
        self.variables = {"coes": size.coes, "per_coe": size.per_coe, "owners": size.owners}

    def command(self, server, workload, connections, seconds):
        # A seed of its own each time: a patch that says what is there already changes nothing.
        return ["wrk", "-t", str(min(connections, 2)), "-c", str(connections), "-d", f"{seconds}s", "--timeout", "30s",
                "-s", str(BENCH / "load/requests.lua"), server.base, "--", workload, str(self.size.coes),
                str(self.size.per_coe), str(self.size.owners), str(100 * next(self.seeds)), self.body.name]

    def wrk(self, server, workload, connections, seconds):
        run = subprocess.run(self.command(server, workload, connections, seconds),
                             stdout=subprocess.PIPE, text=True, check=True)
        return self.result(run.stdout)

    @staticmethod
    def result(output):
        requests, took, median, p99, failures = re.search(r"^RESULT (.*)$", output, re.M).group(1).split()
        return Rate(int(requests) / float(took), float(median), float(p99), int(failures))

    def pgbench(self, name, workload, connections, seconds):
        return Rate(*database.pgbench(name, f"{workload}.sql", connections, seconds, self.variables))

    def learn(self, service):
        """Takes the texts that the SQL writes from the service's own answers."""
        coe = service.call("POST", "/api/v1/coes", open(self.body.name, "rb").read(), Content_Type="application/json")
        filed = [{**action, "id": place} for action, place in
                 zip(coe.pop("correctiveActions"), ("@first", "@second", "@third"))]
        coe["id"] = "@coe"
        self.variables["filed"] = changes("filed", [("coe", coe), *(("action", action) for action in filed)])
        action = service.call("GET", "/api/v1/actions/COE-2-A1")
        self.variables["edited"] = changes("edited", [("action", {**action, "id": "@action"})])
        for name in ("summary", "whatHappened", "impact", "rootCause", "supportingData", "criticalImplications", "lessons"):
            column = re.sub(r"[A-Z]", lambda letter: "_" + letter.group().lower(), name)
            self.variables[column] = coe[name] if name == "summary" else compact(coe[name])


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def changes(change, subjects):
    return compact([
        {"subject": subject, "subjectId": view["id"], "coeId": "@coe", "version": 1, "change": change, "reason": None,
         "snapshot": compact(view)} for subject, view in subjects])
