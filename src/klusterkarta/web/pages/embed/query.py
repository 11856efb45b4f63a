"""The address of an embedded map: the map's own parameters, the owner's title and word, and which parts are shown."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import QueryDict

from klusterkarta.values.caller import PUBLIC
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.map.query import MapQuery, read_map_query
from klusterkarta.web.typed import typed

SHOWN = ("both", "map", "list")
LONGEST_TITLE, LONGEST_WORD = 80, 40
_BETWEEN = re.compile("[ -]")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedQuery:
    """What a frame shows. `title` and `word` are "" where the owner has chosen none."""

    map: MapQuery
    title: str = ""
    word: str = ""
    show: str = "both"

    def own_pairs(self) -> list[tuple[str, str]]:
        """The parameters that a map on the site itself does not have."""
        return list(self._own_pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """All parameters of the address."""
        return [*self.map.pairs(), *self.own_pairs()]

    def _own_pairs(self) -> Iterator[tuple[str, str]]:
        if self.title:
            yield "title", self.title
        if self.word:
            yield "word", self.word
        if self.show != "both":
            yield "show", self.show


def read_embed_query(parameters: QueryDict, lang: str) -> EmbedQuery:
    """The query of an address, as any visitor may ask it. Raises BadRequest for a word or part that cannot be shown."""
    query, faults = check_embed_query(parameters, lang)
    if faults:
        raise BadRequest(" ".join(faults.values()))
    return query


def check_embed_query(parameters: QueryDict, lang: str) -> tuple[EmbedQuery, dict[str, str]]:
    """The query without what is wrong with it, and what is wrong by parameter."""
    faults: dict[str, str] = {}
    word = typed(parameters.get("word"), longest=LONGEST_WORD + 1)
    if word and (len(word) > LONGEST_WORD or not all(map(str.isalpha, _BETWEEN.split(word)))):
        faults["word"] = say("embed.bad_word", lang, longest=LONGEST_WORD)
    title = _one_line(typed(parameters.get("title"), longest=LONGEST_TITLE + 1))
    if len(title) > LONGEST_TITLE:
        faults["title"] = say("embed.long_title", lang, longest=LONGEST_TITLE)
    show = parameters.get("show") or "both"
    if show not in SHOWN:
        faults["show"] = say("embed.bad_show", lang, show=show[:20])
    return (
        EmbedQuery(
            map=read_map_query(parameters, lang, caller=PUBLIC),
            title="" if "title" in faults else title,
            word="" if "word" in faults else word,
            show="both" if "show" in faults else show,
        ),
        faults,
    )


def _one_line(text: str) -> str:
    """Without signs that are not seen, among them those that turn the direction of writing."""
    seen = "".join(" " if unicodedata.category(sign).startswith(("C", "Z")) else sign for sign in text)
    return " ".join(seen.split())
