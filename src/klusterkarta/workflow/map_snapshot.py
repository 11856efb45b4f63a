"""What of the register a map of initiatives is made of."""

from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.values.frames import Snapshot
from klusterkarta.workflow.editions import snapshot
from klusterkarta.workflow.once_each_version import once_each_version
from klusterkarta.workflow.snapshots import listed_snapshot

_FACETS = ("kind", "county", "sector", "sector_wide")


def map_snapshot(edition: str | None = None) -> Snapshot:
    """The names, kinds, places and fields of all actors now, or an edition. Raises UnknownEdition, StillWorking.

    Of the register as it is only these are read: a whole snapshot of 100 000 actors takes twenty seconds and two
    gigabytes, too much for a page. They are read once for each change.
    """
    return _now(latest_moving_change()) if edition is None else snapshot(edition)


@once_each_version(keep=1)
def _now(_version: Version | None) -> Snapshot:
    return listed_snapshot(("name",), facets=_FACETS)
