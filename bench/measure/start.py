"""How long a start takes on data that is there."""
import statistics
import tempfile

from .database import say

AIM_S = 3


def measure(table, servers, size, options):
    say("starts")
    times = []
    for _ in range(options.starts):
        with servers.service(size.name) as service:
            times.append(service.ready_after)
    took = statistics.median(times)
    table.add("ready after a start", f"{size.actions:,} actions", f"{took:.1f} s", aim=f"{AIM_S} s", held=took <= AIM_S)
    if options.embedded:
        with tempfile.TemporaryDirectory() as directory:
            servers.embedded(directory).stop()
            with servers.embedded(directory) as service:
                took = service.ready_after
        table.add("… with the embedded database", "", f"{took:.1f} s")
