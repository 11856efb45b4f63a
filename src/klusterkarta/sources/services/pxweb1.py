"""PxWeb API version 1, as at many statistical offices: GET tells a table's variables, POST asks for values."""

from typing import Any

from klusterkarta.sources.services.answers import json_of, jsonstat_of
from klusterkarta.sources.services.line import Line
from klusterkarta.sources.services.pieces import Selection, Told, gathered, together
from klusterkarta.sources.services.pxweb import Variable, checked_whole, selection_of
from klusterkarta.sources.services.query import FigureQuery
from klusterkarta.sources.services.refusals import bad_answer
from klusterkarta.sources.statistics.raw import Raw
from klusterkarta.vocabularies.services import Service

_CONTENTS = "ContentsCode"


def fetch_pxweb1(query: FigureQuery, service: Service, *, line: Line, told: Told) -> tuple[Raw, int]:
    """The figures, and in how many pieces they came. Raises what `Line` does, and BadAnswer for what is no table."""
    address = f"{query.base}/{query.dataset}"
    parsed = json_of(line.get(address), service=line.name, address=address)
    variables = _variables(parsed, line.name, address)
    selection = selection_of(variables, query.filters, dataset=query.dataset)

    def ask(piece: Selection) -> Raw:
        return jsonstat_of(line.post(address, body=_body(piece)), service=line.name, address=address)

    answers, count = gathered(selection, ask, most=service.cells, told=told)
    raw = checked_whole(together(answers, service=line.name), selection, service=line.name, dataset=query.dataset)
    return Raw(raw.frame, {"title": str(parsed["title"]), **raw.said}), count


def _body(piece: Selection) -> dict[str, Any]:
    asked = [{"code": code, "selection": {"filter": "item", "values": list(values)}} for code, values in piece.items()]
    return {"query": asked, "response": {"format": "json-stat2"}}


def _variables(parsed: Any, service: str, address: str) -> list[Variable]:
    try:
        return [
            Variable(
                code=str(one["code"]),
                text=str(one["text"]),
                values=dict(zip(map(str, one["values"]), map(str, one["valueTexts"]), strict=True)),
                elimination=bool(one.get("elimination", False)),
                contents=one["code"] == _CONTENTS,
            )
            for one in parsed["variables"]
        ]
    except (KeyError, TypeError, ValueError) as problem:
        raise bad_answer(
            "service.malformed", service=service, address=address, why=f"{type(problem).__name__}: {problem}",
            expected="PxWeb v1",
        ) from problem  # fmt: skip
