"""Any selection of actors as a table of chosen fields: narrowed by the words of a column, ordered by any column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from klusterkarta.catalogue.selectors.actors import ActorSummary
from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.catalogue.selectors.filters import ActorFilter, passing
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold, swedish_sort_key
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.workflow.comparison_values import ActorValues, values_of_actors
from klusterkarta.workflow.table_cells import TableCell, TableField, cell_of, sort_key, table_fields

USUAL_FIELDS = (
    "county", "organisation_form", "funding_form", "funders", "target_group", "start_year", "members",
)  # fmt: skip
MOST_FIELDS = 12
NAME = "name"
_SHORT = 3
_MOST_KEPT = 1_000


class BadTable(Explained):
    """A table that cannot be made: a field that does not exist, or too many of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChoice:
    """Which fields are columns, in order; the words that a column's cell has to hold; the column that orders the rows.

    No fields are the usual ones, as far as some actor of the selection has a value of them. `sort` is a field or
    `name`, with `-` for descending. Rows without a value stand last in either direction.
    """

    fields: tuple[str, ...] = ()
    contains: Mapping[str, str] = field(default_factory=dict)
    sort: str = NAME


@dataclass(frozen=True, slots=True)
class TableRow:
    """An actor and its cells, in the order of the columns."""

    summary: ActorSummary
    name: str
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class SelectionTable:
    """The columns, the rows that hold the words asked for, and how many rows the selection had before that."""

    fields: tuple[TableField, ...]
    rows: tuple[TableRow, ...]
    chosen: int


def chosen_actors(chosen: ActorFilter, *, limit: int | None = None) -> list[int]:
    """The ids of the actors that pass the list's filter, by name; at most `limit`."""
    return list(passing(chosen).order_by("sort_key", "pk").values_list("pk", flat=True)[:limit])


def selection_table(actors: Sequence[int], choice: TableChoice, *, lang: str) -> SelectionTable:
    """The table of these actors, as anybody may see them. Raises BadTable. No actors, no rows, all columns."""
    chosen = chosen_fields(choice)
    found = _values(actors)
    fields = chosen or _usual(found, lang)
    kept = [one for one in found if _holds(one, choice.contains, lang)]
    rows = tuple(
        TableRow(one.summary, one.summary.name, tuple(cell_of(one, field, lang=lang) for field in fields))
        for one in _ordered(kept, choice.sort, lang)
    )
    return SelectionTable(fields, rows, len(found))


def _values(actors: Sequence[int]) -> Sequence[ActorValues]:
    """What is said of the actors. Of as many as a page shows it is kept: the next order or column asks for the same."""
    if len(actors) > _MOST_KEPT:
        return values_of_actors(actors)
    return _kept_values(latest_moving_change(), tuple(actors))


@lru_cache(maxsize=4)
def _kept_values(_version: Version | None, actors: tuple[int, ...]) -> tuple[ActorValues, ...]:
    return tuple(values_of_actors(actors))


def _usual(actors: Sequence[ActorValues], lang: str) -> tuple[TableField, ...]:
    """The usual fields that some of the actors has a value of; all of them where that leaves none."""
    usual = tuple(table_fields()[code] for code in USUAL_FIELDS)
    return tuple(one for one in usual if any(cell_of(actor, one, lang=lang).texts for actor in actors)) or usual


def full_table(actors: Sequence[int], *, lang: str) -> SelectionTable:
    """The table of these actors, in their order, with every field that some of them has a value of."""
    found = values_of_actors(actors)
    cells = {code: [cell_of(one, field, lang=lang) for one in found] for code, field in table_fields().items()}
    said = [code for code, column in cells.items() if any(cell.texts or cell.others for cell in column)]
    rows = tuple(
        TableRow(one.summary, one.summary.name, tuple(cells[code][at] for code in said)) for at, one in enumerate(found)
    )
    return SelectionTable(tuple(table_fields()[code] for code in said), rows, len(found))


def check_width(choice: TableChoice) -> None:
    """Raises BadTable for more columns than a page or a sheet of paper has room for; a file may have more."""
    if len(choice.fields) > MOST_FIELDS:
        raise BadTable(Reason("compare.too_many_fields", {"count": len(choice.fields), "most": MOST_FIELDS}))


def chosen_fields(choice: TableChoice) -> tuple[TableField, ...]:
    """The columns of a choice. Raises BadTable for a field that no table has, also one to order or filter by."""
    known = table_fields()
    ordering = choice.sort.lstrip("-")
    for code in (*choice.fields, *choice.contains, ordering):
        if code not in known and (code != NAME or code in choice.fields):
            raise BadTable(Reason("compare.unknown_field", {"field": code[:60], "fields": ", ".join(known)}))
    return tuple(known[code] for code in dict.fromkeys(choice.fields))


def _holds(actor: ActorValues, contains: Mapping[str, str], lang: str) -> bool:
    """Whether each field asked about has all the words, in a shown value or in one that stands beside it."""
    for code, words in contains.items():
        cell = TableCell((actor.summary.name,)) if code == NAME else cell_of(actor, table_fields()[code], lang=lang)
        folded = f" {fold(' '.join((*cell.texts, *cell.others)))}"
        if not all(_pattern(word) in folded for word in fold(words).split()):
            return False
    return True


def _pattern(word: str) -> str:
    """A long word is looked for inside compounds too ("kluster"); a short one only where a word begins ("SME")."""
    return word if len(word) > _SHORT else f" {word}"


def _ordered(actors: Sequence[ActorValues], sort: str, lang: str) -> list[ActorValues]:
    code, descending = sort.lstrip("-"), sort.startswith("-")
    by_name = sorted(actors, key=lambda one: (swedish_sort_key(one.summary.name), one.summary.id))
    if code == NAME:
        return by_name[::-1] if descending else by_name
    field = table_fields()[code]
    cells = {one.summary.id: cell_of(one, field, lang=lang) for one in by_name}
    said = [one for one in by_name if cells[one.summary.id].texts]
    said.sort(key=lambda one: sort_key(field, cells[one.summary.id]), reverse=descending)
    return [*said, *(one for one in by_name if not cells[one.summary.id].texts)]
