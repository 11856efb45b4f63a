"""What the form of a concept shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.vocabularies.concepts import GROUPS, BadConcepts
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices, faulty_fields
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.concept_form import NEW_REGION, BadField, Written

_LINES = ("sv", "en")
_REFERENCES = ("broader", "related", "included", "excluded")
_PRIORITY = ("region", "group", "included", "excluded")
_ABOUT = (*_LINES, "definition_sv", "definition_en")
_LAST = ("broader", "related", "nace", "notation")
_AS_CONCEPT = ("scheme", *_ABOUT, *_LAST)
_AS_PRIORITY = ("scheme", "region", "group", *_ABOUT, "included", "excluded", *_LAST)
_AREAS = (*_LINES, "definition_sv", "definition_en", *_REFERENCES)
_OPTIONAL = (*(name for name in _AREAS if name not in _LINES), "nace", "notation", "why")
# Which field a refusal is about; what is about none of them stands above the form.
_FIELD_OF = {
    "no_scheme": "scheme", "key_elsewhere": "scheme", "bad_nace": "nace", "bad_region": "region", "loop": "broader",
    "broader_and_related": "related", "in_and_out": "excluded", "unknown": "broader",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: with which field ("" with the whole), in words."""

    field: str
    text: str

    @classmethod
    def of(cls, refused: BadConcepts, lang: str) -> "Fault":
        """A refusal as the form shows it; a word's stands at the language it is of."""
        code = refused.reason.code.partition(".")[2]
        field = refused.field if isinstance(refused, BadField) else _FIELD_OF.get(code, "")
        if code in ("word_twice", "word_again", "no_word"):
            field = "sv" if refused.reason.parameters.get("language_en") == "Swedish" else "en"
        return cls(field, explain(refused.reason, lang))


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """The form; `seen` is the wording that was there when it was opened."""

    template: ClassVar[str] = "concepts/form.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "concepts"

    action: str
    cancel: str
    fields: list[FormField]
    priority: list[FormField]
    last: list[FormField]
    faults: list[FormField]
    error: str
    seen: int


def form_page(said: Written, key: str, *, lang: str, seen: int = 0, fault: Fault | None = None) -> FormPage:
    """The form of a new concept (no key) or of one that is there."""
    wrong = fault or Fault("", "")
    is_priority = bool(said.region or said.scheme == NEW_REGION)
    first = _AS_PRIORITY if is_priority else _AS_CONCEPT
    own = [_field(name, said, wrong, lang) for name in first if not (key and name == "scheme")]
    priority = [] if is_priority or key else [_field(name, said, wrong, lang) for name in _PRIORITY]
    last = [_field("why", said, wrong, lang)]
    known = workspace_concepts()
    name = known.by_key[key].label.read(lang) if key else ""
    return FormPage(
        title=say("concepts.edit_title", lang, name=name) if key else _title(said, lang),
        lead=say("concepts.edit_lead" if key else "concepts.add_lead", lang),
        action=address("concept-edit", lang, key=key) if key else address("concept-new", lang),
        cancel=address("concept", lang, key=key) if key else address("concepts", lang),
        fields=own,
        priority=priority,
        last=last,
        faults=faulty_fields([*own, *priority, *last]),
        error=wrong.text if not wrong.field else "",
        seen=seen,
    )


def _title(said: Written, lang: str) -> str:
    return say("concepts.add_priority" if said.scheme == NEW_REGION else "concepts.add", lang)


def _field(name: str, said: Written, fault: Fault, lang: str) -> FormField:
    value = getattr(said, name)
    error = fault.text if fault.field == name else ""
    label = say(f"concepts.{name}", lang)
    if name in ("scheme", "group"):
        options = _schemes(lang) if name == "scheme" else [(one, say(f"concepts.{one}", lang)) for one in GROUPS]
        return FormField(name=name, label=label, kind="select", options=choices(options, value), error=error)
    helped = "words" if name in _LINES else "references" if name in _REFERENCES else name
    told = say(f"concepts.{helped}_help", lang) if helped in ("words", "references", "nace", "region") else ""
    kind = "textarea" if name in _AREAS else "text"
    optional = name in _OPTIONAL or (name == "region" and said.scheme != NEW_REGION)
    return FormField(name=name, label=label, value=value, kind=kind, help=told, error=error, optional=optional)  # type: ignore[arg-type]


def _schemes(lang: str) -> list[tuple[str, str]]:
    known = workspace_concepts().schemes
    own = [(key, one.title.read(lang)) for key, one in known.items()]
    return [*own, (NEW_REGION, say("concepts.scheme_of_region", lang))]
