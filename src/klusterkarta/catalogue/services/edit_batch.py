"""Many edits at once: one reading of the editor's own source, so that they are undone as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from klusterkarta.catalogue.models import Reading, Record
from klusterkarta.catalogue.services.earlier_edits import still_said_of
from klusterkarta.catalogue.services.editing import editor_source
from klusterkarta.catalogue.services.readings import ReadingDetails, begin_reading, drop_staged
from klusterkarta.catalogue.services.sources import ensure_source
from klusterkarta.catalogue.services.staging import bounded_key, stage_chunk
from klusterkarta.values.caller import Caller
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.vocabularies.rights import check_allowed

_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class NewActor:
    """An actor that nobody has spoken of before. `key` is unique and lasting; `place` is where it was found."""

    key: str
    place: str
    said: tuple[Stated, ...]


def stage_edits(
    edits: Mapping[int, Sequence[Stated]], fresh: Sequence[NewActor] = (), *, caller: Caller, file_name: str = ""
) -> int:
    """Stage what an editor says of many records, and of new actors; the reading to publish.

    As with one edit, what the editor said before stays, but for what is replaced. Raises NotAllowed, and
    Record.DoesNotExist when a record is unknown; then nothing stays staged.
    """
    check_allowed(caller, "edit_actor")
    source_id = ensure_source(editor_source(caller), caller=caller)
    slots = sorted({(one.property, one.language) for said in [*edits.values(), *(new.said for new in fresh)]
                    for one in said})  # fmt: skip
    covered = [f"{code}@{language}" if language else code for code, language in slots]
    details = ReadingDetails(source_id=source_id, properties=covered, file_name=file_name)
    reading_id = begin_reading(details, caller=caller)
    try:
        _stage(reading_id, edits, slots)
        for start in range(0, len(fresh), _AT_ONCE):
            rows = [StatedRow(bounded_key(f"new/{new.key}"), "actor", new.place, new.said)
                    for new in fresh[start : start + _AT_ONCE]]  # fmt: skip
            with transaction.atomic():
                stage_chunk(Reading.objects.get(pk=reading_id), rows)
    except BaseException:
        drop_staged(reading_id)
        raise
    return reading_id


def _stage(reading_id: int, edits: Mapping[int, Sequence[Stated]], slots: Sequence[tuple[str, str]]) -> None:
    ids = list(edits)
    for start in range(0, len(ids), _AT_ONCE):
        with transaction.atomic():
            reading = Reading.objects.get(pk=reading_id)
            records = Record.objects.select_related("source").in_bulk(ids[start : start + _AT_ONCE])
            rows, about = [], {}
            for record_id in ids[start : start + _AT_ONCE]:
                if record_id not in records:
                    raise Record.DoesNotExist(f"no record {record_id}")
                edited = records[record_id]
                key = bounded_key(f"{edited.source.key}:{edited.row_key}")
                kept = still_said_of(reading.source_id, key, slots=slots, said=edits[record_id])
                rows.append(StatedRow(key, edited.thing, "", (*kept, *edits[record_id])))
                about[key] = edited
            stage_chunk(reading, rows)
            for record in Record.objects.filter(source_id=reading.source_id, row_key__in=list(about)):
                record.about = about[record.row_key]
                record.save(update_fields=["about"])
