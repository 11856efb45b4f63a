"""The live register as a Snapshot: the same frames that an edition holds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl
from django.utils import timezone

from klusterkarta.catalogue.selectors.beside import one_moment_for_two
from klusterkarta.catalogue.selectors.closure import sole_traders
from klusterkarta.catalogue.selectors.editions import numbers_in_source
from klusterkarta.catalogue.selectors.keys import actors_of
from klusterkarta.catalogue.selectors.listed import actors_apart, listed_frames
from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.selectors.members import records_of_actors
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.profile.derive import Derived, Live, derive
from klusterkarta.values.frames import JUDGEMENTS, Snapshot
from klusterkarta.vocabularies.priorities import PriorityTerm
from klusterkarta.workflow.guarded import guarded
from klusterkarta.workflow.refresh import derived_frames, hidden_traders, priority_terms

_CATEGORIES = ("property", "language", "mode")
_POSITION = pl.col("position").cast(pl.Int32)
LISTED_VALUES = ["actor", "record", "property", "language", "value", "position", "mode", "shown", "conflict"]


def live_snapshot(*, sources: Sequence[str] | None = None) -> Snapshot:
    """What the register holds now, as said by `sources` (None: all that are not withdrawn), fit to leave the house.

    Ids are the register's own. No personal statement is in it, no work note, and no sole trader without consent; of
    judgements it says by which rule, or that a person made them, and not which person.
    """
    taken_at = timezone.now()
    with one_moment():
        read = live_frames(None, sources=sources)
        live = guarded(Live(read.sources, read.records, read.statements, read.judgements), numbers_in_source)
        terms = priority_terms()
    if sources is not None:
        terms = _said_here(terms, live)
    derived = derive(live, priorities=terms)
    nameless = live.judgements.with_columns(by=pl.lit(""))
    bare = Snapshot("", taken_at, live.sources, live.records, live.statements, nameless)
    return bare.with_derived(members=derived.members, values=derived.values, facets=derived.facets)


def listed_snapshot(properties: Sequence[str], *, facets: Sequence[str]) -> Snapshot:
    """What a list of all actors needs of `live_snapshot`, in a fraction of its time and room.

    Parties that are only named are left out, and all but the `facets` and shown `properties` that are asked for.
    `values` has the columns of `LISTED_VALUES`, of contradicted values all rows, of others the shown ones;
    `statements` has record, source, observed_on, read_on, each combination once; `judgements` is empty.
    """
    taken_at = timezone.now()
    with one_moment_for_two() as beside:
        # What the register keeps of these does not tell all that the list says of them.
        apart = actors_apart(sole_traders())
        read = listed_frames(properties, facets=facets, without=apart, hidden=hidden_traders(), beside=beside)
        own = read.members.filter(pl.col("actor").is_in(apart))["record"].to_list()
        parts = [_listed(live, derived, properties) for live, derived in derived_frames(own)] if own else []
    plain = read.values.with_columns(mode=pl.lit("says"), shown=pl.lit(value=True), conflict=pl.lit(value=False))
    plain = plain.with_columns(pl.col("mode").cast(pl.Categorical))
    masked = pl.concat([read.records.clear(), *(part.records for part in parts)])
    return Snapshot(
        "",
        taken_at,
        read.sources,
        pl.concat([read.records.join(masked, on="record", how="anti"), masked]),
        pl.concat([read.times, *(part.statements for part in parts)]),
        pl.DataFrame(schema=JUDGEMENTS),
        read.members,
        pl.concat([plain.select(LISTED_VALUES), *(part.values for part in parts)]),
        read.facets,
    )


def partial_snapshot(actors: Collection[int], *, with_named_in: Collection[str] = ()) -> Snapshot:
    """What `live_snapshot` holds of these actors and of whom they name in these properties; takes as long as they are
    many. `sources` are all, `judgements` is empty. Call in `one_moment`.
    """
    taken_at = timezone.now()
    parts = list(derived_frames(_records_of(sorted(actors))))
    if with_named_in:
        said = pl.concat([derived.values for _, derived in parts]).filter(pl.col("property").is_in(with_named_in))
        named = set(actors_of(said["target"].drop_nulls().unique().to_list()).values()) - set(actors)
        parts += derived_frames(_records_of(sorted(named)))
    return Snapshot(
        "",
        taken_at,
        parts[0][0].sources,
        pl.concat([live.records for live, _ in parts]),
        pl.concat([live.statements for live, _ in parts]),
        pl.DataFrame(schema=JUDGEMENTS),
        pl.concat([derived.members for _, derived in parts]),
        pl.concat([derived.values for _, derived in parts]),
        pl.concat([derived.facets for _, derived in parts]),
    )


def _records_of(actors: Sequence[int]) -> list[int]:
    return sorted(one.id for owned in records_of_actors(actors).values() for one in owned)


@dataclass(frozen=True, slots=True)
class _Part:
    records: pl.DataFrame
    statements: pl.DataFrame
    values: pl.DataFrame


def _listed(live: Live, derived: Derived, properties: Sequence[str]) -> _Part:
    """The same of a few actors, out of all that is said of them."""
    wanted = pl.col("conflict") | (pl.col("shown") & pl.col("property").is_in(properties))
    times = live.statements.select("record", "source", "observed_on", "read_on").unique()
    values = derived.values.filter(wanted).select(LISTED_VALUES)
    return _Part(live.records, times, values.with_columns(pl.col(_CATEGORIES).cast(pl.Categorical), _POSITION))


def _said_here(terms: list[PriorityTerm], live: Live) -> list[PriorityTerm]:
    """The priorities that the chosen sources themselves have brought."""
    own = live.records.filter(pl.col("thing") == "priority").select("record")
    said = live.statements.join(own, on="record", how="semi").filter(pl.col("property") == "name")["value"].to_list()
    return [term for term in terms if not set(term.names).isdisjoint(said)]
