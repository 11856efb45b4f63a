"""What an editor says of an actor at several times: a row of the editor's own source for each of them."""

from dataclasses import dataclass

from klusterkarta.catalogue.models import Reading, Record
from klusterkarta.catalogue.services.editing import editor_source
from klusterkarta.catalogue.services.readings import ReadingDetails, begin_reading
from klusterkarta.catalogue.services.sources import ensure_source
from klusterkarta.catalogue.services.staging import bounded_key, stage_chunk
from klusterkarta.values.caller import Caller
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.vocabularies.rights import check_allowed

COVERED = ("phase", "phase_reason")


@dataclass(frozen=True, slots=True)
class DatedRow:
    """The row's own part of its key (`phase/2007`), and what it says."""

    key: str
    statements: tuple[Stated, ...]


def stage_dated(record_id: int, row: DatedRow, *, caller: Caller) -> int:
    """Stage a dated row about the record's actor and return the reading to publish.

    A row of the same key replaces what the editor said before. Raises NotAllowed; Record.DoesNotExist.
    """
    check_allowed(caller, "edit_actor")
    about = Record.objects.select_related("source").get(pk=record_id)
    source_id = ensure_source(editor_source(caller), caller=caller)
    reading_id = begin_reading(ReadingDetails(source_id=source_id, properties=COVERED), caller=caller)
    key = bounded_key(f"{about.source.key}:{about.row_key}/{row.key}")
    stage_chunk(Reading.objects.get(pk=reading_id), [StatedRow(key, about.thing, "", row.statements)])
    Record.objects.filter(source_id=source_id, row_key=key).update(about=about)
    return reading_id
