"""What of the register the parties that actors name are read out of."""

import polars as pl
from django.utils import timezone

from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.naming import naming_frames
from klusterkarta.values.frames import JUDGEMENTS, RECORDS, SOURCES, STATEMENTS, VALUES, Snapshot
from klusterkarta.workflow.editions import snapshot
from klusterkarta.workflow.narrow_frames import kinds_standing, traders_apart

_COLUMNS = ("actor", "record", "property", "value", "mode", "position", "shown", "relation", "target")


def party_snapshot(edition: str | None = None) -> Snapshot:
    """Who names whom now, and the names and kinds of those who are named; or an edition. Raises UnknownEdition.

    Of the register as it is `values` has fewer columns: names of parties, and shown values that name somebody; `facets`
    the kinds, `members` all. A whole snapshot of 100 000 actors takes many times as long, and two gigabytes.
    """
    if edition is not None:
        return snapshot(edition)
    taken_at = timezone.now()
    with one_moment():
        apart = traders_apart(_COLUMNS)
        read = naming_frames(without=apart.actors, named=apart.values["target"].drop_nulls().unique().to_list())
        kinds = kinds_standing()
    relations = read.relations.with_columns(shown=pl.lit(value=True), mode=pl.lit("says"))
    values = pl.concat([_shaped(read.names.sort("actor", "language", "statement")), _shaped(relations), apart.values])
    nothing = (pl.DataFrame(schema=schema) for schema in (SOURCES, RECORDS, STATEMENTS, JUDGEMENTS))
    return Snapshot("", taken_at, *nothing).with_derived(members=read.members, values=values, facets=kinds)


def _shaped(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns, those that the frame does not have with nothing in them."""
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(VALUES[name]).alias(name) for name in _COLUMNS
    )
