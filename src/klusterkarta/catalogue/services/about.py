"""Rows that a source of our own says about records that others have brought."""

from collections.abc import Mapping

from django.db import transaction

from klusterkarta.catalogue.models import Reading, Record
from klusterkarta.catalogue.services.readings import ReadingDetails, begin_reading
from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source
from klusterkarta.catalogue.services.staging import bounded_key, stage_chunk
from klusterkarta.values.caller import Caller
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.vocabularies.rights import check_allowed


def stage_about(source: SourceDetails, said: Mapping[int, Stated], *, place: str, caller: Caller) -> int:
    """Stage one statement about each of these records, in a reading of the source; its id, for publishing.

    The rows belong to the records' actors, whatever is joined or split later. Raises NotAllowed, Record.DoesNotExist.
    """
    check_allowed(caller, "collect")
    records = Record.objects.select_related("source").in_bulk(list(said))
    if missing := set(said) - set(records):
        raise Record.DoesNotExist(f"there is no record {min(missing)}")
    keys = {pk: bounded_key(f"{row.source.key}:{row.row_key}") for pk, row in records.items()}
    source_id = ensure_source(source, caller=caller)
    codes = sorted({one.property for one in said.values()})
    reading_id = begin_reading(ReadingDetails(source_id=source_id, properties=codes), caller=caller)
    rows = [StatedRow(keys[pk], records[pk].thing, place, (one,)) for pk, one in said.items()]
    with transaction.atomic():
        stage_chunk(Reading.objects.get(pk=reading_id), rows)
        for pk, key in keys.items():
            Record.objects.filter(source_id=source_id, row_key=key).update(about_id=pk)
    return reading_id
