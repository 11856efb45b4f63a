"""What an editor has said before and still says when something is added."""

from collections.abc import Iterator, Sequence
from typing import cast

from klusterkarta.catalogue.models import PersonalStatement, Reading, Statement
from klusterkarta.values.stated import Mode, Stated
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.fields import profile_fields


def still_said(source_id: int, row_key: str, *, said: Sequence[Stated]) -> list[Stated]:
    """The editor's earlier statements, in the slots that `said` touches, that `said` does not replace.

    A value replaces the earlier value where the field holds one, and stands beside it where it holds several. Denials
    add up. A value ends a denial of itself and a "no value"; "no value" ends every value; a denial ends that value.
    """
    slots = list(dict.fromkeys((one.property, one.language) for one in said))
    return still_said_of(source_id, row_key, slots=slots, said=said)


def still_said_of(
    source_id: int, row_key: str, *, slots: Sequence[tuple[str, str]], said: Sequence[Stated]
) -> list[Stated]:
    """The same for all `slots` (property, language) that a reading covers, also those that `said` leaves alone."""
    kept: list[Stated] = []
    for slot in slots:
        fresh = [one for one in said if (one.property, one.language) == slot]
        kept += [one for one in _latest(source_id, row_key, slot) if not (fresh and _is_ended(one, fresh))]
    return kept


def _is_ended(earlier: Stated, fresh: Sequence[Stated]) -> bool:
    if earlier.mode == "none" or any(fold(one.value) == fold(earlier.value) for one in fresh if one.mode != "none"):
        return True
    if earlier.mode == "denies":
        return False
    replaces = not profile_fields()[earlier.property].many
    return any(one.mode == "none" or (one.mode == "says" and replaces) for one in fresh)


def _latest(source_id: int, row_key: str, slot: tuple[str, str]) -> Iterator[Stated]:
    """The statements of the latest edit of the slot: every edit repeats what still holds."""
    code, language = slot
    for table in (Statement, PersonalStatement):
        rows = table.objects.filter(
            record__source=source_id,
            record__row_key=row_key,
            reading__state=Reading.PUBLISHED,
            property=code,
            language=language,
        ).order_by("-reading__sequence", "position")
        latest = rows.values_list("reading", flat=True).first()
        for one in rows.filter(reading=latest):
            yield Stated(
                code,
                one.value,
                language,
                cast(Mode, one.mode),
                one.place,
                one.observed_on,
                one.relation,
                table is PersonalStatement,
            )
