"""What the page on personal data shows."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings

from klusterkarta.settings import current
from klusterkarta.vocabularies.fields import ProfileField
from klusterkarta.vocabularies.rights import rights
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.about.cookies import Cookie, cookies
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.personal_fields import personal_fields, sole_trader_fields
from klusterkarta.workflow.work import KEPT_FILES

# From who may least to who may most; the command line is told of in a sentence of its own.
_ROLES = ("public", "reader", "editor", "assessor", "administrator")


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A property that is personal data, and when it is protected."""

    label: str
    definition: str
    when: str


@dataclass(frozen=True, slots=True)
class OwnerPart:
    """What the owner of the site has to say; `text` is "" where the owner has not filled it in."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PrivacyPage(Page):
    """Which personal data there are, why, how long, and who sees them. `tiles`: the host of a map's background."""

    template: ClassVar[str] = "about/privacy.html"
    name: ClassVar[str] = "privacy"

    fields: list[FieldRow]
    owner_parts: list[OwnerPart]
    roles: list[str]
    cookies: list[Cookie]
    kept_days: int
    lockout_minutes: int
    tiles: str
    owner: str
    contact: str
    officer: str


def privacy_page(lang: str) -> PrivacyPage:
    """The page: fields, roles, cookies and times from where they are decided; the owner's part from the settings."""
    own, allowed = current(), rights()["read_personal"]
    return PrivacyPage(
        title=say("privacy.title", lang),
        lead=say("privacy.lead", lang),
        fields=_fields(lang),
        owner_parts=_owner_parts(lang),
        roles=[say(f"accounts.role_{role}", lang) for role in _ROLES if role in allowed],
        cookies=cookies(lang),
        kept_days=KEPT_FILES.days,
        lockout_minutes=round(settings.AXES_COOLOFF_TIME * 60),
        tiles=urlsplit(own.tile_url).hostname or "",
        owner=own.owner_name,
        contact=own.owner_contact,
        officer=own.privacy_contact,
    )


def _fields(lang: str) -> list[FieldRow]:
    always, sole = say("privacy.always", lang), say("privacy.for_sole_traders", lang)
    rows = [_row(field, lang, when=always) for field in personal_fields()]
    return rows + [_row(field, lang, when=sole) for field in sole_trader_fields()]


def _row(field: ProfileField, lang: str, *, when: str) -> FieldRow:
    return FieldRow(field.label.read(lang), field.definition.read(lang), when)


def _owner_parts(lang: str) -> list[OwnerPart]:
    own = current()
    texts = {
        "purpose": own.privacy_purpose,
        "legal_basis": own.privacy_legal_basis,
        "retention": own.privacy_retention,
    }
    return [OwnerPart(part, say(f"privacy.{part}", lang), text) for part, text in texts.items()]
