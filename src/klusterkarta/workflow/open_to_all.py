"""What is live of some records, and what of it everybody may see."""

from collections.abc import Collection, Sequence

from klusterkarta.catalogue.selectors.closure import affected_records, sole_traders_beside
from klusterkarta.catalogue.selectors.editions import numbers_in_source
from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.selectors.supposed import AS_IT_IS, Supposed
from klusterkarta.profile.derive import Live
from klusterkarta.workflow.guarded import MASKED, guarded, hidden_records


def live_of(records: Sequence[int], *, supposed: Supposed = AS_IT_IS) -> Live:
    """All that is live of the records."""
    read = live_frames(records, supposed=supposed)
    return Live(read.sources, read.records, read.statements, read.judgements)


def open_to_all(live: Live) -> Live:
    """Of what is live of whole actors, what tells nobody who a sole trader without consent is: one of them (`guarded`),
    or one that they name.
    """
    named = live.statements["target"].drop_nulls().unique().to_list()
    return guarded(live, numbers_in_source, elsewhere=hidden_among(named))


def hidden_among(records: Collection[int]) -> list[int]:
    """The records of the sole traders without consent to whom some of `records` belong."""
    traders = sole_traders_beside(records)
    return hidden_records(live_of(affected_records(traders)))["record"].to_list() if traders else []


def masked_marks(hidden: Sequence[int]) -> dict[int, str]:
    """What stands for the row keys of such records, which may be a name: the same as in an edition."""
    return {record: f"{MASKED}{number}" for record, number in numbers_in_source(hidden).items()}
