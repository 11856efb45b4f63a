"""The measuring itself, in a process of its own: requests through the whole site, without a network."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from klusterkarta.benchmarks.measure import stop_watch
from klusterkarta.benchmarks.register.workspace import open_register
from klusterkarta.benchmarks.site.requests import AFTER_WRITES, requests_of

_WRITES = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """Milliseconds of different requests of one sort, each asked once.

    `processor` is the median of what this process computed, which other programs on the machine do not stretch; a
    PostgreSQL server computes elsewhere.
    """

    median: float
    worst: float
    processor: float


class NoPage(RuntimeError):
    """An address did not answer with a page: what was measured would be something else."""


def measure_site(workspace: Path, *, database_url: str, actors: int) -> dict[str, Answered]:
    """Ask the site of a filled register; sort of request → what it took."""
    open_register(workspace, database_url)
    from django.db import connection

    if connection.vendor == "postgresql":
        # What the server's autovacuum does within a minute of a large collect.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    requests = requests_of(actors)
    answered = {sort: _answered(addresses) for sort, addresses in requests.items()}
    return answered | {f"{sort}, first after a write": _after_writes(requests[sort]) for sort in AFTER_WRITES}


def _after_writes(addresses: Sequence[str]) -> Answered:
    """Each address asked once after somebody has edited an actor: what is kept in memory has to be read again."""
    from django.test import Client

    from klusterkarta.benchmarks.site.requests import edit_somebody

    client, times = Client(), []
    for at, address in enumerate(addresses[:_WRITES]):
        edit_somebody(str(at))
        times.append(_ask(client, address))
    return _summed(times)


def _answered(addresses: Sequence[str]) -> Answered:
    from django.test import Client

    client = Client()
    # Templates, words and the database's pages are loaded by one request of the same sort that is not counted; with a
    # single address that one is counted all the same, the second time.
    _ask(client, addresses[0])
    times = [_ask(client, one) for one in addresses[1:] or addresses]
    return _summed(times)


def _summed(times: Sequence[tuple[float, float]]) -> Answered:
    clock, processor = ([one[at] * 1000 for one in times] for at in (0, 1))
    return Answered(statistics.median(clock), max(clock), statistics.median(processor))


def _ask(client: object, address: str) -> tuple[float, float]:
    took = stop_watch()
    answer = client.get(address)  # type: ignore[attr-defined]
    seconds = took()
    if answer.status_code != 200:
        raise NoPage(f"{address} answered {answer.status_code}")
    return seconds
