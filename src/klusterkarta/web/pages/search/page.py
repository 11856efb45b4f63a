"""What the page of search shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import Option, choices
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.search import BREADTHS, LONGEST, Breadth, Found, Wish, index_is_behind, search_now, told

_STANDARD = BREADTHS.index("standard")
_SHOWN = 30
# What the product's own searches are logged under, beside those on outside platforms.
_OWN_PLATFORM = "Klusterkarta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks, as it was typed. `breadth` is a number or a name."""

    query: str = ""
    breadth: str = ""
    priority: str = ""
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One breadth: its name, what it takes in, how many hits it has (None: nothing asked), and its address."""

    name: str
    means: str
    count: int | None
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit: its page, its score as a share of the best, why it is there."""

    name: str
    href: str
    score: str
    share: int
    why: list[str]


@dataclass(frozen=True, slots=True)
class Advice:
    """Another question, in words, and its address."""

    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """The form, the hits, and what might be asked instead; `fault` where the question cannot be put."""

    template: ClassVar[str] = "search/page.html"
    section: ClassVar[str] = "map"
    name: ClassVar[str] = "search"

    action: str
    query: str
    level: int
    most_level: int
    steps: list[Step]
    priorities: list[Option]
    fault: str
    notes: list[str]
    rows: list[HitRow]
    total: int
    advice: list[Advice]
    watermark: int
    behind: bool
    log: str


def search_page(asked: Asked, *, lang: str, caller: Caller) -> SearchPage:
    """The page for a question; without words only the form. Who may work is offered to log the search."""
    breadth = breadth_of(asked.breadth)
    found, fault = _found(asked, breadth, lang)
    answer = found.answer if found else None
    priorities = [one.label.read(lang) for one in workspace_concepts().by_key.values() if one.priority]
    named = [(name, name) for name in priorities]
    return SearchPage(
        title=say("search.title", lang),
        lead=say("search.lead", lang),
        action=address("search", lang),
        query=asked.query,
        level=BREADTHS.index(breadth),
        most_level=len(BREADTHS) - 1,
        steps=[_step(one, asked, breadth, answer.counts[one] if answer else None, lang=lang) for one in BREADTHS],
        priorities=choices([("", say("search.any_priority", lang)), *named], asked.priority),
        fault=fault,
        notes=[told(note, lang=lang) for note in answer.notes] if answer else [],
        rows=_rows(found, lang) if found else [],
        total=answer.total if answer else 0,
        advice=_advice(found, asked, lang) if found else [],
        watermark=answer.watermark if answer else 0,
        behind=index_is_behind() if answer else False,
        log=_log(asked, answer.total, lang) if answer and is_allowed(caller, "edit_work") else "",
    )


def breadth_of(typed: str) -> Breadth:
    """The breadth that an address asks for, by its number or its name; the usual one for anything else."""
    if typed.isascii() and typed.isdecimal() and len(typed) == 1:
        return BREADTHS[min(int(typed), len(BREADTHS) - 1)]
    return next((one for one in BREADTHS if one == typed), BREADTHS[_STANDARD])


def _found(asked: Asked, breadth: Breadth, lang: str) -> tuple[Found | None, str]:
    if not asked.query:
        return None, ""
    wish = Wish(query=asked.query, breadth=breadth, priority=asked.priority, limit=_SHOWN, typing=asked.typing)
    try:
        return search_now(wish, lang=lang), ""
    except Explained as refused:
        return None, explain(refused.reason, lang)


def _step(breadth: Breadth, asked: Asked, chosen: Breadth, count: int | None, *, lang: str) -> Step:
    return Step(
        say(f"search.{breadth}", lang),
        say(f"search.{breadth}_means", lang),
        count,
        _address(asked.query, BREADTHS.index(breadth), asked.priority, lang=lang),
        breadth == chosen,
    )


def _rows(found: Found, lang: str) -> list[HitRow]:
    hits = found.answer.hits
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    return [
        HitRow(
            hit.name,
            address("actor", lang, actor=hit.id),
            f"{hit.score:.1f}".replace(".", "," if lang == "sv" else "."),
            round(100 * hit.score / best),
            [told(reason, lang=lang) for reason in hit.why],
        )
        for hit in hits
    ]


def _advice(found: Found, asked: Asked, lang: str) -> list[Advice]:
    return [
        Advice(
            told(one.reason, lang=lang),
            _address(one.query, BREADTHS.index(one.breadth), _priority(one.priority, asked, lang), lang=lang)
            if one.query
            else "",
        )
        for one in found.proposals
    ]


def _priority(key: str, asked: Asked, lang: str) -> str:
    return workspace_concepts().by_key[key].label.read(lang) if key else asked.priority


def _log(asked: Asked, hits: int, lang: str) -> str:
    """The address of the log with this search in its form."""
    said = [
        ("platform", _OWN_PLATFORM),
        ("query", asked.query[:LONGEST]),
        ("hits", str(hits)),
        ("priority", asked.priority),
    ]
    return address("search-log", lang, query=[(name, value) for name, value in said if value]) + "#log"


def _address(query: str, level: int, priority: str, *, lang: str) -> str:
    asked = [("q", query[:LONGEST]), ("breadth", str(level)), ("priority", priority)]
    return address("search", lang, query=[(name, value) for name, value in asked if value])
