"""What the page of one concept shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.concepts.selectors import WordingView, history_of, workspace_concepts
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.concepts import Concept, Concepts, concepts
from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.concept_use import actors_found
from klusterkarta.workflow.partner_places import short_region_name

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WordLine:
    """The words of one language, and which it is."""

    label: str
    lang: str
    words: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Concepts that this one has to do with, under a heading."""

    label: str
    links: list[Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """A wording: when, by whom, what was done, its words; `write` 0 is as shipped; `is_now` whether it is in force."""

    at: datetime | None
    by: str
    what: str
    words: str
    write: int
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class ConceptPage(Page):
    """A concept, or what it was before it was retired."""

    template: ClassVar[str] = "concepts/page.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "concepts"

    is_retired: bool
    about: str
    definition: str
    definition_lang: str
    words: list[WordLine]
    facts: list[Link]
    lines: list[LinkLine]
    finds: list[str]
    search: str
    history: list[HistoryRow]
    seen: int
    may_edit: bool
    error: str
    edit: str
    retire: str
    restore: str
    back: str


def concept_page(key: str, lang: str, *, caller: Caller, error: str = "") -> ConceptPage:
    """The page; `error` says what was refused. The key is a concept's, or that of one with a history."""
    known, history = workspace_concepts(), history_of(key)
    now = known.by_key.get(key)
    # Of one that was retired as it was shipped nobody has worded anything.
    worded = (one.concept for one in history if one.concept)
    shown = now or next(worded, None) or concepts().by_key[key]
    head = known.schemes.get(shown.scheme)
    told, definition_lang = _definition(shown, lang)
    return ConceptPage(
        title=shown.label.read(lang),
        lead="",
        is_retired=now is None,
        about=" · ".join(
            [
                head.title.read(lang) if head else shown.scheme,
                say("concepts.version_is", lang, version=head.version if head else ""),
            ]
        ),
        definition=told,
        definition_lang=definition_lang,
        words=[WordLine(say(f"concepts.{one}", lang), one, ", ".join(shown.words[one])) for one in LANGUAGES],
        facts=_facts(shown, lang),
        lines=_lines(shown, known, lang),
        finds=_finds(now, lang),
        search=address("search", lang, query=[("q", shown.label.read(lang))]),
        history=_history(key, history, lang),
        seen=history[0].write if history else 0,
        may_edit=is_allowed(caller, "edit_concepts"),
        error=error,
        edit=address("concept-edit", lang, key=key),
        retire=address("concept-retire", lang, key=key),
        restore=address("concept-restore", lang, key=key),
        back=address("concepts", lang, query=[("scheme", shown.scheme)]),
    )


def _definition(one: Concept, lang: str) -> tuple[str, str]:
    """The explanation, and its language where it is not the page's."""
    if one.definition is None:
        return "", ""
    other = "en" if lang == "sv" else "sv"
    own = one.definition.read(lang)
    return (own, "") if own else (one.definition.read(other), other)


def _facts(one: Concept, lang: str) -> list[Link]:
    priority = one.priority
    rows = [
        (say("concepts.key", lang), one.key),
        (say("concepts.notation", lang), one.notation),
        (say("concepts.nace", lang), ", ".join(one.nace)),
        (say("concepts.region", lang), short_region_name(priority.region, lang=lang) if priority else ""),
        (say("concepts.group", lang), say(f"concepts.{priority.group}", lang) if priority else ""),
    ]
    return [row for row in rows if row[1]]


def _lines(one: Concept, known: Concepts, lang: str) -> list[LinkLine]:
    priority = one.priority
    bundling = [other.key for other in known.by_key.values() if other.priority and one.key in other.priority.included]
    parts: list[tuple[str, Sequence[str]]] = [
        ("broader", one.broader),
        ("narrower", one.narrower),
        ("related", one.related),
        ("included", priority.included if priority else ()),
        ("excluded", priority.excluded if priority else ()),
        ("bundled_by", bundling),
    ]
    return [LinkLine(say(f"concepts.{name}", lang), _links(keys, known, lang)) for name, keys in parts if keys]


def _links(keys: Sequence[str], known: Concepts, lang: str) -> list[Link]:
    return [
        (known.by_key[key].label.read(lang), address("concept", lang, key=key)) for key in keys if key in known.by_key
    ]


def _finds(one: Concept | None, lang: str) -> list[str]:
    if one is None:
        return []
    counts = actors_found(one)
    if not counts:
        return [say("concepts.finds_unknown", lang)]
    return [say(f"concepts.finds_{name}", lang, count=count) for name, count in counts.items()]


def _history(key: str, history: Sequence[WordingView], lang: str) -> list[HistoryRow]:
    rows = [
        HistoryRow(
            at=one.at,
            by=one.by,
            what=": ".join(filter(None, (say(f"concepts.step_{one.step}", lang), one.file, one.why))),
            words=_said(one.concept, lang),
            write=one.write,
            is_now=at == 0,
        )
        for at, one in enumerate(history)
    ]
    shipped = concepts().by_key.get(key)
    if shipped is not None:
        what = say("concepts.as_shipped", lang)
        rows.append(HistoryRow(at=None, by="", what=what, words=_said(shipped, lang), write=0, is_now=not history))
    return rows


def _said(one: Concept | None, lang: str) -> str:
    return " | ".join(", ".join(one.words[name]) for name in LANGUAGES) if one else say("concepts.none", lang)
