"""What a file would change: its rows beside what the register holds of the same source."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

import polars as pl

from klusterkarta.catalogue.selectors.keys import actors_of, earlier_readings, published_records, seen_in
from klusterkarta.catalogue.selectors.live import live_frames, live_personal
from klusterkarta.values.stated import Stated, StatedRow

MOST_SHOWN = 200
_LONGEST_VALUE = 200
# By place: Stated is a tuple, and these are asked of each of a million and a half.
_SLOT = itemgetter(*map(Stated._fields.index, ("property", "language", "personal")))
Slot = tuple[str, str]  # property, language
Said = dict[Slot, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What the source said of a property before, and what it says now. Values show their own date in brackets."""

    property: str
    language: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is new (`actor` None; also None while the source is withdrawn) or says something else than before.

    Personal data are only counted, in `personal`: a report is kept and shown. A sole trader's row has no name here.
    """

    row_key: str
    name: str
    actor: int | None
    values: tuple[ValueChange, ...]
    personal: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """How many rows are new, changed and unchanged, and how many records of its earlier readings the file lacks.

    `rows` shows the first 200 of the new and changed; `properties` counts changed properties over all rows.
    """

    new: int
    changed: int
    unchanged: int
    not_in_file: int
    rows: tuple[RowChange, ...]
    properties: dict[str, int]


def compare_rows(
    source: str, rows: Sequence[StatedRow], *, covers: Collection[str], file: str = "", sheet: str = ""
) -> Changes:
    """What collecting `rows`, which cover the properties `covers`, would change in what the source says.

    A record that the file had and lacks now is not changed by it and only counted. Of a withdrawn source nothing counts
    as said.
    """
    known = published_records(source, {row.row_key for row in rows})
    before = _before(source, sorted(known.values()), covers)
    differing = 0
    shown: list[RowChange] = []
    counts = Counter[str]()
    for row in rows:
        record = known.get(row.row_key)
        found = _difference(row, record, before)
        if found.slots or found.personal or record is None:
            differing += 1
            counts.update(code for code, _ in found.slots)
            if len(shown) < MOST_SHOWN:
                shown.append(_row_change(row, record, before, found))
    new = len(rows) - len(known)
    earlier = earlier_readings(source, file=file, sheet=sheet, records=known.values())
    return Changes(
        new=new,
        changed=differing - new,
        unchanged=len(rows) - differing,
        not_in_file=len(seen_in(earlier) - set(known.values())),
        rows=tuple(shown),
        properties=dict(sorted(counts.items())),
    )


@dataclass(frozen=True, slots=True)
class _Before:
    """What the source's records say now of the properties that the file covers, and their actors, by record."""

    public: dict[int, Said]
    personal: dict[int, Said]
    actors: dict[int, int]


def _before(source: str, records: Sequence[int], covers: Collection[str]) -> _Before:
    said = live_frames(records, sources=[source]).statements
    # With a sole trader's consent personal statements stand among these; their numbers are negative.
    public = said.filter(pl.col("statement") > 0)
    return _Before(_said_before(public, covers), _said_before(live_personal(records), covers), actors_of(records))


@dataclass(frozen=True, slots=True)
class _Difference:
    """The public slots in which a row differs from what its source has said of it, and how many personal ones do."""

    slots: tuple[Slot, ...]
    personal: int


def _difference(row: StatedRow, record: int | None, before: _Before) -> _Difference:
    if record is None:
        # All of it is new, and only the slots are asked for: a large file is mostly such rows.
        slots = dict.fromkeys(map(_SLOT, row.statements))
        public = tuple((code, language) for code, language, personal in slots if not personal)
        return _Difference(public, len(slots) - len(public))
    personal = _differing(before.personal.get(record, {}), _said_now(row, personal=True))
    return _Difference(_differing(before.public.get(record, {}), _said_now(row, personal=False)), len(personal))


def _differing(before: Said, now: Said) -> tuple[Slot, ...]:
    return tuple(slot for slot in {**before, **now} if before.get(slot) != now.get(slot))


def _row_change(row: StatedRow, record: int | None, before: _Before, found: _Difference) -> RowChange:
    public, now = before.public.get(record or 0, {}), _said_now(row, personal=False)
    values = tuple(
        ValueChange(*slot, _short(public.get(slot, ())), _short(now.get(slot, ()))) for slot in sorted(found.slots)
    )
    name = next((said.value for said in row.statements if said.property == "name" and not said.personal), "")
    return RowChange(row.row_key, name, before.actors.get(record or 0), values, found.personal)


def _said_now(row: StatedRow, *, personal: bool) -> Said:
    return _slots(
        (said.property, said.language, said.value, said.mode, said.observed_on)
        for said in row.statements
        if said.personal == personal
    )


def _said_before(statements: pl.DataFrame, covers: Collection[str]) -> dict[int, Said]:
    """record → what it says of the properties that the file covers; the others the file leaves as they are."""
    rows: dict[int, list[tuple[str, str, str, str, str]]] = defaultdict(list)
    columns = ("record", "property", "language", "value", "mode", "observed_on")
    for record, code, language, value, mode, observed in statements.select(columns).iter_rows():
        if (f"{code}@{language}" if language else code) in covers:
            rows[record].append((code, language, value, mode, observed))
    return {record: _slots(said) for record, said in rows.items()}


def _slots(said: Iterable[tuple[str, str, str, str, str]]) -> Said:
    """Property and language → the values in alphabetical order, each with its own date: order is not a difference."""
    found: dict[Slot, list[str]] = defaultdict(list)
    for code, language, value, mode, observed in said:
        text = f"{value} ({observed})" if observed else value
        found[code, language].append(text if mode == "says" else f"{mode}: {text}")
    return {slot: tuple(sorted(values)) for slot, values in found.items()}


def _short(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…" for value in values)
