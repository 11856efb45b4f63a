"""The phases that sources have seen an initiative in, as a dated history, and its standing at a given time (R82)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from klusterkarta.values.partial_date import parse_years
from klusterkarta.values.quantity import Quantity, parse_quantity
from klusterkarta.vocabularies.phases import CLOSED, PhaseSpan, read_phase

# A number of members may be borrowed from another year for a picture, where that lies this near.
NEAR_YEARS = 3
_PARTS = ("phase", "phase_reason", "end_year", "members")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStatement:
    """What one source says: the phase in its words, what they leave open (None: nothing of either form), and when.

    `members` is the number given in the same row. `on` is the time that it is about, as exactly as it is known.
    """

    on: str
    text: str
    span: PhaseSpan | None
    reason: str
    members: str
    source: str
    place: str
    record: int
    statement: int


@dataclass(frozen=True, slots=True)
class MembersOn:
    """A number of members, and the time that it is about."""

    on: str
    amount: Quantity


@dataclass(frozen=True, slots=True)
class PhaseHistory:
    """All that is said of an initiative's phases, oldest first, and of its number of members."""

    statements: tuple[PhaseStatement, ...]
    members: tuple[MembersOn, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an initiative stood in a year: what was said of that year, and its members (None: nobody says).

    `borrowed`: the members are those of another year.
    """

    said: PhaseStatement
    span: PhaseSpan
    members: MembersOn | None
    borrowed: bool


def phase_histories(values: pl.DataFrame) -> dict[int, PhaseHistory]:
    """actor → its history, from the frame VALUES with `said_on`; actors of whom no phase or end is said are left out.

    A row of a source that gives a phase may give its reason and the members with it. A stated end year counts as the
    phase "ended", unless some row says so of the same year in words. Denied statements are left out.
    """
    kept = values.filter((pl.col("mode") == "says") & (pl.col("reason") != "denied") & pl.col("property").is_in(_PARTS))
    rows: dict[int, list[dict[str, str]]] = {}
    for row in kept.iter_rows(named=True):
        rows.setdefault(row["actor"], []).append(row)
    found = {actor: _history(own) for actor, own in rows.items()}
    return {actor: one for actor, one in found.items() if one.statements}


def standing_in(history: PhaseHistory, year: int) -> Standing | None:
    """Where the initiative stood in a year, by the latest readable statement about that very year; None without one.

    Nothing is carried over from other years but the number of members, which is taken from the nearest year that has
    one, at most three years off, and then says so.
    """
    own = [one for one in history.statements if one.span is not None and one.on[:4] == str(year)]
    if not own or own[-1].span is None:
        return None
    amount = parse_quantity(own[-1].members)
    members = MembersOn(own[-1].on, amount) if amount else _nearest(history.members, year)
    return Standing(own[-1], own[-1].span, members, members is not None and members.on[:4] != str(year))


def years_of(histories: Iterable[PhaseHistory]) -> list[int]:
    """The years of which some phase is said that can be read, in order."""
    return sorted({int(one.on[:4]) for history in histories for one in history.statements if one.span is not None})


def _history(rows: Sequence[dict[str, str]]) -> PhaseHistory:
    reasons = {row["record"]: row["value"] for row in rows if row["property"] == "phase_reason"}
    beside = {row["record"]: row["value"] for row in rows if row["property"] == "members"}
    said = [
        replace(
            _statement(row, row["value"], row["said_on"], read_phase(row["value"])),
            reason=reasons.get(row["record"], ""),
            members=beside.get(row["record"], ""),
        )
        for row in rows
        if row["property"] == "phase"
    ]
    closed = {one.on[:4] for one in said if one.span and one.span.first == CLOSED}
    for row in rows:
        years = [str(one.year) for one in parse_years(row["value"])] if row["property"] == "end_year" else []
        said += [_statement(row, row["value"], one, PhaseSpan(CLOSED, CLOSED)) for one in years if one not in closed]
        closed.update(years)
    amounts = ((row["said_on"], parse_quantity(row["value"])) for row in rows if row["property"] == "members")
    members = tuple(sorted((MembersOn(on, one) for on, one in amounts if one), key=lambda one: one.on))
    return PhaseHistory(tuple(sorted(said, key=lambda one: (one.on, one.statement))), members)


def _statement(row: dict[str, str], text: str, on: str, span: PhaseSpan | None) -> PhaseStatement:
    return PhaseStatement(
        on=on, text=text, span=span, reason="", members="", source=row["source"], place=row["place"],
        record=int(row["record"]), statement=int(row["statement"]),
    )  # fmt: skip


def _nearest(members: Iterable[MembersOn], year: int) -> MembersOn | None:
    """The number of the nearest year, the later of two as near."""
    near = [one for one in members if abs(int(one.on[:4]) - year) <= NEAR_YEARS]
    return min(near, key=lambda one: (abs(int(one.on[:4]) - year), -int(one.on[:4])), default=None)
