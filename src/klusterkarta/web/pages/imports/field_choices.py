"""The fields that a column can be read into, grouped as a profile groups them."""

from dataclasses import dataclass
from functools import cache

from klusterkarta.vocabularies.fields import ProfileField, field_groups, profile_fields
from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.vocabularies.words import say

IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Target:
    """One field, in one language where the code says so (`name@en`)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Fields under one heading."""

    name: str
    targets: tuple[Target, ...]


@cache
def target_groups(lang: str) -> tuple[TargetGroup, ...]:
    """Every field by group; a field with languages once without and once for each of them."""
    groups = []
    for code, label in field_groups().items():
        fields = [one for one in profile_fields().values() if one.group == code]
        groups.append(TargetGroup(label.read(lang), tuple(target for one in fields for target in _targets(one, lang))))
    return tuple(groups)


def target_name(code: str, lang: str) -> str:
    """A target in words: the field's label and its language; "" for none.

    >>> target_name("name@en", "sv"), target_name("town", "en"), target_name("", "en")
    ('Namn (engelska)', 'Town', '')
    """
    field, _, language = code.partition("@")
    known = profile_fields().get(field)
    if known is None:
        return ""
    label = known.label.read(lang)
    if not language:
        return label
    return say("import.in_swedish" if language == "sv" else "import.in_english", lang, field=label)


def is_personal(code: str) -> bool:
    """Whether what is read into the field is guarded as personal data."""
    known = profile_fields().get(code.partition("@")[0])
    return known is not None and known.personal


def _targets(field: ProfileField, lang: str) -> list[Target]:
    codes = [field.code, *(f"{field.code}@{language}" for language in LANGUAGES if field.multilingual)]
    return [Target(code, target_name(code, lang)) for code in codes]
