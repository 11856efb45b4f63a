"""Sources: make, withdraw, take back in."""

from dataclasses import dataclass

from django.db import transaction

from klusterkarta.catalogue.models import Membership, Record, Sighting, Source
from klusterkarta.catalogue.services.log import append_change, now
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import check_allowed


class UnknownSource(LookupError):
    """No source has that key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDetails:
    """What is known about a source; only key and Swedish title are needed."""

    key: str
    title_sv: str
    title_en: str = ""
    kind: str = "workbook"
    publisher: str = ""
    published_on: str = ""
    url: str = ""
    licence: str = ""
    note_sv: str = ""
    note_en: str = ""
    trust: int = 50


def ensure_source(details: SourceDetails, *, caller: Caller) -> int:
    """Make the source, or bring the details of the one with that key up to date; return its id."""
    check_allowed(caller, "collect")
    values = {name: getattr(details, name) for name in SourceDetails.__slots__ if name != "key"}
    with transaction.atomic():
        source, made = Source.objects.get_or_create(key=details.key, defaults=values | {"created_at": now()})
        changed = {name: value for name, value in values.items() if getattr(source, name) != value}
        if changed and not made:
            Source.objects.filter(pk=source.pk).update(**changed)
        if changed or made:
            append_change(caller, "source", detail={"source": details.key, "made": made})
    return source.pk


def set_withdrawn(key: str, *, withdrawn: bool, caller: Caller, why: str = "") -> list[int]:
    """Withdraw a source or let it return; the ids of the records that this may move.

    Only a flag: records, statements and judgements stay, sleep while the source is withdrawn, and wake with it.
    Raises UnknownSource.
    """
    check_allowed(caller, "withdraw_source")
    with transaction.atomic():
        source = _source(key)
        Source.objects.filter(pk=source.pk).update(withdrawn=withdrawn)
        own = list(Record.objects.filter(source=source).values_list("pk", flat=True))
        verb = "withdraw" if withdrawn else "restore"
        append_change(caller, verb, records=own, detail={"source": key, "why": why})
    return with_actor_mates(own)


def with_actor_mates(records: list[int]) -> list[int]:
    """The records and all that share an actor with one of them."""
    actors = Membership.objects.filter(record__in=records).values_list("actor_id", flat=True)
    mates = Membership.objects.filter(actor_id__in=set(actors)).values_list("record_id", flat=True)
    return sorted(set(records) | set(mates))


def records_of_reading(reading_id: int) -> list[int]:
    """The ids of the records that a reading saw."""
    return list(Sighting.objects.filter(reading_id=reading_id).values_list("record_id", flat=True))


def _source(key: str) -> Source:
    source = Source.objects.filter(key=key).first()
    if source is None:
        raise UnknownSource(f"no source is called '{key}'")
    return source
