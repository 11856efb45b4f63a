"""SDMX REST 2.1, as Eurostat and OECD serve it: the structure first, then the data as csv, json or xml."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote

import polars as pl

from klusterkarta.sources.services.line import Line
from klusterkarta.sources.services.meant import dimension_meant, entries_meant
from klusterkarta.sources.services.pieces import Selection, Told, gathered, together
from klusterkarta.sources.services.query import FigureQuery
from klusterkarta.sources.services.refusals import bad_question
from klusterkarta.sources.services.sdmx_csv import read_csv
from klusterkarta.sources.services.sdmx_frame import SdmxTable, raw_of
from klusterkarta.sources.services.sdmx_json import read_json
from klusterkarta.sources.services.sdmx_xml import read_structure, read_xml
from klusterkarta.sources.statistics.raw import VALUE, Raw
from klusterkarta.vocabularies.services import Service

_Reader = Callable[[bytes, SdmxTable], pl.DataFrame]
_READERS: Mapping[str, _Reader] = {"csv": read_csv, "json": read_json, "xml": read_xml}


@dataclass(frozen=True, slots=True)
class _Flow:
    """A dataflow by its three parts: "AGENCY,FLOW,VERSION", or the flow alone for a service of one agency."""

    agency: str
    name: str
    version: str


def fetch_sdmx(query: FigureQuery, service: Service, *, line: Line, told: Told) -> tuple[Raw, int]:
    """The figures, and in how many pieces they came. A question that is too large is halved by its longest filter.

    Raises what `Line` does, BadQuestion for a dimension or code that the structure lacks and where there is no figure,
    BadAnswer for what is no SDMX.
    """
    flow = _flow(query.dataset, service)
    told(0, 1)
    structure = f"{query.base}/dataflow/{flow.agency}/{quote(flow.name)}/{flow.version or 'latest'}"
    pairs = [_pair(service.structure)] if service.structure else []
    table = read_structure(line.get(structure, query=pairs), service=line.name, address=structure)
    selection = _selection(table, query)
    extra = [("format", service.forms[query.form]), *([_pair(service.data)] if service.data else [])]

    def ask(piece: Selection) -> Raw:
        address = f"{query.base}/data/{quote(query.dataset, safe=',')}/{_key(table, piece)}"
        years = sorted(piece.get(table.time, ()))
        period = [("startPeriod", years[0]), ("endPeriod", years[-1])] if years else []
        body = line.get(address, query=[*extra, *period])
        frame = table.reading(_READERS[query.form], body, service=line.name, address=address)
        return raw_of(frame if not years else frame.filter(pl.col(table.time).is_in(years)), table)

    answers, count = gathered(selection, ask, most=0, told=told)
    raw = together(answers, service=line.name)
    if raw.frame.is_empty() or (raw.frame[VALUE] == "..").all():
        raise bad_question("service.nothing", service=line.name, dataset=query.dataset)
    return raw, count


def _flow(dataset: str, service: Service) -> _Flow:
    parts = dataset.split(",")
    if len(parts) == 1 and service.agency:
        return _Flow(service.agency, dataset, "")
    if len(parts) not in (2, 3) or not all(parts[:2]):
        raise bad_question("service.bad_dataset", dataset=dataset, service=service.source, example=service.example)
    return _Flow(parts[0], parts[1], parts[2] if len(parts) > 2 else "")


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


def _key(table: SdmxTable, piece: Selection) -> str:
    """The key of a data question: each dimension's codes in the structure's order, nothing for all of them."""
    return ".".join("+".join(quote(code) for code in piece.get(one.id, ())) for one in table.keyed)


def _selection(table: SdmxTable, query: FigureQuery) -> dict[str, Sequence[str]]:
    named = {one.id: one.name for one in table.dimensions}
    codes = {one.id: one.codes for one in table.dimensions}
    found: dict[str, Sequence[str]] = {}
    for name, wanted in query.filters.items():
        one = dimension_meant(name, named, dataset=query.dataset)
        if "*" in wanted:
            continue
        about = {"dataset": query.dataset, "dimension": one}
        # A dimension without a list of codes takes any.
        meant = [entries_meant(code, codes[one], **about) if codes[one] else [code] for code in wanted]
        found[one] = list(dict.fromkeys(chain.from_iterable(meant)))
    return found
