"""Which properties hold personal data: always, and where the actor is a sole trader."""

from klusterkarta.sources.sole_traders import IDENTIFYING
from klusterkarta.vocabularies.fields import ProfileField, profile_fields


def personal_fields() -> list[ProfileField]:
    """The properties that are personal data at every actor, in the order of a profile.

    >>> [field.code for field in personal_fields()]
    ['contact_name', 'contact_role', 'contact_email', 'contact_phones']
    """
    return [field for field in profile_fields().values() if field.personal]


def sole_trader_fields() -> list[ProfileField]:
    """The properties that are personal data at a sole trader only, in the order of a profile.

    >>> "organisation_number" in {field.code for field in sole_trader_fields()}
    True
    """
    return [field for field in profile_fields().values() if field.code in IDENTIFYING and not field.personal]
