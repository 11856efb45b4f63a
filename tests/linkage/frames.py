"""Small frames for linkage, written as rows."""

from collections.abc import Mapping, Sequence

import polars as pl

from klusterkarta.linkage.parties import Parties, parties_of
from klusterkarta.profile.actors import connected_records
from klusterkarta.values.frames import JUDGEMENTS, RECORDS, STATEMENTS

Row = tuple[str, Mapping[str, str]]


def parties(rows: Sequence[Row], *, same: Sequence[tuple[int, int]] = ()) -> Parties:
    """Records 1, 2 … from (source, {property: value}); `thing` and `about` may stand among the properties.

    Several values of one property are joined by ` | `; a property that ends in ` denied` is a denial.
    """
    records, said = [], []
    for record, (source, values) in enumerate(rows, start=1):
        about = int(values["about"]) if "about" in values else None
        records.append((record, f"{source}:{record}", source, values.get("thing", "actor"), about, False))
        for code, text in values.items():
            if code not in ("thing", "about"):
                said += [
                    _statement(len(said) + at, record, source, (code, one)) for at, one in enumerate(text.split(" | "))
                ]
    judged = pl.DataFrame([(*pair, "same", "", "", "", "") for pair in same], schema=JUDGEMENTS, orient="row")
    live = pl.DataFrame(records, schema=RECORDS, orient="row")
    statements = pl.DataFrame(said, schema=STATEMENTS, orient="row")
    return parties_of(live, statements, members=connected_records(live, judged))


def _statement(number: int, record: int, source: str, value: tuple[str, str]) -> tuple[object, ...]:
    code, _, denied = value[0].partition(" ")
    mode = "denies" if denied else "says"
    return (number, record, source, code, "", value[1], mode, "", "", "2026-11-21", 0, "", None)


def shuffled(given: Parties, seed: int) -> Parties:
    """The same parties with the rows of every frame in another order."""
    return Parties(
        *(frame.sample(fraction=1, shuffle=True, seed=seed) for frame in (given.records, given.names, given.marks))
    )
