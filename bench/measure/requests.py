"""The requests: the service, plain JDBC and plain SQL in turn, on one database."""
from . import database
from .database import say
from .load import WORKLOADS, Load

AIMS = {"read": 0.6, "list": 0.6, "patch": 0.5, "create": 0.5}
P99_AIM_MS = 50


def measure(table, servers, size, options):
    name = "coe_bench_requests"
    database.create(name, size.name)
    load = Load(size)
    with servers.service(name) as service, servers.floor(name) as floor:
        load.learn(service)
        for workload in WORKLOADS:
            if workload not in options.workloads:
                continue
            for server in (service, floor):
                load.wrk(server, workload, 8, options.warm_up)
            database.settle(name)
            for connections in options.connections:
                say(f"{workload} at {connections}")
                row(table, load, name, workload, connections, service, floor, options.seconds)
        table.add("memory after the load (PSS)", "", f"{service.pss():.0f} MiB", f"{floor.pss():.0f} MiB",
                  aim="under 350 MiB", held=service.pss() < 350)
    database.psql("postgres", "-c", f"drop database {name} with (force)")


def row(table, load, name, workload, connections, service, floor, seconds):
    ours = load.wrk(service, workload, connections, seconds)
    jdbc = load.wrk(floor, workload, connections, seconds)
    sql = load.pgbench(name, workload, connections, seconds)
    ratio = ours.per_second / jdbc.per_second
    aims, held = [], []
    if connections >= 8 and workload in AIMS:
        aims.append(f"{AIMS[workload]:.0%}")
        held.append(ratio >= AIMS[workload])
    if connections == 8:
        aims.append(f"p99 < {P99_AIM_MS} ms")
        held.append(ours.p99 < P99_AIM_MS)
    table.add(WORKLOADS[workload], f"{connections} connection" + "s" * (connections > 1), ours, jdbc, sql,
              f"{ratio:.0%} of JDBC, {ours.per_second / sql.per_second:.0%} of SQL",
              ", ".join(aims), all(held) and not ours.failures if held else None)
