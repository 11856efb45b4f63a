"""Edit an actor: a statement of the editor's own, beside what the sources say."""

from collections.abc import Sequence

from klusterkarta.catalogue.services.editing import stage_edit
from klusterkarta.catalogue.services.readings import publish_reading
from klusterkarta.sources.sole_traders import guard_sole_trader
from klusterkarta.values.caller import Caller
from klusterkarta.values.stated import Stated
from klusterkarta.workflow.tag_state import writing_tags


def edit_actor(record_id: int, said: Sequence[Stated], *, caller: Caller) -> int:
    """Let the editor say `said` of the actor that the record belongs to; the id of the reading, which can be undone.

    An empty value with mode `none` says that there is no value; mode `denies` says that the given value is wrong. A
    sole trader's number is as personal as in a source. Raises BadTag for a fourth priority.
    """
    guarded, _ = guard_sole_trader(said)
    with writing_tags([record_id], said=said) as touched:
        reading_id = stage_edit(record_id, guarded, caller=caller)
        touched.add(publish_reading(reading_id, caller=caller))
        touched.add([record_id])
    return reading_id
