"""Eurostat's API Statistics: JSON-stat 2.0 by GET, filters as parameters in any order."""

from klusterkarta.sources.services.answers import jsonstat_of
from klusterkarta.sources.services.line import Line
from klusterkarta.sources.services.pieces import Selection, Told, gathered, together
from klusterkarta.sources.services.query import FigureQuery
from klusterkarta.sources.services.refusals import bad_question
from klusterkarta.sources.statistics.raw import VALUE, Raw
from klusterkarta.vocabularies.services import Service


def fetch_eurostat(query: FigureQuery, service: Service, *, line: Line, told: Told) -> tuple[Raw, int]:
    """The figures, and in how many pieces they came. A question that is too large is halved by its longest filter.

    Raises what `Line` does, BadQuestion where there is no figure at all, BadAnswer for what is no JSON-stat.
    """
    address = f"{query.base}/data/{query.dataset}"
    spoken = [("format", "JSON"), ("lang", service.language)]

    def ask(piece: Selection) -> Raw:
        filters = [(name, code) for name, codes in piece.items() for code in codes if code != "*"]
        return jsonstat_of(line.get(address, query=[*spoken, *filters]), service=line.name, address=address)

    answers, count = gathered(query.filters, ask, most=0, told=told)
    raw = together(answers, service=line.name)
    if (raw.frame[VALUE] == "..").all():
        raise bad_question("service.nothing", service=line.name, dataset=query.dataset)
    # The dataset calls its source by a code; the service's own name is the one to be shown.
    return Raw(raw.frame, {name: text for name, text in raw.said.items() if name != "source"}), count
