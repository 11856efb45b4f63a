"""One way in to every service: from what was kept, or from the service, whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from klusterkarta.sources.services.eurostat import fetch_eurostat
from klusterkarta.sources.services.kept import keep, kept_answer
from klusterkarta.sources.services.line import Line
from klusterkarta.sources.services.pieces import Told
from klusterkarta.sources.services.pxweb1 import fetch_pxweb1
from klusterkarta.sources.services.pxweb2 import fetch_pxweb2
from klusterkarta.sources.services.query import Fetched, FigureQuery, checked
from klusterkarta.sources.services.sdmx import fetch_sdmx
from klusterkarta.sources.services.throttle import Throttle
from klusterkarta.sources.statistics.raw import Raw
from klusterkarta.vocabularies.services import Service

_FETCHERS: Mapping[str, Callable[..., tuple[Raw, int]]] = {
    "pxweb1": fetch_pxweb1,
    "pxweb2": fetch_pxweb2,
    "jsonstat": fetch_eurostat,
    "sdmx": fetch_sdmx,
}
# PxWeb says 403 where others say 413.
_PXWEB = ("pxweb1", "pxweb2")
_PXWEB_TOO_MUCH = (403, 413, 414)


def _untold(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


def fetch_figures(
    query: FigureQuery,
    folder: Path,
    *,
    refresh: bool = False,
    told: Told = _untold,
    line: Line | None = None,
) -> Fetched:
    """The answer to a question: the one kept in `folder`, or with `refresh` (or where none is kept) the service's.

    A fetched answer is kept once it is whole. Raises UnknownService, BadQuestion, BadAnswer and NoService; what was
    kept before stays then.
    """
    asked, service = checked(query)
    if not refresh and (found := kept_answer(asked, folder)):
        return found
    called = line or line_to(service)
    raw, count = _FETCHERS[service.kind](asked, service, line=called, told=told)
    told(count, count)
    said = {"source": service.source, **raw.said}
    answer = Fetched(
        asked,
        replace(raw, said=said),
        tuple(dict.fromkeys(called.asked)),
        datetime.now(UTC).isoformat(),
    )
    keep(answer, folder)
    return answer


def line_to(service: Service) -> Line:
    """The line to a service, as patient and as restrained as it asks for.

    >>> from klusterkarta.vocabularies.services import service_of
    >>> line_to(service_of("scb")).too_much
    (403, 413, 414)
    """
    throttle = Throttle(service.calls, service.seconds)
    if service.kind in _PXWEB:
        return Line(name=service.source, throttle=throttle, too_much=_PXWEB_TOO_MUCH)
    return Line(name=service.source, throttle=throttle)
