"""No hits, too many, or a question across sectors: what might be asked instead, and how many that would find."""

from collections.abc import Iterator
from dataclasses import dataclass

from klusterkarta.search.asking import BREADTHS, Breadth
from klusterkarta.search.engine import Answer, Engine, Question
from klusterkarta.search.query import Piece, read_query
from klusterkarta.values.reason import Reason

# More than so many hits are too many to go through by hand; under so many one may have missed some.
MANY, FEW = 50, 3
_MOST_PROPOSALS = 4
_MOST_TRIED = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another question, why it is proposed, and how many hits it has. `priority`: key of a concept, or ""."""

    reason: Reason
    query: str
    breadth: Breadth
    priority: str
    count: int


def diagnose(engine: Engine, question: Question, *, answer: Answer, lang: str) -> tuple[Proposal, ...]:
    """Proposals for a question that found nothing, few, too many, or that runs across sectors; else none.

    Each proposal's count is that of the question it puts.
    """
    if not answer.asked.units:
        return ()
    ways = [*_across(engine, question, lang)]
    if answer.total == 0:
        ways += [*_wider(question, answer, "search.none_widen"), *_shorter(engine, question)]
    elif answer.total < FEW:
        ways += _wider(question, answer, "search.few_widen")
    elif answer.total > MANY:
        ways += [*_narrower(question, answer), *_bundled(engine, question, answer, lang)]
    if not ways and answer.total == 0:
        ways = [Proposal(Reason("search.none_known"), "", question.breadth, "", 0)]
    return tuple(ways[:_MOST_PROPOSALS])


def _wider(question: Question, answer: Answer, code: str) -> Iterator[Proposal]:
    """The next breadth that finds more."""
    for breadth in BREADTHS[BREADTHS.index(question.breadth) + 1 :]:
        count = answer.counts[breadth]
        if count > answer.total:
            yield _proposal(question, Reason(code, {"breadth": breadth, "count": count}), count, breadth=breadth)
            return


def _narrower(question: Question, answer: Answer) -> Iterator[Proposal]:
    """The nearest narrower breadth that finds fewer, and some."""
    for breadth in reversed(BREADTHS[: BREADTHS.index(question.breadth)]):
        count = answer.counts[breadth]
        if 0 < count < answer.total:
            reason = Reason("search.many_narrow", {"breadth": breadth, "count": count})
            yield _proposal(question, reason, count, breadth=breadth)
            return


def _shorter(engine: Engine, question: Question) -> Iterator[Proposal]:
    """The question without one of its words, most hits first."""
    pieces = read_query(question.text).wanted
    if len(pieces) == 1:
        return
    found = []
    for left_out in pieces[:_MOST_TRIED]:
        text = " ".join(_typed(piece) for piece in pieces if piece is not left_out)
        count = engine.count(text, question.breadth, priority=question.priority)
        found.append((count, _typed(left_out), text))
    for count, word, text in sorted(found, reverse=True)[:2]:
        if count:
            yield _proposal(question, Reason("search.none_without", {"word": word, "count": count}), count, text=text)


def _bundled(engine: Engine, question: Question, answer: Answer, lang: str) -> Iterator[Proposal]:
    """Concepts under those asked for, then priorities, that leave some of the hits."""
    by_key = engine.opened.analyser.lexicon.scheme.by_key
    meant = [by_key[way.via] for unit in answer.asked.units for way in unit.ways if way.how == "concept"]
    below = list(dict.fromkeys(key for one in meant for key in one.narrower))
    for key in below[:_MOST_TRIED]:
        word = by_key[key].label.read(lang)
        count = engine.count(word, "narrow", priority=question.priority)
        if 0 < count < answer.total:
            reason = Reason("search.many_concept", {"word": word, "count": count})
            yield _proposal(question, reason, count, text=word, breadth="narrow")
    if not question.priority:
        for one in (own for own in by_key.values() if own.priority):
            count = engine.count(question.text, question.breadth, priority=[one.key])
            if 0 < count < answer.total:
                reason = Reason("search.many_priority", {"word": one.label.read(lang), "count": count})
                yield _proposal(question, reason, count, priority=one.key)


def _across(engine: Engine, question: Question, lang: str) -> Iterator[Proposal]:
    """A priority that bundles notions is best searched for by each of them: the two that find most."""
    lexicon = engine.opened.analyser.lexicon
    meant = [one for one in lexicon.scheme.meant_by(question.text) if one.priority]
    for concept in meant[:1]:
        included = concept.priority.included if concept.priority else ()
        counted = [(engine.count(lexicon.scheme.by_key[key].label.read(lang), "narrow"), key) for key in included]
        for count, key in sorted(counted, reverse=True)[:2]:
            if count:
                part = lexicon.scheme.by_key[key].label.read(lang)
                said: dict[str, str | int] = {"word": concept.label.read(lang), "part": part, "count": count}
                yield _proposal(question, Reason("search.cross_sector", said), count, text=part, breadth="narrow")


def _proposal(
    question: Question,
    reason: Reason,
    count: int,
    *,
    text: str = "",
    breadth: Breadth | None = None,
    priority: str = "",
) -> Proposal:
    own = question.priority[0] if question.priority else ""
    return Proposal(reason, text or question.text, breadth or question.breadth, priority or own, count)


def _typed(piece: Piece) -> str:
    said = " ".join(word.written for word in piece.words)
    bare = f'"{said}"' if piece.phrase else said
    return f"{piece.field}:{bare}" if piece.field else bare
