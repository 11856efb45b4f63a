"""What of the register tags are proposed out of."""

from dataclasses import replace

import polars as pl

from klusterkarta.catalogue.selectors.framed import passing_through, read_columns
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.saying import actors_of_thing
from klusterkarta.catalogue.selectors.shown import counting_statements, shown_statements
from klusterkarta.values.frames import MEMBERS, RECORDS, Snapshot
from klusterkarta.workflow.editions import snapshot
from klusterkarta.workflow.narrow_frames import kinds_standing, traders_apart
from klusterkarta.workflow.snapshots import partial_snapshot
from klusterkarta.workflow.tag_state import TAG, WEAK

TEXTS = ("name", "other_names", "sector", "target_group", "description")
COLUMNS = ("statement", "actor", "record", "property", "language", "value", "mode", "position", "shown")


def tag_snapshot(edition: str | None = None) -> Snapshot:
    """The priorities, the actors' own words, and which priorities they have, now; or an edition. Raises UnknownEdition.

    Of the register as it is `statements` are the priorities' own, `values` (of fewer columns) what is shown of `TEXTS`
    and all that is said of tags, `records` tell only what they are records of, `facets` the kinds. Without priorities
    no actor is read: nothing is proposed.
    """
    if edition is not None:
        return snapshot(edition)
    with one_moment():
        priorities = actors_of_thing("priority")
        named = partial_snapshot(priorities)
        if not priorities:
            return named
        apart = traders_apart(COLUMNS)
        with passing_through():
            members = read_columns("SELECT record_id, actor_id FROM catalogue_membership", (), schema=MEMBERS)
            said = counting_statements(shown_statements(), properties=(*TEXTS, TAG, WEAK), beside=(TAG, WEAK))
            records = _records()
        facets = kinds_standing()
    plain = members.filter(~pl.col("actor").is_in(apart.actors))
    values = pl.concat([said.join(plain, on="record").select(COLUMNS), apart.values])
    return replace(named, records=records).with_derived(members=members, values=values, facets=facets)


def _records() -> pl.DataFrame:
    """What each live record is a record of."""
    sql = "SELECT r.id, r.thing FROM catalogue_record r JOIN catalogue_membership m ON m.record_id = r.id"
    return read_columns(sql, (), schema={name: RECORDS[name] for name in ("record", "thing")})
