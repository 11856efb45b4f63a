"""The priorities with what is said of their actors, for their pages and files: kept until a change moves them."""

from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.concepts.selectors import concepts_version
from klusterkarta.workflow.once_each_version import once_each_version
from klusterkarta.workflow.registration import Carried, carried


def carried_now() -> Carried:
    """As of the latest change of the register or of a concept."""
    return _carried(latest_moving_change(), concepts_version())


@once_each_version(keep=1)
def _carried(_register: Version | None, _concepts: Version | None) -> Carried:
    return carried()
