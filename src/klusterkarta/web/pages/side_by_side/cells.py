"""The rows of the comparison: each field's values with who says so, what is missing, and how the actors agree."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from klusterkarta.vocabularies.words import say
from klusterkarta.vocabularies.written import written_value
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.pages.profile.facts import FactValue, Form, fact_row
from klusterkarta.web.pages.profile.sources import Letters
from klusterkarta.workflow.comparison_values import ActorValues
from klusterkarta.workflow.show import PropertyView
from klusterkarta.workflow.side_by_side import Agreement, ComparedField, SideBySide, agreement_of

_READ = ("county", "sector", "priority")
# How the agreement is marked: a shape, beside its words.
_MARKS: dict[Agreement, str] = {"same": "alike", "differs": "apart", "partly": "part", "alone": "none"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one actor has of a field. Without values, `silent` says so in words, with the letters of silent sources."""

    name: str
    form: Form
    values: list[FactValue]
    silent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    """A field with a cell for each actor. `state` is how they agree, in words with a mark; "" for each its own."""

    code: str
    label: str
    definition: str
    state: str
    mark: str
    common: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What the actor's words are read as: by a source's own words, and by interpretation."""

    name: str
    certain: list[str]
    interpreted: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A facet read out of the values, with a cell for each actor."""

    label: str
    state: str
    mark: str
    cells: list[ReadCell]


def compare_rows(found: SideBySide, letters: Letters, *, lang: str, names: Sequence[str]) -> list[CompareRow]:
    """The fields' rows. `names` are the actors' as the columns have them: a narrow screen repeats them in the cells."""
    return [_row(one, letters, lang=lang, names=names) for one in found.fields]


def read_rows(found: SideBySide, lang: str, *, names: Sequence[str]) -> list[ReadRow]:
    """The rows of what is read out of the values: counties, main sectors, priorities."""
    rows = (_read_row(facet, found.actors, lang, names) for facet in _READ)
    return [row for row in rows if any(cell.certain or cell.interpreted for cell in row.cells)]


def _row(one: ComparedField, letters: Letters, *, lang: str, names: Sequence[str]) -> CompareRow:
    common = [written_value(one.field.code, text, lang=lang) for text in one.common]
    return CompareRow(
        code=one.field.code,
        label=one.field.label.read(lang),
        definition=one.field.definition.read(lang),
        state=_state(one.agreement, lang),
        mark=_MARKS.get(one.agreement, ""),
        common=", ".join(common),
        cells=[_cell(cell, letters, lang=lang, name=name) for cell, name in zip(one.cells, names, strict=True)],
    )


def _state(agreement: Agreement, lang: str) -> str:
    return say(f"compare.{agreement}", lang) if agreement else ""


def _cell(cell: PropertyView | None, letters: Letters, *, lang: str, name: str) -> Cell:
    if cell is None:
        return Cell(name=name, form="plain", values=[], silent=say("compare.not_asked", lang))
    if not cell.values:
        silent = ", ".join(sorted(map(letters.letter, cell.missing_in)))
        return Cell(name=name, form="plain", values=[], silent=say("compare.silent", lang, letters=silent))
    row = fact_row(cell, letters, lang=lang)
    return Cell(name=name, form=row.form, values=row.values)


def _read_row(facet: str, actors: Sequence[ActorValues], lang: str, names: Sequence[str]) -> ReadRow:
    read = [one.summary.facets.get(facet, []) for one in actors]
    agreement = agreement_of([frozenset(code for code, _ in codes) for codes in read])
    return ReadRow(
        label=say(f"list.facet_{facet}", lang),
        state=_state(agreement, lang),
        mark=_MARKS.get(agreement, ""),
        cells=[
            ReadCell(name, _named(facet, codes, lang, _certain), _named(facet, codes, lang, _interpreted))
            for name, codes in zip(names, read, strict=True)
        ],
    )


def _named(facet: str, codes: Sequence[tuple[str, str]], lang: str, wanted: Callable[[str], bool]) -> list[str]:
    return [code_name(facet, code, lang=lang) for code, how in codes if wanted(how)]


def _interpreted(how: str) -> bool:
    return how == "interpreted"


def _certain(how: str) -> bool:
    return how != "interpreted"
