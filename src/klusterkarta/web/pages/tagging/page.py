"""What the page of tagging shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.tag_state import MOST_TAGS
from klusterkarta.workflow.tagging import LEAST_DECIDED, Proposal, Support, TaggedActor, Tagging, reliability_of

_MOST_ROWS, _MOST_WORDS = 50, 5


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposed priority: code, name, probability in words, the words that speak for and against it."""

    code: str
    name: str
    percent: str
    words: str


@dataclass(frozen=True, slots=True)
class TagLine:
    """A priority that an actor has, or (`is_weak`) only a link to."""

    code: str
    name: str
    is_weak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor with its priorities and what is proposed; `error` what was refused, `many` that it has too many."""

    id: int
    name: str
    href: str
    tags: list[TagLine]
    many: str
    is_full: bool
    proposals: list[ProposalLine]
    action: str
    error: str


@dataclass(frozen=True, kw_only=True)
class TaggingPage(Page):
    """Proposals, the surest first, and what the model knows."""

    template: ClassVar[str] = "tagging/page.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "tagging"

    rows: list[ActorRow]
    total: int
    learned: str
    words: list[str]
    curve: str
    bins: list[str]
    undo: str
    reading: int


def tagging_page(found: Tagging, lang: str, *, wrong: tuple[int, str] | None = None, reading: int = 0) -> TaggingPage:
    """The page; `wrong` is the actor for which something was refused, and why; `reading` the decision just made."""
    curve = found.model.curve
    key = "learned" if found.decided else "too_little"
    shown = list(found.actors[:_MOST_ROWS])
    if wrong:
        shown = [*(one for one in found.actors if one.id == wrong[0] and one not in shown), *shown]
    return TaggingPage(
        title=say("tagging.title", lang),
        lead=say("tagging.lead", lang),
        rows=[_row(one, lang, wrong=wrong) for one in shown],
        total=len(found.actors),
        learned=say(f"tagging.{key}", lang, count=found.decided, least=LEAST_DECIDED),
        words=_words(found, lang),
        curve=say("tagging.curve", lang, intercept=_number(curve.intercept, lang), slope=_number(curve.slope, lang)),
        undo=address("tagging-undo", lang, reading=reading) if reading else "",
        reading=reading,
        bins=[
            say("tagging.bin", lang, percent=round(100 * mean), right=round(100 * share), count=number)
            for mean, share, number in reliability_of(found)
        ],
    )


def _words(found: Tagging, lang: str) -> list[str]:
    if not found.model.learned:
        return [say("tagging.no_words", lang, least=LEAST_DECIDED)]
    return [
        say("tagging.words_of", lang, priority=code_name("priority", code, lang=lang), words=_weighed(words, lang))
        for code, words in found.model.learned.items()
    ]


def _weighed(words: Mapping[str, float], lang: str) -> str:
    return ", ".join(f"{word} ({_number(weight, lang)})" for word, weight in words.items())


def _number(value: float, lang: str) -> str:
    return format_number(round(value, 2), lang)


def _row(one: TaggedActor, lang: str, *, wrong: tuple[int, str] | None) -> ActorRow:
    return ActorRow(
        id=one.id,
        name=one.name,
        href=address("actor", lang, actor=one.id),
        tags=[_tag(code, one, lang) for code in (*one.tags, *one.weak)],
        many=say("tagging.many", lang, count=len(one.tags), most=MOST_TAGS) if one.has_too_many else "",
        is_full=one.is_full,
        proposals=[_proposal(proposal, lang) for proposal in one.proposals],
        action=address("tagging-decide", lang, actor=one.id),
        error=wrong[1] if wrong and wrong[0] == one.id else "",
    )


def _tag(code: str, one: TaggedActor, lang: str) -> TagLine:
    return TagLine(code, code_name("priority", code, lang=lang), code in one.weak)


def _proposal(one: Proposal, lang: str) -> ProposalLine:
    words = "; ".join(_word(word, lang) for word in one.supports[:_MOST_WORDS])
    return ProposalLine(
        one.priority,
        code_name("priority", one.priority, lang=lang),
        say("tagging.percent", lang, number=round(100 * one.probability)),
        words,
    )


def _word(one: Support, lang: str) -> str:
    if one.learned:
        return say("tagging.learned_word", lang, word=one.word)
    key = "found_in" if one.weight > 0 else "against"
    return say(f"tagging.{key}", lang, word=one.word, field=say(f"tagging.{one.field}", lang))
