"""The profile fields: what a source can state about an actor, a priority or a part of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from klusterkarta.vocabularies.documents import DocumentError, read_document
from klusterkarta.vocabularies.labels import Label, read_label, words_of

FieldType = Literal[
    "text", "long_text", "name", "url", "phone", "email", "address", "quantity", "year", "date", "partial_date",
    "place", "sector", "priority", "kind", "list", "language", "organisation_number", "coordinate", "relation",
    "boolean", "page",
]  # fmt: skip
Direction = Literal["", "forward", "backward"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileField:
    """One property.

    `many`: several values belong together; otherwise several values compete and are shown as contradicting.
    `personal`: statements go to the guarded table. `multilingual`: a header may name the language of the value.
    `relation` and `direction`: `funders` is `funds` read `backward`, the named party funds this one.
    `vocabulary`: the small vocabulary the value comes from, or "".
    `headers`: all spreadsheet headers that mean this field, its labels first.
    """

    code: str
    label: Label
    definition: Label
    type: FieldType
    group: str
    many: bool
    personal: bool
    multilingual: bool
    relation: str
    direction: Direction
    vocabulary: str
    headers: tuple[str, ...]


@cache
def profile_fields() -> Mapping[str, ProfileField]:
    """All profile fields by code, in the order a profile shows them.

    >>> profile_fields()["funders"].relation, profile_fields()["funders"].direction
    ('funds', 'backward')
    >>> [code for code, field in profile_fields().items() if field.personal]
    ['contact_name', 'contact_role', 'contact_email', 'contact_phones']
    """
    return {field.code: field for field in map(_read_field, read_document("profile_fields").body["fields"])}


@cache
def field_groups() -> Mapping[str, Label]:
    """The groups of a profile by code, in their order.

    >>> field_groups()["place"].sv
    'Plats'
    """
    return {code: read_label(entry) for code, entry in read_document("profile_fields").body["groups"].items()}


def _read_field(entry: Mapping[str, Any]) -> ProfileField:
    if entry["type"] not in get_args(FieldType):
        raise DocumentError(f"profile field {entry['code']}: there is no field type {entry['type']!r}")
    label = read_label(entry["label"])
    return ProfileField(
        code=str(entry["code"]),
        label=label,
        definition=read_label(entry["definition"]),
        type=entry["type"],
        group=str(entry["group"]),
        many=bool(entry.get("many", False)),
        personal=bool(entry.get("personal", False)),
        multilingual=bool(entry.get("multilingual", False)),
        relation=str(entry.get("relation", "")),
        direction=entry.get("direction", ""),
        vocabulary=str(entry.get("vocabulary", "")),
        headers=(label.sv, label.en, *words_of(entry["headers"])),
    )
