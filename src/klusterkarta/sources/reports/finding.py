"""What is found in a report, as plain values to hand from the process that reads to the one that asked."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from klusterkarta.sources.reports.lists import ListItem, ListValue, extract_lists
from klusterkarta.sources.reports.page_text import Place, Report
from klusterkarta.sources.reports.profile import Profile, Value
from klusterkarta.sources.reports.profiles import extract_profiles
from klusterkarta.sources.reports.tables import FoundTable, extract_tables


def find_in(report: Report, what: str) -> list[Any]:
    """The report's profiles, tables or lists for JSON; `profiles_from`, `tables_from` and `lists_from` take them back.

    >>> find_in(Report("a.txt", "text", ()), "profiles")
    []
    """
    return _FINDERS[what](report)


def profiles_from(plain: list[Any]) -> list[Profile]:
    """The profiles that `find_in` made plain.

    >>> profiles_from([{"name": {"text": "Glasriket", "place": None}}])[0].text("name")
    'Glasriket'
    """
    return [Profile({column: Value(one["text"], _place(one["place"])) for column, one in row.items()}) for row in plain]


def tables_from(plain: list[Any]) -> list[FoundTable]:
    """The tables that `find_in` made plain."""
    return [
        FoundTable(one["title"], tuple(one["header"]), tuple(map(tuple, one["rows"])), Place(**one["place"]))
        for one in plain
    ]


def lists_from(plain: list[Any]) -> list[ListItem]:
    """The list items that `find_in` made plain."""
    return [
        ListItem(
            heading=one["heading"],
            country=one["country"],
            label=one["label"],
            values=tuple(ListValue(**value) for value in one["values"]),
            place=Place(**one["place"]),
        )
        for one in plain
    ]


def _profiles(report: Report) -> list[Any]:
    return [{column: asdict(value) for column, value in one.values.items()} for one in extract_profiles(report)]


def _tables(report: Report) -> list[Any]:
    return [asdict(one) for one in extract_tables(report)]


def _lists(report: Report) -> list[Any]:
    return [asdict(one) for one in extract_lists(report)]


def _place(plain: dict[str, int] | None) -> Place | None:
    return Place(**plain) if plain else None


_FINDERS: dict[str, Callable[[Report], list[Any]]] = {"profiles": _profiles, "tables": _tables, "lists": _lists}
