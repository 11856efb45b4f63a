"""What the list of concepts shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.concepts.selectors import WriteView, latest_writes, workspace_concepts
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.concepts import Concept, Concepts
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.concepts import FORM_NAMES, concepts_found

_CHANGES = 10


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme, its version and size, the address that shows it alone, and its files."""

    title: str
    version: str
    count: int
    href: str
    files: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept: its word, that in the other language, its other words, codes, and whose it is."""

    name: str
    href: str
    other: str
    words: str
    nace: str
    scheme: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A write: when, by whom, what, which concepts; `take_back` its address where it may be taken back."""

    at: datetime
    by: str
    what: str
    concepts: list[tuple[str, str]]
    take_back: str


@dataclass(frozen=True, kw_only=True)
class ConceptsPage(Page):
    """The schemes, the concepts asked for, and what was changed lately; `asked`: by words, or a scheme was chosen."""

    template: ClassVar[str] = "concepts/list.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "concepts"

    action: str
    fields: list[FormField]
    schemes: list[SchemeRow]
    asked: bool
    rows: list[ConceptRow]
    changes: list[ChangeRow]
    may_edit: bool
    add: str
    add_priority: str
    take_in: str
    error: str


def concepts_page(text: str, scheme: str, *, lang: str, caller: Caller, error: str = "") -> ConceptsPage:
    """The concepts found by words or of a scheme; without either the schemes alone, since a list of all of them helps
    nobody. An unknown scheme is as none. `error` says what was refused.
    """
    known = workspace_concepts()
    chosen = scheme if scheme in known.schemes else ""
    may_edit = is_allowed(caller, "edit_concepts")
    asked = bool(text or chosen)
    found = concepts_found(known, text=text, scheme=chosen) if asked else []
    return ConceptsPage(
        title=say("concepts.title", lang),
        lead=say("concepts.lead", lang),
        action=address("concepts", lang),
        fields=_fields(text, chosen, known, lang),
        schemes=[_scheme(key, known, lang) for key in known.schemes],
        asked=asked,
        rows=[_row(one, known, lang) for one in found],
        changes=[_change(one, known, lang, may_edit=may_edit) for one in latest_writes(_CHANGES)] if may_edit else [],
        may_edit=may_edit,
        add=address("concept-new", lang, query=[("scheme", chosen or "sectors")]),
        add_priority=address("concept-new", lang, query=[("scheme", "new-region")]),
        take_in=address("concepts-import", lang),
        error=error,
    )


def _fields(text: str, scheme: str, known: Concepts, lang: str) -> list[FormField]:
    options = [
        ("", say("concepts.all_schemes", lang)),
        *((key, one.title.read(lang)) for key, one in known.schemes.items()),
    ]
    return [
        FormField(name="q", label=say("concepts.search", lang), value=text),
        FormField(name="scheme", label=say("concepts.scheme", lang), kind="select", options=choices(options, scheme)),
    ]


def _scheme(key: str, known: Concepts, lang: str) -> SchemeRow:
    one = known.schemes[key]
    files = [(name, address("concepts-file", lang, scheme=key, form=form)) for form, name in FORM_NAMES.items()]
    href = address("concepts", lang, query=[("scheme", key)])
    return SchemeRow(one.title.read(lang), one.version, len(known.in_scheme(key)), href, files)


def _row(one: Concept, known: Concepts, lang: str) -> ConceptRow:
    other = "en" if lang == "sv" else "sv"
    return ConceptRow(
        name=one.label.read(lang),
        href=address("concept", lang, key=one.key),
        other=one.label.read(other),
        words=", ".join(one.words[lang][1:]),
        nace=", ".join(one.nace),
        scheme=known.schemes[one.scheme].title.read(lang),
    )


def _change(one: WriteView, known: Concepts, lang: str, *, may_edit: bool) -> ChangeRow:
    names = ((known.by_key[key].label.read(lang) if key in known.by_key else key, key) for key in one.keys[:5])
    return ChangeRow(
        at=one.at,
        by=one.by,
        what=": ".join(filter(None, (say(f"concepts.step_{one.step}", lang), one.file, one.why))),
        concepts=[(name, address("concept", lang, key=key)) for name, key in names],
        take_back=address("concepts-take-back", lang, write=one.id) if may_edit else "",
    )
