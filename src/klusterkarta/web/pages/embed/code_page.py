"""The page that makes the code for embedding."""

from dataclasses import dataclass, replace
from html import escape
from typing import ClassVar

from django.http import QueryDict

from klusterkarta.settings import current
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.actors.facets import Chip, chips_of
from klusterkarta.web.pages.embed.query import LONGEST_TITLE, LONGEST_WORD, SHOWN, EmbedQuery, check_embed_query
from klusterkarta.web.pages.map.query import MapQuery
from klusterkarta.web.rendering import Page

HEIGHTS = (300, 2000)
_HEIGHT = 800


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field, for the list at the top of the form."""

    id: str
    error: str


@dataclass(frozen=True, slots=True)
class Part:
    """A choice of what the frame shows."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class CodePage(Page):
    """The form, the code and the preview. `no_site` says that the owner lets no site show the map."""

    template: ClassVar[str] = "embed/code.html"
    section: ClassVar[str] = "map"
    name: ClassVar[str] = "actors"

    here: str
    typed_title: str
    typed_word: str
    typed_height: str
    parts: list[Part]
    errors: dict[str, str]
    faults: list[Fault]
    selection: list[tuple[str, str]]
    chips: list[Chip]
    code: str
    frame: str
    height: int
    back: str
    only: str
    no_site: bool
    longest_title: int = LONGEST_TITLE
    longest_word: int = LONGEST_WORD


def code_page(parameters: QueryDict, lang: str) -> CodePage:
    """The page for what has been typed; a field that is wrong is left out of the code."""
    query, errors = check_embed_query(parameters, lang)
    height = _height(parameters.get("height", ""), errors, lang)
    there = address("embed", lang, query=query.pairs())
    origins = current().embed_origins
    return CodePage(
        title=say("embed.title", lang),
        lead=say("embed.lead", lang),
        here=address("embed-code", lang),
        typed_title=parameters.get("title", "")[: 2 * LONGEST_TITLE],
        typed_word=parameters.get("word", "")[: 2 * LONGEST_WORD],
        typed_height=parameters.get("height", "")[:10] or str(_HEIGHT),
        parts=[Part(code, say(f"embed.show_{code}", lang), code == query.show) for code in SHOWN],
        errors={"title": "", "word": "", "height": "", "show": "", **errors},
        faults=[Fault(name, error) for name, error in errors.items()],
        selection=query.map.pairs(),
        chips=chips_of(
            query.map.selection, lang, href=lambda one: _here(replace(query, map=MapQuery(selection=one)), lang)
        ),
        code=_code(query, there, height, lang),
        frame=there,
        height=height,
        back=address("map", lang, query=query.map.pairs()),
        only=", ".join(origins) if origins not in (("*",), ("none",)) else "",
        no_site=origins == ("none",),
    )


def _here(query: EmbedQuery, lang: str) -> str:
    return address("embed-code", lang, query=query.pairs())


def _height(text: str, errors: dict[str, str], lang: str) -> int:
    least, most = HEIGHTS
    if not text:
        return _HEIGHT
    if text.isascii() and text.isdecimal() and least <= int(text[:6]) <= most:
        return int(text)
    errors["height"] = say("embed.bad_height", lang, least=least, most=most)
    return _HEIGHT


def _code(query: EmbedQuery, there: str, height: int, lang: str) -> str:
    title = query.title or say("embed.own_title", lang, word=query.word or say("embed.own_word", lang))
    source = escape(current().base_url + there)
    return f'<iframe src="{source}" title="{escape(title)}" width="100%" height="{height}" loading="lazy"></iframe>'
