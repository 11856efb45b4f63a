"""What brackets say about the place before them: "Björneborg (Finland)", "”Västsverige” (Västra Götaland)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from klusterkarta.values.place import is_certain
from klusterkarta.vocabularies.places_geography import areas_of, counties_in
from klusterkarta.vocabularies.places_names import Candidate, Candidates
from klusterkarta.vocabularies.places_scan import Mention

_BETWEEN = re.compile(r"[\s\"'”“„»«’]*")


def settle_brackets(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, the ambiguous ones narrowed to what fits the place before their bracket or within it.

    A name that fits nothing keeps all its candidates.
    """
    settled = list(mentions)
    for head, inside in _bracketed(text, mentions):
        others = [candidate for place in inside for candidate in mentions[place].candidates]
        settled[head] = replace(mentions[head], candidates=_narrowed(mentions[head].candidates, others))
        for place in inside:
            narrowed = _narrowed(mentions[place].candidates, mentions[head].candidates)
            settled[place] = replace(mentions[place], candidates=narrowed)
    return settled


def limits_by_bracket(text: str, mentions: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """For each mention of a region with a bracket that states some of its counties: the codes of those counties."""
    limits: dict[int, tuple[str, ...]] = {}
    for head, inside in _bracketed(text, mentions):
        named = {code for place in inside for one in mentions[place].candidates for code in _stated_counties(one)}
        for candidate in mentions[head].candidates:
            if candidate.kind == "functional_region":
                limits[head] = tuple(code for code in counties_in(candidate.kind, candidate.code) if code in named)
    return limits


def _stated_counties(candidate: Candidate) -> list[str]:
    unit = candidate.kind != "functional_region" and is_certain(candidate.certainty)
    return list(counties_in(candidate.kind, candidate.code)) if unit else []


def _bracketed(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, list[int]]]:
    """The position of each mention that a bracket follows, and those of the mentions in the bracket."""
    brackets: dict[int, list[int]] = {}
    for place, mention in enumerate(mentions):
        opened = max(text.rfind(sign, 0, mention.start) for sign in "([")
        closed = max(text.rfind(sign, 0, mention.start) for sign in ")]")
        if opened > closed:
            brackets.setdefault(opened, []).append(place)
    for opened, inside in brackets.items():
        head = inside[0] - 1
        if head >= 0 and _BETWEEN.fullmatch(text, mentions[head].end, opened):
            yield head, inside


def _narrowed(candidates: Candidates, others: Sequence[Candidate]) -> Candidates:
    if not any(candidate.certainty == "ambiguous" for candidate in candidates):
        return candidates
    codes = {other.code for other in others}
    fitting = tuple(candidate for candidate in candidates if codes & areas_of(candidate.kind, candidate.code))
    if len(fitting) == 1:
        return (fitting[0]._replace(certainty="looked_up"),)
    return fitting or candidates
