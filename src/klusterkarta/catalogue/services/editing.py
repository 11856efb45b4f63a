"""An edit is a statement of the editor's own source, on a record that is about the edited one."""

import hashlib
from collections.abc import Sequence

from klusterkarta.catalogue.models import Reading, Record
from klusterkarta.catalogue.services.earlier_edits import still_said
from klusterkarta.catalogue.services.readings import ReadingDetails, begin_reading
from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source
from klusterkarta.catalogue.services.staging import bounded_key, stage_chunk
from klusterkarta.values.caller import Caller
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.vocabularies.rights import check_allowed

EDITOR_TRUST = 90


def stage_edit(record_id: int, said: Sequence[Stated], *, caller: Caller) -> int:
    """Stage an edit of the record's actor and return the reading to publish. What the editor said before stays,
    but for what the edit replaces.

    Record.DoesNotExist when the record is unknown; NotAllowed when the caller may not edit.
    """
    check_allowed(caller, "edit_actor")
    edited = Record.objects.select_related("source").get(pk=record_id)
    source_id = ensure_source(editor_source(caller), caller=caller)
    covered = [f"{one.property}@{one.language}" if one.language else one.property for one in said]
    reading_id = begin_reading(ReadingDetails(source_id=source_id, properties=covered), caller=caller)
    key = bounded_key(f"{edited.source.key}:{edited.row_key}")
    everything = (*still_said(source_id, key, said=said), *said)
    stage_chunk(Reading.objects.get(pk=reading_id), [StatedRow(key, edited.thing, "", everything)])
    Record.objects.filter(source_id=source_id, row_key=key).update(about=edited)
    return reading_id


def editor_source(caller: Caller) -> SourceDetails:
    """The source in which the caller's own edits are kept."""
    return SourceDetails(
        # The key is public, a user name need not be.
        key="editor-" + hashlib.sha256(caller.name.encode()).hexdigest()[:10],
        title_sv="Redaktionen",
        title_en="The editors",
        kind="editor",
        trust=EDITOR_TRUST,
    )
