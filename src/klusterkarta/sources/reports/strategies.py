"""A region's strategy for smart specialisation: its priorities, and whom it names as responsible for each (R43)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from klusterkarta.sources.reports.headings import may_be_heading
from klusterkarta.sources.reports.joining import is_item, join_texts, without_bullet
from klusterkarta.sources.reports.page_text import Line, Report
from klusterkarta.sources.reports.strategy_owners import owners_in, owners_in_bracket
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.strategy_words import strategy_words

_LONGEST_NAME, _MOST_PRIORITIES, _QUOTE = 150, 60, 300
_TAIL = re.compile(r"\s*(?:[.…]{3,}\s*)?\d{1,4}\s*$")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.)\s+")
_BRACKET = re.compile(r"\([^()]{2,200}\)")
_PIECE = re.compile(r"[,:;)]|\s(?:och|samt|and)\s")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


@dataclass(frozen=True, slots=True)
class NamedOwner:
    """An organisation named as responsible: the words that say so, and where they stand."""

    name: str
    how: str
    quote: str
    page: int
    line: int


@dataclass(frozen=True, slots=True)
class StrategyPriority:
    """A priority as the strategy names it, where it does so first, and its owners. None are a finding, not a fault."""

    name: str
    page: int
    line: int
    owners: tuple[NamedOwner, ...]

    @property
    def is_silent(self) -> bool:
        """Whether the strategy names nobody for it."""
        return not self.owners


@dataclass(frozen=True, slots=True)
class Strategy:
    """What was read: priorities in the order of the text, and owners that stand under none of them."""

    priorities: tuple[StrategyPriority, ...]
    elsewhere: tuple[NamedOwner, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    position: int
    line: Line


def read_strategy(report: Report, *, known: Sequence[str] = ()) -> Strategy:
    """The priorities and owners of a strategy. `known`: names of priorities that are looked for besides.

    A priority is an item of a list that a cue announces ("Våra prioriterade områden är:"), what stands behind a cue
    and a colon or number ("Prioritering 2: FoodTech"), a heading below a heading that is a cue, or a heading with a
    known name. An owner belongs to the priority behind whose name it stands in brackets, else to the one that its
    sentence names, else to the one under whose heading it stands. A text without priorities gives none.
    """
    lines = report.lines
    found = _priorities(lines, known)
    sentences = list(_sentences(lines))
    owners: dict[str, list[NamedOwner]] = {fold(name): [] for name, _ in found}
    elsewhere: list[NamedOwner] = []
    headings = _sections(lines, found)
    terms = [PriorityTerm(fold(name), (name,)) for name, _ in found]
    for sentence in sentences:
        for name, owner in _in_brackets(sentence, terms):
            owners[name].append(owner)
        named = _owners(sentence)
        if named:
            key = _about(sentence, found, headings)
            (owners[key] if key else elsewhere).extend(named)
    priorities = (
        StrategyPriority(name, lines[at].page, lines[at].number, _once(owners[fold(name)])) for name, at in found
    )
    return Strategy(tuple(priorities), _once(elsewhere))


def _once(owners: Sequence[NamedOwner]) -> tuple[NamedOwner, ...]:
    return tuple({fold(one.name): one for one in reversed(owners)}.values())[::-1]


def _priorities(lines: Sequence[Line], known: Sequence[str]) -> list[tuple[str, int]]:
    """(name, position of its line), each name once."""
    found: dict[str, tuple[str, int]] = {}
    for name, position in (*_listed(lines), *_announced(lines), *_below_cue(lines)):
        key = fold(name)
        if key and len(name) <= _LONGEST_NAME and len(found) < _MOST_PRIORITIES:
            found.setdefault(key, (name, position))
    # A known name that is but another way of writing what has been found is no priority of its own.
    terms = [PriorityTerm(key, (name,)) for key, (name, _) in found.items()]
    for name, position in _known(lines, frozenset(map(fold, known))):
        if match_priority(name, terms).code is None and len(found) < _MOST_PRIORITIES:
            found.setdefault(fold(name), (name, position))
    return sorted(found.values(), key=lambda one: one[1])


def _listed(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Items of a list that begins within two lines below a cue."""
    for position, line in enumerate(lines):
        if not _is_cue(line.text):
            continue
        start = next((at for at in range(position + 1, min(position + 3, len(lines))) if is_item(lines[at].text)), None)
        at = start
        while at is not None and at < len(lines) and (is_item(lines[at].text) or _goes_on(lines, at)):
            if is_item(lines[at].text):
                text = without_bullet(_whole_item(lines, at))
                yield _bare(text), at
            at += 1


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    return not line.gap and not line.heading and line.text.lstrip()[:1].islower()


def _whole_item(lines: Sequence[Line], at: int) -> str:
    texts = [lines[at].text]
    while at + 1 < len(lines) and _goes_on(lines, at + 1) and not is_item(lines[at + 1].text):
        at += 1
        texts.append(lines[at].text)
    return join_texts(texts)


def _announced(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """What stands behind "Prioritering 2:" or "Styrkeområde –" in a line of its own."""
    for position, line in enumerate(lines):
        match = _announcement().match(line.text.strip())
        if match and len(match["name"]) <= _LONGEST_NAME and not match["name"].endswith("."):
            yield _bare(match["name"]), position


def _below_cue(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Headings one level below a heading that is a cue."""
    under: int | None = None
    for position, line in enumerate(lines):
        level = _level(line)
        if level and _is_cue(line.text) and len(line.text) <= _LONGEST_NAME:
            under = level
        elif level and under is not None:
            if level <= under:
                under = None
            elif level == under + 1:
                yield _bare(line.text), position


def _known(lines: Sequence[Line], known: frozenset[str]) -> Iterator[tuple[str, int]]:
    for position, line in enumerate(lines):
        if len(line.text) <= _LONGEST_NAME and fold(_bare(without_bullet(line.text))) in known:
            yield _bare(without_bullet(line.text)), position


def _level(line: Line) -> int:
    """The level of a heading by the format, else by its number ("3.1" is 2); 0 for no heading."""
    if line.heading:
        return line.heading
    number = _NUMBER.match(line.text)
    if number and may_be_heading(line) and not is_item(line.text):
        return number[0].strip().rstrip(".").count(".") + 1
    return 0


def _bare(text: str) -> str:
    """A name without number, page number, bracket and end."""
    name = _NUMBER.sub("", _TAIL.sub("", text.strip()))
    name = name.partition("(")[0] if "(" in name[1:] else name
    return name.partition(":")[0].strip(" .;,–-\t")


def _is_cue(text: str) -> bool:
    """Whether a line announces priorities: it ends in a cue, or in one and a few words with a colon."""
    return _cue().search(text.strip().lower()) is not None


@cache
def _cue() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in strategy_words().priorities)
    return re.compile(rf"\b(?:{words})\b(?:[^.!?\n]{{0,120}}:|\s*(?:är|are)?\s*[\d.… ]*)$")


@cache
def _announcement() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in strategy_words().priorities)
    return re.compile(rf"^(?i:{words})\s*(?:\d{{1,2}}\s*[:.–-]?|[:–-])\s+(?P<name>\S.{{1,{_LONGEST_NAME}}})$")


def _sections(lines: Sequence[Line], found: Sequence[tuple[str, int]]) -> list[tuple[int, str]]:
    """(position, key) where a priority's section begins; key "" where one ends at another heading."""
    keys = {fold(name) for name, _ in found}
    listed = {position for _, position in found}
    marks: list[tuple[int, str]] = []
    open_level = 0
    for position, line in enumerate(lines):
        name = fold(_bare(without_bullet(line.text))) if len(line.text) <= _LONGEST_NAME else ""
        announced = _announcement().match(line.text.strip())
        if announced:
            name = fold(_bare(announced["name"]))
        level = _level(line)
        if name in keys and (level or announced or not is_item(line.text) or position in listed):
            marks.append((position, name))
            open_level = level
        elif level and (not open_level or level <= open_level):
            marks.append((position, ""))
    return marks


def _sentences(lines: Sequence[Line]) -> Iterator[_Sentence]:
    """The sentences with the line in which each begins; a heading and an item stand for themselves."""
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and not _level(lines[end - 1]) and not _begins(lines[end]):
            end += 1
        offsets = _offsets(lines[start:end])
        text = " ".join(line.text.strip() for line in lines[start:end])
        at = 0
        for part in _SENTENCE_END.split(text):
            at = text.find(part, at)
            position = start + max(index for index, offset in enumerate(offsets) if offset <= at)
            yield _Sentence(part, position, lines[position])
            at += len(part)
        start = end


def _begins(line: Line) -> bool:
    return line.gap or line.row or is_item(line.text) or _level(line) > 0


def _offsets(lines: Sequence[Line]) -> list[int]:
    offsets, at = [], 0
    for line in lines:
        offsets.append(at)
        at += len(line.text.strip()) + 1
    return offsets


def _owners(sentence: _Sentence) -> list[NamedOwner]:
    return [_named(one.name, one.how, sentence) for one in owners_in(sentence.text)]


def _named(name: str, how: str, sentence: _Sentence) -> NamedOwner:
    return NamedOwner(name, how, sentence.text[:_QUOTE], sentence.line.page, sentence.line.number)


def _in_brackets(sentence: _Sentence, terms: Sequence[PriorityTerm]) -> Iterator[tuple[str, NamedOwner]]:
    """(key of a priority, whoever stands in brackets right behind its name or the beginning of it)."""
    for match in _BRACKET.finditer(sentence.text):
        before = _PIECE.split(without_bullet(sentence.text[: match.start()]))[-1]
        found = match_priority(before.strip()[-_LONGEST_NAME:], terms).code
        if found is not None:
            for one in owners_in_bracket(match[0]):
                yield found, _named(one.name, one.how, sentence)


def _about(sentence: _Sentence, found: Sequence[tuple[str, int]], sections: Sequence[tuple[int, str]]) -> str:
    """The key of the one priority that the sentence names, else of the section it stands in; "" for none."""
    folded = f" {fold(sentence.text)} "
    named = [fold(name) for name, _ in found if f" {fold(name)} " in folded]
    if len(named) == 1:
        return named[0]
    before = [key for position, key in sections if position <= sentence.position]
    return before[-1] if before else ""
