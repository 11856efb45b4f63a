"""A question to a service of statistics, and its answer."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from klusterkarta.sources.services.refusals import bad_question
from klusterkarta.sources.statistics.raw import Raw
from klusterkarta.vocabularies.services import Service, service_of

_DATASET = re.compile(r"[A-Za-z0-9_@.,-]+(?:/[A-Za-z0-9_@.,-]+)*")
_LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureQuery:
    """What is asked: a dataset of a service, with the codes that are wanted of some dimensions.

    `filters`: dimension → codes ("*" for all, "01*" for those that begin so where the service tells its codes first);
    `base`: the address where the service is not called at its usual one; `form`: csv, json or xml where it has several.
    """

    service: str
    dataset: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    base: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the figures as they came, the addresses that were asked, and when (ISO 8601, UTC)."""

    query: FigureQuery
    raw: Raw
    asked: tuple[str, ...]
    fetched_at: str
    kept: bool = False


def checked(query: FigureQuery) -> tuple[FigureQuery, Service]:
    """The question with its address and format filled in, and its service.

    Raises UnknownService, and BadQuestion for a dataset, an address or a format that the service cannot have.

    >>> checked(FigureQuery(service="eurostat", dataset="nama_10r_3empers"))[0].base[:27]
    'https://ec.europa.eu/eurost'
    """
    service = service_of(query.service)
    if not _DATASET.fullmatch(query.dataset) or ".." in query.dataset:
        raise bad_question(
            "service.bad_dataset", dataset=query.dataset[:100], service=service.source, example=service.example
        )
    base = (query.base or service.base).rstrip("/")
    parts = urlsplit(base)
    if not (parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL))):
        raise bad_question("service.bad_address", address=base[:200])
    forms = tuple(service.forms)
    if query.form and query.form not in forms:
        raise bad_question(
            "service.bad_form", service=service.source, form=query.form, forms=", ".join(forms) or "json"
        )
    return replace(query, base=base, form=query.form or (forms[0] if forms else "")), service


def parsed_filters(given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Filters as they are typed. BadQuestion for one that is none.

    >>> parsed_filters(["Region=01, 03", "Tid=2019"])
    {'Region': ('01', '03'), 'Tid': ('2019',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        name, _, codes = one.partition("=")
        wanted = tuple(dict.fromkeys(filter(None, (code.strip() for code in codes.split(",")))))
        if not (name.strip() and wanted):
            raise bad_question("service.bad_filter", given=one[:100])
        found[name.strip()] = wanted
    return found


def query_digest(query: FigureQuery) -> str:
    """The same for the same question, whatever the order of its filters."""
    filters = {name: list(codes) for name, codes in sorted(query.filters.items())}
    parts = [query.service, query.dataset, filters, query.base, query.form]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
