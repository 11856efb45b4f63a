"""Private links: what stands in the address, and which initiative it opens."""

import hmac

from django.utils import timezone
from django.utils.crypto import salted_hmac

from klusterkarta.assessment.access import bad_round
from klusterkarta.assessment.models import Candidate, Link
from klusterkarta.catalogue.services.log import now
from klusterkarta.vocabularies.round_states import may

# 160 bits in figures of base 16: nobody guesses that.
_LENGTH = 40


def secret_of(link: Link) -> str:
    """What stands in the address: the link's number and a signature with the installation's key."""
    signature = salted_hmac("klusterkarta.assessment.link", f"{link.pk}:{link.salt}", algorithm="sha256")
    return f"{link.pk}-{signature.hexdigest()[:_LENGTH]}"


def candidate_by_secret(secret: str) -> Candidate:
    """The initiative that a private link opens. Raises BadRound for a link that there is not, or no more."""
    number, _, _ = secret.partition("-")
    link = None
    if number.isascii() and number.isdecimal() and len(number) < len("9" * 18):
        rows = Link.objects.select_related("candidate__round__criteria").filter(pk=int(number), ended_at__isnull=True)
        link = rows.first()
    if link is None or not secret.isascii() or not hmac.compare_digest(secret_of(link), secret):
        raise bad_round("assess.no_link")
    return link.candidate


def initiative_may(candidate: Candidate, action: str) -> bool:
    """Whether the initiative may do that in the round as it is now."""
    return may(candidate.round.state, action, part="initiative")


def facts_closed(candidate: Candidate) -> bool:
    """Whether the last day of checking is over, by the clock of the country."""
    until = candidate.round.facts_until
    return bool(until) and timezone.localdate(now()).isoformat() > until
