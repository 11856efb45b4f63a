"""What both versions of the PxWeb API have in common: a table's variables, and which of their values are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from klusterkarta.sources.services.meant import dimension_meant, entries_meant
from klusterkarta.sources.services.pieces import Selection
from klusterkarta.sources.services.refusals import bad_answer, bad_question
from klusterkarta.sources.statistics.dimensions import kind_of_heading
from klusterkarta.sources.statistics.raw import Raw
from klusterkarta.values.first_few import first_few

_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A dimension of a table: values by code; `elimination`: left out, the service sums over it by itself."""

    code: str
    text: str
    values: Mapping[str, str]
    elimination: bool = False
    contents: bool = False


def selection_of(
    variables: Sequence[Variable], filters: Mapping[str, Sequence[str]], *, dataset: str
) -> dict[str, list[str]]:
    """The codes to ask for. A variable without a filter: all of a region, an industry, a sex or a year; left to the
    service's own total where it has one; else all. Of several measures one has to be chosen.

    Raises BadQuestion for a dimension or an entry that the table does not have.

    >>> age = Variable(code="Alder", text="ålder", values={"20": "20 år"}, elimination=True)
    >>> region = Variable(code="Region", text="region", values={"00": "Riket", "01": "Stockholm"}, elimination=True)
    >>> selection_of([region, age], {"region": ["0*"]}, dataset="T")
    {'Region': ['00', '01']}
    """
    named = {one.code: one.text for one in variables}
    asked = {dimension_meant(name, named, dataset=dataset): wanted for name, wanted in filters.items()}
    found = {one.code: _codes(one, asked.get(one.code), dataset) for one in variables}
    return {code: codes for code, codes in found.items() if codes}


def _codes(variable: Variable, wanted: Sequence[str] | None, dataset: str) -> list[str]:
    if wanted is not None:
        about = {"dataset": dataset, "dimension": variable.code}
        return list(dict.fromkeys(code for one in wanted for code in entries_meant(one, variable.values, **about)))
    if variable.contents and len(variable.values) > 1:
        contents = first_few((f"{code} ({text})" for code, text in variable.values.items()), _SHOWN)
        raise bad_question("service.many_contents", dataset=dataset, contents=contents, dimension=variable.code)
    if variable.elimination and not kind_of_heading(variable.text):
        return []
    return list(variable.values)


def checked_whole(raw: Raw, selection: Selection, *, service: str, dataset: str) -> Raw:
    """The answer, if it has every cell that was asked for; BadAnswer where not."""
    expected = prod(len(codes) for codes in selection.values())
    if raw.frame.height != expected:
        found = raw.frame.height
        raise bad_answer("service.incomplete", service=service, dataset=dataset, found=found, expected=expected)
    return raw
