"""PostgreSQL: databases made from templates, SQL in psql, and pgbench."""
import datetime
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
for name, value in {"PGHOST": "127.0.0.1", "PGPORT": "5432", "PGUSER": "coe", "PGPASSWORD": "coe"}.items():
    os.environ.setdefault(name, value)


def say(text):
    """Progress, which is not part of the result."""
    print(text, file=sys.stderr, flush=True)


def url(name):
    return f"jdbc:postgresql://{os.environ['PGHOST']}:{os.environ['PGPORT']}/{name}"


def psql(name, *arguments, **options):
    run = subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", name, *arguments],
        stdout=subprocess.PIPE, text=True, check=True, **options)
    return run.stdout.strip()


def create(name, template="template0"):
    psql("postgres", "-c", "set client_min_messages = warning", "-c", f"drop database if exists {name} with (force)")
    # A large template is copied as files: quicker, and its pages need not go through the log.
    psql("postgres", "-c", f"create database {name} template {template} strategy file_copy")


class Size:
    """How much a database holds."""

    def __init__(self, name, coes, per_coe, owners, teams, documents, all_open):
        self.name, self.coes, self.per_coe, self.owners, self.teams = name, coes, per_coe, owners, teams
        self.documents, self.all_open = documents, all_open

    @property
    def actions(self):
        return self.coes * self.per_coe

    def mark(self, migrations):
        """Due dates lie around the day of seeding, so that a template serves for one day."""
        return f"{datetime.date.today()} {migrations} {self.coes}x{self.per_coe} {self.owners} {self.teams} {self.all_open}"


def template(size, migrate):
    """The template of a size, seeded unless it is there already; `migrate` makes the schema in an empty database."""
    files = sorted((BENCH.parent / "src/main/resources/db/migration").glob("*.sql"))
    mark = size.mark(f"{len(files)}/{sum(f.stat().st_size for f in files)}")
    found = psql("postgres", "-c", "select shobj_description(oid, 'pg_database') from pg_database"
                                   f" where datname = '{size.name}'")
    if found == mark:
        return
    say(f"seeding {size.name}: {size.coes:,} COEs, {size.actions:,} actions")
    began = time.monotonic()
    create(size.name)
    migrate(size.name)
    documents = subprocess.Popen(
        [sys.executable, str(BENCH / "seed/documents.py"), str(size.documents)], stdout=subprocess.PIPE)
    psql(size.name, "-v", f"coes={size.coes}", "-v", f"actions_per_coe={size.per_coe}", "-v", f"owners={size.owners}",
         "-v", f"teams={size.teams}", "-v", f"documents={size.documents}", "-v", f"all_open={int(size.all_open)}",
         "-f", str(BENCH / "seed/seed.sql"), stdin=documents.stdout)
    if documents.wait() != 0:
        raise SystemExit("the documents could not be written")
    psql("postgres", "-c", f"comment on database {size.name} is '{mark}'")
    say(f"  seeded in {time.monotonic() - began:.0f} s")


def settle(name):
    """Begins a measurement with nothing left to write from before it."""
    psql(name, "-c", "checkpoint")


def timed(name, script):
    """The seconds that a script takes in psql."""
    began = time.monotonic()
    psql(name, "-f", str(BENCH / "sql" / script))
    return time.monotonic() - began


def pgbench(name, script, connections, seconds, variables):
    """Transactions a second, and the median and 99th percentile in milliseconds."""
    with tempfile.TemporaryDirectory() as logs:
        command = ["pgbench", "-n", "-M", "prepared", "-c", str(connections), "-j", str(min(connections, 2)),
                   "-T", str(seconds), "-l", "--log-prefix", f"{logs}/t", "-f", str(BENCH / "sql" / script)]
        for variable, value in variables.items():
            command += ["-D", f"{variable}={value}"]
        run = subprocess.run([*command, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if run.returncode != 0 or "aborted" in run.stderr:
            raise SystemExit(f"pgbench {script}: {run.stderr}")
        rate = float(re.search(r"tps = ([\d.]+) \(without", run.stdout).group(1))
        # The third column is the time of a transaction in microseconds.
        times = sorted(int(line.split()[2]) for log in Path(logs).iterdir() for line in log.open())
    return rate, times[len(times) // 2] / 1000, times[len(times) * 99 // 100] / 1000
