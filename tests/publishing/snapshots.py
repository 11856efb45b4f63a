"""Snapshots for tests, derived as the register derives them, without a database."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import polars as pl

from klusterkarta.profile.derive import Live, derive
from klusterkarta.values.frames import JUDGEMENTS, RECORDS, SOURCES, STATEMENTS, Snapshot
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.priorities import PriorityTerm

Rows = Mapping[str, Mapping[str, str]]
TAKEN = datetime(2026, 11, 21, 2, 8, tzinfo=UTC)


def make_snapshot(
    said: Mapping[str, Rows], *, same: Sequence[tuple[str, str]] = (), priorities: Sequence[str] = ()
) -> Snapshot:
    """A snapshot of {source: {row: {property or property@language: "one | other"}}} and priorities of a source `plan`.

    A source's name may end in a year, which is when it was published. Trust falls with each source.
    """
    records, statements = [], []
    rows = [(source, key, "actor", values) for source, of in said.items() for key, values in of.items()]
    rows += [("plan", f"P{n}", "priority", {"name": name}) for n, name in enumerate(priorities, start=1)]
    for number, (source, key, thing, values) in enumerate(rows, start=1):
        records.append((number, f"{source}:{key}", source, thing, None, False))
        for place, (code, value) in enumerate((c, v) for c, joined in values.items() for v in joined.split(" | ")):
            prop, _, language = code.partition("@")
            relation = profile_fields()[prop].relation
            statements.append(
                (len(statements) + 1, number, source, prop, language, value, "says", f"rad {number}", "", "2026-11-21",
                 place, relation, None)
            )  # fmt: skip
    numbers = {key: number for number, key, *_ in records}
    judged = [(*sorted((numbers[a], numbers[b])), "same", "", "2026-11-21 02:08:00", "", "person") for a, b in same]
    live = Live(
        pl.DataFrame([_source(n, name) for n, name in enumerate([*said, "plan"])], schema=SOURCES, orient="row"),
        pl.DataFrame(records, schema=RECORDS, orient="row"),
        pl.DataFrame(statements, schema=STATEMENTS, orient="row"),
        pl.DataFrame(judged, schema=JUDGEMENTS, orient="row"),
    )
    derived = derive(live, priorities=[PriorityTerm(slug(name), (name,)) for name in priorities])
    bare = Snapshot("", TAKEN, live.sources, live.records, live.statements, live.judgements)
    return bare.with_derived(members=derived.members, values=derived.values, facets=derived.facets)


def _source(number: int, name: str) -> tuple[object, ...]:
    year = name[-4:] if name[-4:].isdigit() else ""
    return (name, "report", f"Källan {name}", f"The source {name}", "Utgivaren", year, f"{name}.se", "CC0", 90 - number)
