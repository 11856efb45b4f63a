"""The cells of a table of chosen fields: what is shown, what else is said, and by whom, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from klusterkarta.charts.county_map import county_name
from klusterkarta.publishing.facet_words import facet_words
from klusterkarta.values.partial_date import parse_years
from klusterkarta.values.quantity import parse_quantity
from klusterkarta.values.text import swedish_sort_key
from klusterkarta.vocabularies.fields import FieldType, profile_fields
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.words import say, words_of_key
from klusterkarta.vocabularies.written import written_value
from klusterkarta.workflow.comparison_values import ActorValues
from klusterkarta.workflow.show import PropertyView, ValueView
from klusterkarta.workflow.side_by_side import is_compared

_INTERPRETED = "interpreted"
# Columns that are read out of what is said, and the facet each is read from.
_READ = {"county": "county", "sector_group": "sector"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableField:
    """A field that can be a column. `facet`: the facet it is read from, "" for a profile field's own statements."""

    code: str
    label: Label
    definition: Label
    group: str
    type: FieldType
    facet: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: the shown texts, what else is said, and the statements behind both (None: no source has the field).

    `unsure`: those of the texts that rest on interpretation.
    """

    texts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    behind: PropertyView | None = None
    unsure: frozenset[str] = frozenset()

    @property
    def values(self) -> list[ValueView]:
        """The statements behind the cell."""
        return self.behind.values if self.behind else []


@cache
def table_fields() -> Mapping[str, TableField]:
    """What can be a column, by code: the public profile fields in their order, and what is read out of them.

    >>> "county" in table_fields(), "contact_name" in table_fields(), "name" in table_fields()
    (True, False, False)
    """
    own = [
        TableField(code=one.code, label=one.label, definition=one.definition, group=one.group, type=one.type)
        for one in profile_fields().values()
        if is_compared(one)
    ]
    read = [
        TableField(
            code=code,
            label=words_of_key(f"table.{code}"),
            definition=words_of_key(f"table.{code}_means"),
            group="place" if code == "county" else "activity",
            type="list",
            facet=facet,
        )
        for code, facet in _READ.items()
    ]
    return {one.code: one for one in [*read, *own]}


def cell_of(actor: ActorValues, field: TableField, *, lang: str) -> TableCell:
    """An actor's cell. A text in several languages is given in `lang`, or in another where it is in no `lang`."""
    if field.facet:
        return _read(actor, field.facet, lang)
    found = actor.properties.get(field.code)
    if found is None:
        return TableCell()
    values = [one for one in found.values if one.language in ("", lang)] or found.values
    shown = _texts(field.code, [one for one in values if one.shown], lang)
    others = _texts(field.code, [one for one in values if _stands_beside(one)], lang)
    if not shown and any(one.reason == "blank" for one in values):
        shown = (say("common.stated_none", lang),)
    return TableCell(shown, tuple(one for one in others if one not in shown), found)


def _read(actor: ActorValues, facet: str, lang: str) -> TableCell:
    """What is read out of the values; the country of an actor that is in no county."""
    codes = actor.summary.facets.get(facet, [])
    if facet == "county" and not codes:
        facet, codes = "country", actor.summary.facets.get("country", [])
    named = [(_name(facet, code, lang), how == _INTERPRETED) for code, how in codes]
    return TableCell(tuple(name for name, _ in named), unsure=frozenset(name for name, unsure in named if unsure))


def _name(facet: str, code: str, lang: str) -> str:
    """A county by its short name: the column's head says what it is."""
    county = counties().get(code) if facet == "county" else None
    return county_name(county, lang) if county else facet_words(facet, lang).get(code, code)


def sort_key(field: TableField, cell: TableCell) -> tuple[float, str]:
    """What a column is sorted by: amounts by their least, years by the first named, all else as Swedish text."""
    text = cell.texts[0] if cell.texts else ""
    if field.type == "quantity":
        quantity = parse_quantity(text)
        return (float("inf") if quantity is None or quantity.low is None else float(quantity.low), "")
    if field.type in ("year", "partial_date"):
        years = parse_years(text)
        return (float(years[0].year) if years else float("inf"), "")
    return (0.0, swedish_sort_key(text))


def _texts(code: str, values: Sequence[ValueView], lang: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(written_value(code, one.value, lang=lang) for one in values))


def _stands_beside(value: ValueView) -> bool:
    """Whether a statement that is not shown says something else than the shown one."""
    return value.mode == "says" and not value.shown and value.reason not in ("agrees", "denied")
