"""Searches: the service, and the same SQL by pgbench, for words that few, many and all COEs have."""
import statistics
import time
import urllib.parse

from . import database
from .database import say

AIM_MS = 50
# What is typed, the same as search_query takes it, and what of that may be going on. The made-up texts draw from some hundred words, so that most
# words are in nearly all COEs: harder than real texts, where a word that is worth typing is in few.
SEARCHES = {
    "one number": ("4711", "{*4711}", "{4711}"),
    "a service": ("service-17", "{*service-17}", "{17}"),
    "two words": ("certificate rollback ", "{=certificate,=rollback}", "{}"),
    "a word that is going on": ("certif", "{*certif}", "{certif}"),
    "a phrase": ('"blocked at 4711"', "{=blocked at 4711}", "{}"),
    "two words and not a third": ("service-17 quota -lease ", "{=service-17,=quota,-lease}", "{}"),
    "what is in nearly all": ("replica failed ", "{=replica,=failed}", "{}"),
}
OTHERS = {
    "a misspelt word": "/api/v1/search?q=certficate",
    "similar COEs": "/api/v1/coes/COE-{number}/similar",
    "lessons": "/api/v1/lessons?q=certificate+rollback",
}


def measure(table, servers, size, options):
    name = "coe_bench_search"
    database.create(name, size.name)
    with servers.service(name) as service:
        medians, floors = [], []
        for what, (typed, terms, begun) in SEARCHES.items():
            say(f"search: {what}")
            path = "/api/v1/search?" + urllib.parse.urlencode({"q": typed})
            # The first page is read once more for other spellings when fewer than three are found.
            median = calls(service, lambda number: path, options.seconds)
            floor = database.pgbench(name, "search.sql", 1, max(1, options.seconds // 2), {"terms": terms, "begun": begun})[1]
            medians.append(median)
            floors.append(floor)
            table.add(f"search: {what}", "1 connection", f"{median:.1f} ms", sql=f"{floor:.1f} ms",
                      ratio=f"{median / floor:.2f} times")
        median, floor = statistics.median(medians), statistics.median(floors)
        table.add("search: the median of these", f"{size.coes:,} COEs", f"{median:.1f} ms", sql=f"{floor:.1f} ms",
                  ratio=f"{median / floor:.2f} times", aim=f"{AIM_MS} ms", held=median < AIM_MS)
        for what, path in OTHERS.items():
            median = calls(service, lambda number: path.format(number=size.coes // 2 + number), options.seconds)
            table.add(what, "1 connection", f"{median:.1f} ms")
    database.psql("postgres", "-c", f"drop database {name} with (force)")


def calls(service, path, seconds):
    """The median of requests, one after the other, in milliseconds; the first tenth warms up."""
    times, end = [], time.monotonic() + seconds
    while time.monotonic() < end or len(times) < 20:
        began = time.monotonic()
        service.call("GET", path(len(times) % 1000))
        times.append((time.monotonic() - began) * 1000)
    return statistics.median(times[len(times) // 10:])
