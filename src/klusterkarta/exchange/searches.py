"""The search log: which platform was asked what, how many hits there were, when (R31); read by everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from klusterkarta.catalogue.services.log import append_change, now, one_writer
from klusterkarta.exchange.models import LoggedSearch
from klusterkarta.values.caller import Caller
from klusterkarta.values.partial_date import is_partial_date
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed

_MOST_HITS = 10**12
_TEXTS = ("platform", "query", "priority", "source")
_LONGEST = {one.name: one.max_length or 0 for one in LoggedSearch._meta.fields if one.name in _TEXTS}


class BadSearchEntry(Explained):
    """A search cannot be logged; the reason says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A search: platform, query, hits, day (YYYY, YYYY-MM or YYYY-MM-DD), for which priority, who says so."""

    platform: str
    query: str
    hits: int
    on: str
    priority: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LoggedView:
    """A logged search. `drift`: how many hits more or fewer than the same search had before; None for the first."""

    id: int
    entry: SearchEntry
    drift: int | None


def log_searches(entries: Sequence[SearchEntry], *, caller: Caller) -> int:
    """Log the searches; how many are new: one that is logged already, the same in all, is left as it is.

    Raises NotAllowed, and BadSearchEntry before any is stored.
    """
    check_allowed(caller, "edit_work")
    for at, one in enumerate(entries, start=1):
        _check(one, at)
    with transaction.atomic():
        # Else two who log the same at once would both find it missing.
        one_writer()
        known = {one.entry for one in logged_searches()}
        fresh = list(dict.fromkeys(one for one in entries if one not in known))
        rows = [
            LoggedSearch(
                platform=one.platform, query=one.query, priority=one.priority, hits=one.hits, on=one.on,
                source=one.source, at=now(), by=caller.name,
            )
            for one in fresh
        ]  # fmt: skip
        LoggedSearch.objects.bulk_create(rows)
        if rows:
            append_change(caller, "shortlist", detail={"step": "searches", "count": len(rows)})
    return len(rows)


def take_back_search(search_id: int, *, caller: Caller) -> None:
    """Let a logged search count no more. Raises NotAllowed, BadSearchEntry for an unknown one."""
    check_allowed(caller, "edit_work")
    with transaction.atomic():
        if not LoggedSearch.objects.filter(pk=search_id, taken_back_at=None).update(taken_back_at=now()):
            raise BadSearchEntry(Reason("exchange.no_search", {"search": search_id}))
        append_change(caller, "shortlist", detail={"step": "search_taken_back"})


def logged_searches(text: str = "", *, moment: datetime | None = None) -> list[LoggedView]:
    """The log, oldest day first, of those whose query or priority has the text; with drift between equal searches.

    `moment`: as the log was then.
    """
    rows = LoggedSearch.objects.order_by("on", "pk")
    if moment is None:
        rows = rows.filter(taken_back_at=None)
    else:
        rows = rows.filter(Q(taken_back_at=None) | Q(taken_back_at__gt=moment), at__lte=moment)
    before: dict[tuple[str, str], int] = {}
    found = []
    for row in rows:
        entry = SearchEntry(
            platform=row.platform, query=row.query, hits=row.hits, on=row.on, priority=row.priority, source=row.source
        )
        same = (entry.platform.casefold(), entry.query.casefold())
        drift = entry.hits - before[same] if same in before else None
        before[same] = entry.hits
        if text.casefold() in f"{entry.query} {entry.priority}".casefold():
            found.append(LoggedView(row.pk, entry, drift))
    return found


def _check(one: SearchEntry, at: int) -> None:
    if not one.platform.strip() or not one.query.strip():
        raise BadSearchEntry(Reason("exchange.no_query", {"row": at}))
    for name, longest in _LONGEST.items():
        text = getattr(one, name)
        if len(text) > longest:
            raise BadSearchEntry(Reason("exchange.long_search", {"row": at, "found": text[:40], "longest": longest}))
    if not 0 <= one.hits <= _MOST_HITS:
        raise BadSearchEntry(Reason("exchange.no_hits", {"row": at, "found": one.hits}))
    if not is_partial_date(one.on):
        raise BadSearchEntry(Reason("exchange.no_search_day", {"row": at, "found": one.on[:40]}))
