"""What a million open actions cost: the report for many pollers, and the sweep on the night before which nothing was flagged."""
import datetime
import statistics
import subprocess
import threading
import time

from . import database
from .database import say
from .load import Load

POLLERS = 32
REPORT_AIM = 10
STALE_AIM_S = 5
SWEEP_AIM = 1.5
PATCH_AIM_MS = 250


def measure_report(table, servers, size, options):
    """Reads only, so that it needs no copy."""
    load = Load(size)
    say(f"report at {size.actions:,} actions")
    with servers.service(size.name) as service, servers.floor(size.name) as floor:
        load.wrk(service, "report", POLLERS, options.warm_up)
        load.wrk(floor, "report", 2, options.seconds)
        with Watch(service) as watch:
            ours = load.wrk(service, "report", POLLERS, options.long)
        jdbc = load.wrk(floor, "report", POLLERS, options.long)
    sql = load.pgbench(size.name, "report", POLLERS, options.long)
    least = load.pgbench(size.name, "count", POLLERS, options.long)
    of = f"{POLLERS} connections, {size.actions:,} actions"
    ratio = ours.per_second / sql.per_second
    table.add("report by team", of, ours, jdbc, sql,
              f"{ratio:,.0f} times", f"{REPORT_AIM} times", ratio >= REPORT_AIM and not ours.failures)
    ratio = ours.per_second / least.per_second
    table.add("… against the plainest count by team", of, ours, "", least,
              f"{ratio:,.0f} times", f"{REPORT_AIM} times", ratio >= REPORT_AIM)
    table.add("… its age when it arrives", of, f"{watch.oldest:.1f} s at most",
              aim=f"{STALE_AIM_S} s", held=watch.oldest <= STALE_AIM_S)


class Watch:
    """Asks for the report while others do, and notes how old it is."""

    def __init__(self, service):
        self.service = service
        self.oldest = 0.0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.ask)

    def ask(self):
        while not self.ended.wait(0.05):
            taken = self.service.call("GET", "/api/v1/reports/actions?groupBy=team")["asOf"]
            now = datetime.datetime.now(datetime.timezone.utc)
            taken = datetime.datetime.fromisoformat(taken.replace("Z", "+00:00"))
            self.oldest = max(self.oldest, (now - taken).total_seconds())

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *failure):
        self.ended.set()
        self.thread.join()


def measure_sweep(table, servers, size, options):
    """Each on a fresh copy, in turn; the middle of some rounds."""
    load = Load(size)
    times = {"service": [], "batches": [], "one": []}
    disturbed, scripts = [], {"batches": "sweep-in-batches.sql", "one": "sweep-in-one.sql"}
    for round_ in range(1, options.rounds + 1):
        for kind in times:
            say(f"sweep of {size.actions:,} actions, round {round_}: {kind}")
            name = copy(size)
            if kind == "service":
                with servers.service(name) as service:
                    warm(load, service, options)
                    times[kind].append(sweep(service, size))
            else:
                times[kind].append(database.timed(name, scripts[kind]))
                expect(name, size)
    for round_ in range(1, options.rounds + 1):
        say(f"patches during a sweep, round {round_}")
        with servers.service(copy(size)) as service:
            warm(load, service, options)
            disturbed.append(patches_during(load, service, size, statistics.median(times["service"])))
    database.psql("postgres", "-c", "drop database coe_bench_sweep with (force)")

    ours, batches, one = (statistics.median(times[kind]) for kind in times)
    at = f"{size.actions:,} open, {size.actions // 10:,} newly overdue"
    table.add("sweep", at, f"{ours:.1f} s", "", f"{batches:.1f} s in batches of 1,000", f"{ours / batches:.2f} times",
              f"{SWEEP_AIM} times", ours / batches <= SWEEP_AIM)
    table.add("…", at, f"{ours:.1f} s", "", f"{one:.1f} s as one statement", f"{ours / one:.2f} times",
              f"{SWEEP_AIM} times", ours / one <= SWEEP_AIM)
    patches = sorted((rate for rate, _ in disturbed), key=lambda rate: rate.p99)[len(disturbed) // 2]
    slowed = statistics.median(took for _, took in disturbed)
    table.add("patch other actions during a sweep", f"8 connections; the sweep then takes {slowed:.1f} s", patches,
              aim=f"p99 < {PATCH_AIM_MS} ms", held=patches.p99 < PATCH_AIM_MS and not patches.failures)


def copy(size):
    name = "coe_bench_sweep"
    database.create(name, size.name)
    database.settle(name)
    return name


def warm(load, service, options):
    """By what a service does all day; nothing is swept."""
    load.wrk(service, "patch", 8, options.warm_up)


def sweep(service, size):
    began = time.monotonic()
    run = service.call("POST", "/api/v1/jobs/overdue-sweep/runs", b"{}", Content_Type="application/json")
    took = time.monotonic() - began
    if run["error"] or run["flagged"] != size.actions // 10:
        raise SystemExit(f"the sweep went wrong: {run}")
    return took


def expect(name, size):
    flagged = database.psql(name, "-c", "select flagged from job_run", "-c", "select count(*) from overdue_review")
    if flagged.split() != [str(size.actions // 10)] * 2:
        raise SystemExit(f"the sweep in SQL went wrong: {flagged}")


def patches_during(load, service, size, seconds):
    took = []
    sweeping = threading.Thread(target=lambda: took.append(sweep(service, size)))
    sweeping.start()
    # The patches slow the sweep down, so that it is still under way when they end.
    patches = subprocess.run(load.command(service, "patch", 8, max(2, round(seconds))),
                             stdout=subprocess.PIPE, text=True, check=True)
    during = sweeping.is_alive()
    sweeping.join()
    if not during:
        say("  the sweep ended before the patches did; their 99th percentile is partly of the time after")
    return load.result(patches.stdout), took[0]
