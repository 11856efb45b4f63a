"""The rows of the table: each cell's words, what else is said, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.vocabularies.words import say
from klusterkarta.web.figures import Wording, in_page_language
from klusterkarta.web.pages.profile.facts import said_of
from klusterkarta.web.pages.profile.sources import Letters, SourceNote
from klusterkarta.web.pages.selection_table.columns import is_number
from klusterkarta.workflow.selection_table import TableRow
from klusterkarta.workflow.table_cells import TableCell, TableField


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A cell. `also` are values that are said and not shown; `silent` stands where no value is.

    `plain` is the whole of a cell that holds nothing but its text, as most do.
    """

    number: bool
    plain: str
    texts: list[str]
    unsure: list[str]
    also: str
    conflict: bool
    silent: str
    notes: list[SourceNote]


@dataclass(frozen=True, slots=True)
class RowView:
    """An actor's row."""

    actor: int
    name: Wording
    cells: list[CellView]


def row_views(
    rows: Sequence[TableRow], fields: Sequence[TableField], *, letters: Letters, lang: str, with_sources: bool
) -> list[RowView]:
    """The rows in their order. Sources stand at every value, or only where several values stand beside each other."""
    shown = letters if with_sources else None
    return [
        RowView(
            row.summary.id,
            in_page_language(row.summary, "name", lang=lang) or Wording(row.name),
            [
                _view(cell, field, shown or (letters if cell.others else None), lang)
                for field, cell in zip(fields, row.cells, strict=True)
            ],
        )
        for row in rows
    ]


def _view(cell: TableCell, field: TableField, letters: Letters | None, lang: str) -> CellView:
    conflict = cell.behind is not None and cell.behind.conflict
    is_plain = bool(cell.texts) and not (cell.unsure or cell.others or conflict or letters)
    return CellView(
        number=is_number(field),
        plain=", ".join(cell.texts) if is_plain else "",
        texts=[one for one in cell.texts if one not in cell.unsure],
        unsure=[one for one in cell.texts if one in cell.unsure],
        also=say("table.also", lang, values=", ".join(cell.others)) if cell.others else "",
        conflict=conflict,
        silent="" if cell.texts else say("list.missing", lang),
        notes=letters.notes([said_of(one, lang) for one in cell.values if one.mode == "says"]) if letters else [],
    )
