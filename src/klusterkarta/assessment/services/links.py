"""Private links given to those assessed, and until when they may check their facts."""

import secrets
from datetime import date

from django.db import transaction

from klusterkarta.assessment.access import bad_round, candidate_of, check_may, round_of
from klusterkarta.assessment.models import Link, Round
from klusterkarta.catalogue.services.log import append_change, now
from klusterkarta.values.caller import Caller


def make_links(round_id: int, *, caller: Caller) -> int:
    """Give every initiative of the round that has none a private link; how many were made. Raises NotAllowed."""
    row = round_of(round_id)
    check_may(row, "send_links", caller=caller)
    without = row.candidates.exclude(links__in=Link.objects.filter(ended_at__isnull=True))
    made = [Link(candidate=one, salt=secrets.token_hex(), made_at=now(), made_by=caller.name) for one in without]
    with transaction.atomic():
        Link.objects.bulk_create(made, batch_size=500)
        append_change(caller, "assess", detail={"round": row.pk, "step": "links", "count": len(made)})
    return len(made)


def end_link(candidate_id: int, *, caller: Caller) -> None:
    """Let an initiative's link open nothing any more; `make_links` then makes another. Raises NotAllowed, BadRound."""
    candidate = candidate_of(candidate_id)
    check_may(candidate.round, "send_links", caller=caller)
    with transaction.atomic():
        if not Link.objects.filter(candidate=candidate, ended_at__isnull=True).update(ended_at=now()):
            raise bad_round("assess.no_link")
        append_change(
            caller, "assess", records=[candidate.record_id], detail={"round": candidate.round_id, "step": "end-link"}
        )


def set_facts_until(round_id: int, day: str, *, caller: Caller) -> None:
    """Say until which day (YYYY-MM-DD, that day included) facts may be checked; "" sets no limit.

    Raises NotAllowed, and BadRound for what is no day.
    """
    row = round_of(round_id)
    check_may(row, "send_links", caller=caller)
    try:
        written = date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        raise bad_round("assess.no_day", found=day) from None
    with transaction.atomic():
        Round.objects.filter(pk=row.pk).update(facts_until=written)
        append_change(caller, "assess", detail={"round": row.pk, "step": "facts-until", "until": written})
