"""Who is looking at which waiting pair, so that several persons at once do not get the same one."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from klusterkarta.catalogue.models import Proposal
from klusterkarta.catalogue.services.log import now
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import check_allowed

# Who has gone away loses the pair after so long.
HELD_FOR = timedelta(minutes=10)


def hold_proposals(proposals: Collection[int], *, caller: Caller) -> None:
    """Hold these proposals for the caller for ten minutes and let go of the caller's others.

    A proposal that somebody else holds stays with that person. Raises NotAllowed.
    """
    check_allowed(caller, "judge")
    moment = now()
    free = Q(held_by__in=["", caller.name]) | Q(held_until__isnull=True) | Q(held_until__lte=moment)
    with transaction.atomic():
        Proposal.objects.filter(held_by=caller.name).exclude(pk__in=proposals).update(held_by="", held_until=None)
        Proposal.objects.filter(free, pk__in=proposals).update(held_by=caller.name, held_until=moment + HELD_FOR)
