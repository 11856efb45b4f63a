"""The search log from a file (R31)."""

import csv
import io
from pathlib import Path

from django.utils import timezone

from klusterkarta.exchange.searches import BadSearchEntry, LoggedView, SearchEntry, log_searches, logged_searches
from klusterkarta.sources.text_file import decode
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason

# What the commands need of the register comes through here.
__all__ = ["LoggedView", "log_file", "log_one", "logged_searches"]

# Column of the file, in either language → field.
_COLUMNS = {
    "plattform": "platform", "platform": "platform", "sökning": "query", "query": "query", "träffar": "hits",
    "hits": "hits", "datum": "on", "date": "on", "prioritering": "priority", "priority": "priority",
    "källa": "source", "source": "source",
}  # fmt: skip
_NEEDED = ("platform", "query", "hits", "on")


def log_file(path: Path, *, caller: Caller) -> int:
    """Log every search of a CSV file (semicolon or comma; Plattform, Sökning, Träffar, Datum, Prioritering, Källa).

    How many were new. Raises NotAllowed, UnreadableFile, and BadSearchEntry naming the row, before any is stored.
    """
    text = decode(path.read_bytes(), name=path.name).text
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    fields = {
        name: _COLUMNS[name.strip().lower()] for name in rows.fieldnames or () if name.strip().lower() in _COLUMNS
    }
    if missing := [one for one in _NEEDED if one not in fields.values()]:
        raise BadSearchEntry(Reason("exchange.no_column", {"missing": ", ".join(missing)}))
    return log_searches([_entry(row, fields, at) for at, row in enumerate(rows, start=1)], caller=caller)


def log_one(said: tuple[str, str, str], *, on: str, priority: str = "", caller: Caller) -> int:
    """Log one search (platform, query, hits), on a day ("": today); 1 if it is new. Raises as `log_file` does."""
    names = {"platform": "platform", "query": "query", "hits": "hits", "on": "on", "priority": "priority"}
    row = dict(zip(("platform", "query", "hits"), said, strict=True))
    row |= {"on": on or timezone.localdate().isoformat(), "priority": priority}
    return log_searches([_entry(row, names, 1)], caller=caller)


def _entry(row: dict[str, str], fields: dict[str, str], at: int) -> SearchEntry:
    said = {field: (row.get(name) or "").strip() for name, field in fields.items()}
    hits = said.pop("hits").replace(" ", "").replace("\u00a0", "")
    if not (hits.isascii() and hits.isdecimal()):
        raise BadSearchEntry(Reason("exchange.no_hits", {"row": at, "found": hits[:40]}))
    return SearchEntry(hits=int(hits), **said)
