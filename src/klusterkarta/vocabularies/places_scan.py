"""Place names found in a text, longest first, and the stretches of it that are no place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from klusterkarta.vocabularies.places_geography import counties_in
from klusterkarta.vocabularies.places_names import Candidate, Candidates, place_names
from klusterkarta.vocabularies.places_words import Word, cut_words, place_words

_ELLIPSIS = re.compile(r"[-‐‑–]\s")  # "Örebro- och Värmlands län"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text, from `start` to `end`, and what it may mean; `words` is the number of words it takes."""

    start: int
    end: int
    words: int
    candidates: Candidates


def scan_places(text: str) -> tuple[list[Mention], list[str]]:
    """All place names of a text in order, and the stretches that were not understood.

    A name wins over the shorter names in it ("Göteborgs och Bohus län"). It has a capital, unless it is all that stands
    between two commas, brackets or joining words. A point of the compass before it makes it a part of the place.

    >>> mentions, unread = scan_places("norra Dalsland, Fjärranland")
    >>> mentions[0].candidates, unread
    ((Candidate(kind='functional_region', code='dalsland', certainty='looked_up'),), ['Fjärranland'])
    """
    words = cut_words(text)
    mentions: list[Mention] = []
    rest: list[Word | None] = []  # None where a name or a joining word parts two stretches
    position = 0
    while position < len(words):
        mention = _mention_at(text, words, position)
        if mention:
            mentions.append(mention)
        parts = mention is not None or words[position].key in place_words().joins
        rest.append(None if parts else words[position])
        position += mention.words if mention else 1
    return mentions, [text[run[0].start : run[-1].end] for run in _runs(rest)]


def _mention_at(text: str, words: Sequence[Word], first: int) -> Mention | None:
    mention = _with_country(text, words, first) or _longest_name(text, words, first, name=first)
    if mention is None and words[first].key in place_words().compass:
        follows = first + 1 < len(words) and not words[first + 1].after_break
        whole = _longest_name(text, words, first, name=first + 1) if follows else None
        return whole and replace(whole, candidates=tuple(map(_part_of, whole.candidates)))
    return mention


def _with_country(text: str, words: Sequence[Word], first: int) -> Mention | None:
    """A region whose name ends in the country that stands in brackets after it: "Västra (Finland)"."""
    end = _next_break(words, first) if words[first].after_break else len(words)
    if end == len(words) or text[words[end - 1].end : words[end].start].strip() != "(":
        return None
    last = _next_break(words, end)
    candidates = place_names().spelled.get(" ".join(word.key for word in words[first:last]), ())
    if not candidates or any(candidate.kind != "nuts" for candidate in candidates):
        return None
    return Mention(words[first].start, words[end - 1].end, last - first, candidates)


def _next_break(words: Sequence[Word], first: int) -> int:
    end = first + 1
    while end < len(words) and not words[end].after_break:
        end += 1
    return end


def _longest_name(text: str, words: Sequence[Word], first: int, *, name: int) -> Mention | None:
    """The longest name from the word `name` on; the mention begins at the word `first`."""
    end = name + 1
    while end < min(len(words), name + place_names().longest) and not words[end].after_break:
        end += 1
    for last in range(end, name, -1):
        stretch = words[name:last]
        alone = _is_begin(words, first) and _is_end(words, last)
        candidates = _meant(text, stretch, alone=alone)
        if candidates:
            after = text[words[last - 1].end :][:2]
            return Mention(words[first].start, words[last - 1].end, last - first, _completed(candidates, after))
    return None


def _meant(text: str, stretch: Sequence[Word], *, alone: bool) -> Candidates:
    names = place_names()
    written = text[stretch[0].start : stretch[-1].end]
    if alone and written in names.codes:
        return names.codes[written]
    candidates = names.find(" ".join(word.key for word in stretch), " ".join(word.folded for word in stretch))
    own_country = candidates[:1] and not candidates[0].code
    everyday = len(stretch) == 1 and stretch[0].key in place_words().common
    return candidates if alone or own_country or (written != written.lower() and not everyday) else ()


def _is_begin(words: Sequence[Word], first: int) -> bool:
    return words[first].after_break or words[first - 1].key in place_words().joins


def _is_end(words: Sequence[Word], last: int) -> bool:
    return last == len(words) or words[last].after_break or words[last].key in place_words().joins


def _completed(candidates: Candidates, after: str) -> Candidates:
    """In "Örebro- och Värmlands län" the hyphen stands for "län"."""
    counties = tuple(candidate for candidate in candidates if candidate.kind == "county")
    return counties if counties and _ELLIPSIS.match(after) else candidates


def _part_of(candidate: Candidate) -> Candidate:
    """A part of a stated place is looked up; which counties a part of several has is an interpretation."""
    if candidate.certainty == "stated":
        return candidate._replace(certainty="looked_up")
    several = candidate.certainty == "looked_up" and len(counties_in(candidate.kind, candidate.code)) > 1
    return candidate._replace(certainty="interpreted") if several else candidate


def _runs(rest: Iterable[Word | None]) -> Iterator[list[Word]]:
    """The stretches of words between names, joining words and breaks, without the filler at their ends."""
    run: list[Word] = []
    for word in (*rest, None):
        if run and (word is None or word.after_break):
            meaning = [place for place, one in enumerate(run) if one.key not in place_words().filler]
            if meaning:
                yield run[meaning[0] : meaning[-1] + 1]
            run = []
        if word is not None:
            run.append(word)
