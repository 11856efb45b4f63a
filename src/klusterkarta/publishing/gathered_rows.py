"""What differs between a master list as it left and as it came back; the register is not asked yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from klusterkarta.publishing.cell_likeness import likeness_of, parts_of, plain_cell
from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.publishing.returned_rows import MARK, Returned, ReturnedRow
from klusterkarta.values.reason import Reason
from klusterkarta.values.returned import OPTIONS, ReturnItem, ReturnNote, Spot
from klusterkarta.values.text import fold, swedish_sort_key

JOINED = " | "
_OWN = frozenset(column.code for column in COLUMNS if column.own)
_CUT, _CUT_FROM = "[…]", 16_000
WEAK = "less_relevant_priorities"


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell that says something else than it did."""

    key: str
    column: str
    spot: Spot
    text: str


@dataclass(slots=True)
class Gathered:
    """All changed cells, and the items and notes that follow without the register."""

    changed: list[ChangedCell] = field(default_factory=list)
    items: list[ReturnItem] = field(default_factory=list)
    notes: list[ReturnNote] = field(default_factory=list)
    rows: int = 0


class AsLeft:
    """The list as it left, by key."""

    def __init__(self, returned: Returned) -> None:
        self._base = returned.base

    def label(self, code: str) -> str:
        """The column's header in the list's language."""
        return next(column.label(self._base.language) for column in COLUMNS if column.code == code)

    @cached_property
    def cells(self) -> Mapping[str, Mapping[str, str]]:
        """Key → cells by column, without the empty ones."""
        rows = self._base.rows.iter_rows(named=True)
        return {row["record_key"]: {code: text for code, text in row.items() if text} for row in rows}

    @cached_property
    def stood_on(self) -> Mapping[str, frozenset[str]]:
        """Sheet → the keys of its rows, without its links."""
        grouped = self._base.sheets.filter(~pl.col("weak")).group_by("sheet").agg("key")
        return {sheet: frozenset(keys) for sheet, keys in grouped.iter_rows()}

    @cached_property
    def priority(self) -> Mapping[str, str]:
        """Sheet → its priority by name, "" for the sheet of all; in the order of the sheets."""
        return dict(self._base.sheets.select("sheet", "priority").unique(maintain_order=True).iter_rows())

    def name(self, key: str) -> str:
        """The actor's name as it left."""
        return self.cells[key].get("name", key)


def gather(returned: Returned) -> Gathered:
    """Compare every row that came back with the same row as it left."""
    left, found = AsLeft(returned), Gathered()
    fresh: dict[str, ReturnItem] = {}
    for sheet, columns in returned.sheets.items():
        rows = [row for row in returned.rows if row.spot.sheet == sheet]
        found.rows += len(rows)
        ours = _by_key(rows, left, returned.base.export, found)
        for key, same in ours.items():
            _gather_actor(key, same, columns=columns, left=left, found=found)
        if sheet in left.priority:
            found.items += _deleted(sheet, set(ours), left)
        for row in rows:
            if row.mark is None:
                _take_new(row, left.priority.get(sheet, ""), fresh, found)
    found.items += fresh.values()
    found.notes += _missing_sheets(returned, left)
    return found


def _by_key(rows: Sequence[ReturnedRow], left: AsLeft, export: str, found: Gathered) -> dict[str, list[ReturnedRow]]:
    """The rows of the list's own actors; what carries a mark of another list is only told of."""
    ours: dict[str, list[ReturnedRow]] = {}
    for row in rows:
        if row.mark is None:
            continue
        if row.mark.export != export or row.mark.key not in left.cells:
            found.notes.append(ReturnNote(row.spot, row.cells.get("name", ""), Reason("return.other_export")))
        elif not row.link:
            ours.setdefault(row.mark.key, []).append(row)
    return ours


def _gather_actor(
    key: str, rows: Sequence[ReturnedRow], *, columns: Sequence[str], left: AsLeft, found: Gathered
) -> None:
    """The row that is most like what it was stands for the actor; others with its mark are copies."""
    differing = [_differing(row, columns, left.cells[key]) for row in rows]
    at = min(range(len(rows)), key=lambda place: len(differing[place]))
    row = rows[at]
    for code in row.unread:
        found.notes.append(_unread(code, row, left))
    for code in differing[at]:
        _take_change(key, code, row, left=left, found=found)
    priority = left.priority.get(row.spot.sheet, "")
    if priority and key not in left.stood_on.get(row.spot.sheet, ()):
        # A row that was moved here from another sheet says that the actor belongs here.
        carried = parts_of("priorities", row.cells.get("priorities", left.cells[key].get("priorities", "")))
        if priority not in carried:
            found.changed.append(ChangedCell(key, "priorities", row.spot, JOINED.join((*carried, priority))))
    found.items += [_copy(key, copy, left) for place, copy in enumerate(rows) if place != at]


def _differing(row: ReturnedRow, columns: Sequence[str], was: Mapping[str, str]) -> list[str]:
    return [
        code
        for code in columns
        if code != MARK
        and code not in row.unread
        and row.cells.get(code, "") != was.get(code, "")
        and likeness_of(code, row.cells.get(code, "")) != likeness_of(code, was.get(code, ""))
    ]


def _take_change(key: str, code: str, row: ReturnedRow, *, left: AsLeft, found: Gathered) -> None:
    was = left.cells[key].get(code, "")
    text = JOINED.join(parts_of(code, row.cells.get(code, "")))
    refused = _why_not(code, was, text)
    if refused:
        found.notes.append(ReturnNote(row.spot, left.name(key), Reason(refused, {"column": left.label(code)})))
    else:
        found.changed.append(ChangedCell(key, code, row.spot, text))


def _unread(code: str, row: ReturnedRow, left: AsLeft) -> ReturnNote:
    return ReturnNote(row.spot, row.cells.get("name", ""), Reason("return.unread_cell", {"column": left.label(code)}))


def _why_not(code: str, was: str, text: str) -> str:
    if code in _OWN:
        return "return.worked_out"
    if code == "name" and not text:
        return "return.nameless"
    return "return.cut_cell" if was.endswith(_CUT) and len(was) > _CUT_FROM else ""


def _copy(key: str, row: ReturnedRow, left: AsLeft) -> ReturnItem:
    return ReturnItem(
        kind="copied", key=key, name=left.name(key), spot=row.spot, cells=_own_cells(row), options=OPTIONS["copied"]
    )


def _own_cells(row: ReturnedRow) -> dict[str, str]:
    """What the row says in columns that a person can say something in."""
    said = {code: JOINED.join(parts_of(code, text)) for code, text in row.cells.items() if code not in _OWN}
    return {code: text for code, text in said.items() if text}


def _take_new(row: ReturnedRow, priority: str, fresh: dict[str, ReturnItem], found: Gathered) -> None:
    """A new row; the same name on several sheets is one actor."""
    cells = _own_cells(row)
    if not cells:
        return
    if "name" not in cells:
        found.notes.append(ReturnNote(row.spot, "", Reason("return.new_nameless")))
        return
    if priority:
        code = WEAK if row.link else "priorities"
        said = parts_of(code, cells.get(code, ""))
        cells[code] = JOINED.join(dict.fromkeys((*said, priority)))
    name = fold(cells["name"])
    known = fresh.get(name)
    spot = known.spot if known else row.spot
    merged = _merged(known.cells if known else {}, cells)
    fresh[name] = ReturnItem(
        kind="new", key="", name=cells["name"], spot=spot, cells=merged, options=OPTIONS["new"]
    )  # fmt: skip


def _merged(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    both = {**second, **first}
    for code in ("priorities", WEAK):
        if code in first and code in second:
            both[code] = JOINED.join(dict.fromkeys((*parts_of(code, first[code]), *parts_of(code, second[code]))))
    return both


def _deleted(sheet: str, seen: set[str], left: AsLeft) -> Iterator[ReturnItem]:
    priority = left.priority[sheet]
    for key in sorted(left.stood_on.get(sheet, frozenset()) - seen, key=swedish_sort_key):
        tagged = priority or left.cells[key].get("priorities")
        yield ReturnItem(
            kind="deleted",
            key=key,
            name=left.name(key),
            spot=Spot(sheet, 0),
            priority=priority,
            base=plain_cell(left.cells[key].get("priorities")),
            options=OPTIONS["deleted"] if tagged else ("keep",),
        )


def _missing_sheets(returned: Returned, left: AsLeft) -> Iterator[ReturnNote]:
    for sheet in left.priority:
        if sheet not in returned.sheets:
            yield ReturnNote(Spot(sheet, 0), "", Reason("return.sheet_missing", {"sheet": sheet}))
