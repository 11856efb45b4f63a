"""Which records a write may move: those that share an actor now, or may after it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import polars as pl
from django.db.models import Q

from klusterkarta.catalogue.models import Judgement, Membership, PersonalStatement, Record
from klusterkarta.catalogue.selectors.framed import read_columns
from klusterkarta.values.frames import MEMBERS

_AT_ONCE = 400
_FEW = 10_000


def affected_records(touched: Iterable[int]) -> list[int]:
    """`touched`, all that share an actor with them, and all that judgements or edits tie to them, however far."""
    reached: set[int] = set()
    edge = set(touched)
    while edge:
        reached |= edge
        edge = _neighbours(edge) - reached
    return sorted(reached)


@dataclass(frozen=True, slots=True)
class Ties:
    """Records (`record`, `about`) and what ties them (`left`, `right`, `verdict`), whether it counts now or not."""

    records: pl.DataFrame
    judgements: pl.DataFrame


def ties_among(records: Sequence[int] | None) -> Ties:
    """The records (None: all) and the judgements that may join them: what is not tied is never one actor."""
    judged = Judgement.objects.filter(verdict="same", taken_back_at__isnull=True)
    said = list(judged.values_list("left_id", "right_id", "verdict"))
    rows: list[tuple[int, int | None]]
    if records is None:
        rows = list(Record.objects.order_by("pk").values_list("pk", "about_id"))
    else:
        about = dict(Record.objects.filter(about__isnull=False).values_list("pk", "about_id"))
        rows = [(record, about.get(record)) for record in records]
    pair = {"left": pl.Int64, "right": pl.Int64, "verdict": pl.String}
    return Ties(
        pl.DataFrame(rows, schema={"record": pl.Int64, "about": pl.Int64}, orient="row"),
        pl.DataFrame(said, schema=pair, orient="row"),
    )


def sole_traders(among: Sequence[int] | None = None) -> list[int]:
    """Records that some reading gave a personal number, whether it counts or not; `among` narrows."""
    numbered = PersonalStatement.objects.filter(property="organisation_number")
    if among is None or len(among) > _FEW:
        found = set(numbered.values_list("record_id", flat=True).distinct())
        return sorted(found if among is None else found.intersection(among))
    chunks = (among[start : start + _AT_ONCE] for start in range(0, len(among), _AT_ONCE))
    return sorted(
        {one for chunk in chunks for one in numbered.filter(record__in=chunk).values_list("record", flat=True)}
    )


def sole_traders_beside(records: Collection[int]) -> list[int]:
    """The records as `sole_traders` has them of those actors that some of `records` belong to."""
    ordered, found = sorted(records), set[int]()
    numbered = PersonalStatement.objects.filter(property="organisation_number")
    for start in range(0, len(ordered), _AT_ONCE):
        owners = Membership.objects.filter(record__in=ordered[start : start + _AT_ONCE]).values("actor_id")
        own = Membership.objects.filter(actor_id__in=owners).values("record_id")
        found.update(numbered.filter(record__in=own).values_list("record_id", flat=True))
    return sorted(found)


def _neighbours(records: set[int]) -> set[int]:
    return _among_few(records) if len(records) <= _FEW else _among_all(records)


def _among_all(records: set[int]) -> set[int]:
    """The neighbours of so many records that it is quicker to read all ties than to ask for theirs."""
    members = read_columns("SELECT record_id, actor_id FROM catalogue_membership", (), schema=MEMBERS)
    own = pl.Series(list(records), dtype=pl.Int64).implode()
    actors = members.filter(pl.col("record").is_in(own))["actor"].unique().implode()
    found = set(members.filter(pl.col("actor").is_in(actors))["record"].to_list())
    judged = Judgement.objects.filter(verdict="same", taken_back_at__isnull=True).values_list("left_id", "right_id")
    edits = Record.objects.filter(about__isnull=False).values_list("pk", "about_id")
    for pair in (*judged.iterator(), *edits.iterator()):
        if not records.isdisjoint(pair):
            found.update(pair)
    return found


def _among_few(records: set[int]) -> set[int]:
    ordered = sorted(records)
    found: set[int] = set()
    for start in range(0, len(ordered), _AT_ONCE):
        chunk = ordered[start : start + _AT_ONCE]
        actors = set(Membership.objects.filter(record__in=chunk).values_list("actor_id", flat=True))
        found.update(Membership.objects.filter(actor_id__in=actors).values_list("record_id", flat=True))
        tied = Judgement.objects.filter(
            Q(left__in=chunk) | Q(right__in=chunk), verdict="same", taken_back_at__isnull=True
        )
        found.update(side for pair in tied.values_list("left_id", "right_id") for side in pair)
        edits = Record.objects.filter(Q(about__in=chunk) | Q(pk__in=chunk, about__isnull=False))
        found.update(side for pair in edits.values_list("pk", "about_id") for side in pair)
    return found
