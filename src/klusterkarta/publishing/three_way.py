"""Three ways: the list as it left, the file that came back, the register as it is now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from klusterkarta.publishing.cell_likeness import likeness_of, parts_of
from klusterkarta.publishing.gathered_rows import AsLeft, ChangedCell, Gathered, gather
from klusterkarta.publishing.returned_rows import Returned
from klusterkarta.sources.checks import check_value
from klusterkarta.values.reason import Reason
from klusterkarta.values.returned import OPTIONS, Kind, ReturnItem, ReturnNote, ReturnReview


@dataclass(frozen=True, slots=True)
class RegisterNow:
    """The register in the words of the list. `actor`: exported key → the actor it belongs to now; `cells` by actor."""

    actor: Mapping[str, int]
    cells: Mapping[int, Mapping[str, str]]


def compare_return(returned: Returned, now: RegisterNow) -> ReturnReview:
    """Exactly what was edited, with what has changed in the register meanwhile told apart.

    A cell that says what it said, or what the register says by now, is no edit. Nothing is decided here.
    """
    left, found = AsLeft(returned), gather(returned)
    notes = [*found.notes, *_gone(found, left, now)]
    items = [item for cells in _by_actor(found.changed, now) if (item := _weigh(cells, left, now))]
    rest = [item for item in found.items if not item.key or item.key in now.actor]
    every = sorted((*items, *rest), key=lambda item: _order(item, list(left.priority)))
    base = returned.base
    return ReturnReview(
        export=base.export, language=base.language, rows=found.rows, items=tuple(every), notes=tuple(notes)
    )


def _gone(found: Gathered, left: AsLeft, now: RegisterNow) -> Iterable[ReturnNote]:
    """Edits of actors that the register shows no more."""
    spots = {cell.key: cell.spot for cell in reversed(found.changed)}
    spots |= {item.key: item.spot for item in found.items if item.key and item.kind != "deleted"}
    return [
        ReturnNote(spot, left.name(key), Reason("return.gone")) for key, spot in spots.items() if key not in now.actor
    ]


def _by_actor(changed: Sequence[ChangedCell], now: RegisterNow) -> Iterable[list[ChangedCell]]:
    """The changes of one cell together: of all sheets, and of rows that have become one actor since."""
    together: dict[tuple[int, str], list[ChangedCell]] = {}
    for cell in changed:
        if cell.key in now.actor:
            together.setdefault((now.actor[cell.key], cell.column), []).append(cell)
    return together.values()


def _weigh(cells: Sequence[ChangedCell], left: AsLeft, now: RegisterNow) -> ReturnItem | None:
    first = cells[0]
    code = first.column
    was = left.cells[first.key].get(code, "")
    is_now = now.cells[now.actor[first.key]].get(code, "")
    different = {likeness_of(code, cell.text): cell for cell in reversed(cells)}
    if set(different) == {likeness_of(code, is_now)}:
        return None
    kind: Kind = "edit" if likeness_of(code, was) == likeness_of(code, is_now) else "conflict"
    variants = [(cell.spot, cell.text) for cell in cells if different[likeness_of(code, cell.text)] is cell]
    if len(different) > 1:
        kind = "sheets"
    return ReturnItem(
        kind=kind,
        key=first.key,
        name=left.name(first.key),
        spot=first.spot,
        column=code,
        base=was,
        file=first.text if len(different) == 1 else "",
        now=is_now,
        variants=tuple(variants) if len(different) > 1 else (),
        options=_options(kind, len(variants)),
        warning=_odd(code, first.text) if len(different) == 1 else None,
    )


def _options(kind: Kind, variants: int) -> tuple[str, ...]:
    return (*OPTIONS[kind], *(str(n) for n in range(1, variants + 1))) if kind == "sheets" else OPTIONS[kind]


def _odd(code: str, text: str) -> Reason | None:
    return next((reason for part in parts_of(code, text) if (reason := check_value(code, part))), None)


_KINDS: tuple[Kind, ...] = ("conflict", "sheets", "deleted", "copied", "new", "edit")


def _order(item: ReturnItem, sheets: Sequence[str]) -> tuple[int, int, int, str]:
    """What has to be answered first, then by place in the file."""
    sheet = sheets.index(item.spot.sheet) if item.spot.sheet in sheets else len(sheets)
    return _KINDS.index(item.kind), sheet, item.spot.row, item.column
