"""The cookies that the site sets, by the names and times that are in force here."""

from dataclasses import dataclass

from django.conf import settings

from klusterkarta.vocabularies.words import say
from klusterkarta.web.languages import COOKIE, COOKIE_AGE

_HOUR = 3600
_DAY = 24 * _HOUR


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie of the site: when and why it is set, and for how long."""

    name: str
    when: str
    lasts: str


def cookies(lang: str) -> list[Cookie]:
    """All cookies; reading sets none of them."""
    session = say("privacy.hours", lang, count=settings.SESSION_COOKIE_AGE // _HOUR)
    form = say("privacy.days", lang, count=settings.CSRF_COOKIE_AGE // _DAY)
    language = say("privacy.days", lang, count=COOKIE_AGE // _DAY)
    return [
        Cookie(settings.SESSION_COOKIE_NAME, say("privacy.cookie_session", lang), session),
        Cookie(settings.CSRF_COOKIE_NAME, say("privacy.cookie_form", lang), form),
        Cookie(COOKIE, say("privacy.cookie_language", lang), language),
    ]
