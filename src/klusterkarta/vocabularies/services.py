"""Services of statistics: how each is called, where, under which licence, and what it bears."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.labels import Label, read_label

KINDS = ("pxweb1", "pxweb2", "jsonstat", "sdmx")


class UnknownService(Explained):
    """No service has that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service of statistics.

    `kind` chooses the reader; `calls` in `seconds` and `cells` a question are what it allows (0 cells: no limit of
    ours); a kept answer is called old after `fresh_days`; `forms` are its own words for the formats that we read, the
    usual one first; `structure` and `data` go with its two kinds of SDMX questions; `example` is a dataset's name.
    """

    key: str
    label: Label
    kind: str
    base: str
    source: str
    licence: str
    terms: str
    calls: int
    seconds: int
    cells: int
    fresh_days: int
    language: str
    example: str
    agency: str = ""
    structure: str = ""
    data: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)
    place_year: int | None = None


@cache
def services() -> Mapping[str, Service]:
    """Every service by its key.

    >>> services()["scb"].licence, services()["oecd"].kind
    ('CC0', 'sdmx')
    """
    found: Mapping[str, Mapping[str, Any]] = read_document("services").body["services"]
    return {key: Service(**{**entry, "key": key, "label": read_label(entry["label"])}) for key, entry in found.items()}


def mark_label(mark: str) -> Label | None:
    """What a mark on a figure means; None for one that is not in the list.

    >>> mark_label("B").en
    'break in the series'
    """
    found: Mapping[str, Any] = read_document("services").body["marks"]
    return read_label(found[mark.lower()]) if mark.lower() in found else None


def service_of(key: str) -> Service:
    """A service by its key. UnknownService names those that there are.

    >>> service_of("kolada")
    Traceback (most recent call last):
        ...
    klusterkarta.vocabularies.services.UnknownService: There is no service “kolada”. ...
    """
    if key not in services():
        raise UnknownService(Reason("service.unknown", {"service": key, "services": ", ".join(services())}))
    return services()[key]
