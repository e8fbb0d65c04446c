"""What the audit chain costs those who write: none, the sealer, and a chain within each transaction; and sealing itself."""
import statistics
import threading
import time

from . import database
from .database import say
from .load import WORKLOADS, Load

CONNECTIONS = 8
KEPT_AIM = 0.9
EVENTS = 100_000

NONE, SEALER, IN_TRANSACTION = "no chain", "sealed each second", "chain in each transaction"
VARIANTS = (NONE, SEALER, IN_TRANSACTION)


def measure(table, servers, size, options):
    """One service, warm, that does not seal by itself: the variants take turns on it in short slices, in another order each round, so
    that what else the machine does meets them all alike. A variant is judged by its share of "no chain" in the same round."""
    name = "coe_bench_audit"
    database.create(name, size.name)
    load = Load(size)
    with servers.service(name, COE_AUDIT_SEAL_EVERY="0S") as service:
        for workload in ("patch", "create"):
            if workload in options.workloads:
                load.wrk(service, workload, CONNECTIONS, options.warm_up)
                rates = {variant: [] for variant in VARIANTS}
                for round_ in range(options.audit_rounds):
                    for variant in VARIANTS[round_ % 3:] + VARIANTS[:round_ % 3]:
                        rates[variant].append(slice_of(variant, load, service, name, workload, options.seconds))
                    say(f"audit chain, {workload}, round {round_ + 1}: "
                        + ", ".join(f"{variant} {rates[variant][-1]}" for variant in VARIANTS))
                rows(table, workload, rates)
    sealing(table, servers, name, options)
    database.psql("postgres", "-c", f"drop database {name} with (force)")


def slice_of(variant, load, service, name, workload, seconds):
    inside = variant == IN_TRANSACTION
    database.timed(name, "chain-in-transactions.sql" if inside else "chain-outside-transactions.sql")
    # What a slice without a sealer has left is not for the next one to seal.
    seal(name)
    database.settle(name)
    if variant != SEALER:
        return load.wrk(service, workload, CONNECTIONS, seconds)
    with Sealer(name):
        return load.wrk(service, workload, CONNECTIONS, seconds)


class Sealer:
    """Does once a second what the service does."""

    def __init__(self, name):
        self.name = name
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.ended.wait(1):
            seal(self.name)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *failure):
        self.ended.set()
        self.thread.join()


def middle(rates):
    return sorted(rates, key=lambda rate: rate.per_second)[len(rates) // 2]


def rows(table, workload, rates):
    for variant in VARIANTS:
        shares = sorted(rate.per_second / none.per_second
                        for rate, none in zip(rates[variant], rates[NONE]) if none.per_second)
        kept = statistics.median(shares) if shares else 0
        judged = variant == SEALER
        failures = sum(rate.failures for rate in rates[variant])
        table.add(WORKLOADS[workload], f"{CONNECTIONS} connections, {variant}", middle(rates[variant]), "", "",
                  f"{kept:.0%} of no chain ({shares[0]:.0%} to {shares[-1]:.0%})" if shares and variant != NONE else "",
                  f"{KEPT_AIM:.0%}" if judged else "", kept >= KEPT_AIM and not failures if judged else None)


def sealing(table, servers, name, options):
    """How long a night's events take, and the check of all."""
    database.timed(name, "chain-outside-transactions.sql")
    seal(name)
    took = []
    for round_ in range(1, options.rounds + 1):
        say(f"sealing {EVENTS:,} events, round {round_}")
        database.psql(name, "-v", f"events={EVENTS}", "-f", str(database.BENCH / "sql/events.sql"))
        database.settle(name)
        took.append(seal(name))
    table.add("seal", f"{EVENTS:,} events", "", "", f"{statistics.median(took):.1f} s")
    with servers.service(name) as service:
        began = time.monotonic()
        found = service.call("GET", "/api/v1/audit/verification")
        seconds = time.monotonic() - began
    if not found["valid"]:
        raise SystemExit(f"the chain does not hold: {found}")
    table.add("check the chain", f"{found['checked']:,} events", f"{seconds:.1f} s")


def seal(name):
    """As the service does: batches, each a transaction."""
    began = time.monotonic()
    while database.psql(name, "-c", "select seal_audit(10000, true)") == "10000":
        pass
    return time.monotonic() - began
