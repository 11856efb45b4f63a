"""PxWeb API version 2: a table's metadata and its data in JSON-stat 2.0, and the service's own limits."""

from dataclasses import replace
from typing import Any

from klusterkarta.sources.services.answers import json_of, jsonstat_of
from klusterkarta.sources.services.line import Line
from klusterkarta.sources.services.pieces import Selection, Told, gathered, together
from klusterkarta.sources.services.pxweb import Variable, checked_whole, selection_of
from klusterkarta.sources.services.query import FigureQuery
from klusterkarta.sources.services.refusals import bad_answer
from klusterkarta.sources.statistics.jsonstat import codes_of
from klusterkarta.sources.statistics.raw import Raw
from klusterkarta.vocabularies.services import Service


def fetch_pxweb2(query: FigureQuery, service: Service, *, line: Line, told: Told) -> tuple[Raw, int]:
    """The figures, and in how many pieces they came. Raises what `Line` does, and BadAnswer for what is no table."""
    spoken = [("lang", service.language), ("outputFormat", "json-stat2")]
    most = _own_limits(query, service, line)
    address = f"{query.base}/tables/{query.dataset}"
    parsed = json_of(line.get(f"{address}/metadata", query=spoken), service=line.name, address=f"{address}/metadata")
    selection = selection_of(_variables(parsed, line.name, f"{address}/metadata"), query.filters, dataset=query.dataset)

    def ask(piece: Selection) -> Raw:
        body = {"selection": [{"variableCode": code, "valueCodes": list(codes)} for code, codes in piece.items()]}
        found = line.post(f"{address}/data", query=spoken, body=body)
        return jsonstat_of(found, service=line.name, address=f"{address}/data")

    answers, count = gathered(selection, ask, most=most, told=told)
    raw = checked_whole(together(answers, service=line.name), selection, service=line.name, dataset=query.dataset)
    return raw, count


def _own_limits(query: FigureQuery, service: Service, line: Line) -> int:
    """The most cells of a question by the service's own word; its calls in a window count from now on too."""
    address = f"{query.base}/config"
    said = json_of(line.get(address), service=line.name, address=address)
    try:
        calls, seconds = int(said["maxCallsPerTimeWindow"]), int(said["timeWindow"])
        cells = int(said["maxDataCells"])
    except (KeyError, TypeError, ValueError):
        return service.cells
    line.throttle = replace(line.throttle, calls=max(1, calls), seconds=max(0, seconds))
    return cells


def _variables(parsed: Any, service: str, address: str) -> list[Variable]:
    try:
        metric = set((parsed.get("role") or {}).get("metric", ()))
        return [_variable(code, parsed["dimension"][code], contents=code in metric) for code in parsed["id"]]
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise bad_answer(
            "service.malformed", service=service, address=address, why=f"{type(problem).__name__}: {problem}",
            expected="JSON-stat 2.0",
        ) from problem  # fmt: skip


def _variable(code: str, dimension: Any, *, contents: bool) -> Variable:
    labels = dimension["category"].get("label") or {}
    return Variable(
        code=code,
        text=str(dimension.get("label") or code),
        values={one: str(labels.get(one, one)) for one in codes_of(dimension["category"])},
        elimination=bool((dimension.get("extension") or {}).get("elimination", False)),
        contents=contents,
    )
