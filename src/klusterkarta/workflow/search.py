"""Searching the workspace: a question → hits in words, counts by breadth, and what might be asked instead."""

from dataclasses import dataclass
from typing import Any

from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.search.asking import BREADTHS, Breadth
from klusterkarta.search.diagnosis import Proposal, diagnose
from klusterkarta.search.engine import MOST_HITS, Answer, Question
from klusterkarta.search.index import IndexUnusable
from klusterkarta.search.query import LONGEST
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.workflow.current_lexicon import current_lexicon
from klusterkarta.workflow.search_index import current_engine, is_behind

__all__ = [
    "BREADTHS",
    "LONGEST",
    "Answer",
    "BadSearch",
    "Breadth",
    "Found",
    "IndexUnusable",
    "Wish",
    "index_is_behind",
    "search_document",
    "search_now",
    "told",
]


_OF_CONCEPTS = frozenset(f"search.why_{one}" for one in ("concept", "narrower", "related", "broader"))


class BadSearch(Explained):
    """The question cannot be put: no such priority, or a number of hits that cannot be given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked, as it was typed."""

    query: str
    breadth: Breadth = "standard"
    priority: str = ""
    limit: int = 20
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a wish, and what might be asked instead."""

    wish: Wish
    answer: Answer
    proposals: tuple[Proposal, ...]


def search_now(wish: Wish, *, lang: str, may_write: bool = False) -> Found:
    """Search the register as the index has it. Raises BadSearch, and IndexUnusable where no index may be written."""
    if not 1 <= wish.limit <= MOST_HITS:
        raise BadSearch(Reason("search.bad_limit", {"found": wish.limit, "most": MOST_HITS}))
    question = Question(
        text=wish.query,
        breadth=wish.breadth,
        priority=priority_keys(wish.priority) if wish.priority else (),
        limit=wish.limit,
        typing=wish.typing,
    )
    engine = current_engine(may_write=may_write)
    answer = engine.answer(question, lang=lang)
    return Found(wish, answer, diagnose(engine, question, answer=answer, lang=lang))


def priority_keys(typed: str) -> tuple[str, ...]:
    """The concepts that a priority's name means, slips of the pen forgiven. Raises BadSearch for none."""
    known = [one for one in workspace_concepts().by_key.values() if one.priority]
    match = match_priority(typed, [PriorityTerm(one.key, one.all_words) for one in known])
    if match.code is not None:
        return (match.code,)
    meant = tuple(one.key for one in current_lexicon().scheme.meant_by(typed))
    if not meant:
        names = "; ".join(one.label.sv for one in known)
        raise BadSearch(Reason("search.no_priority", {"found": typed[:200], "known": names}))
    return meant


def told(reason: Reason, *, lang: str) -> str:
    """A reason in words, its field and breadth in words too; it begins with a capital, the concepts in it do not."""
    said = dict(reason.parameters)
    if said.get("field"):
        said["field"] = say(f"search.field_{said['field']}", lang)
    if said.get("breadth"):
        said["breadth"] = say(f"search.{said['breadth']}", lang).lower()
    if reason.code in _OF_CONCEPTS:
        said["via"] = _inside(str(said["via"]))
    text = explain(Reason(reason.code, said), lang)
    return text[:1].upper() + text[1:]


def _inside(label: str) -> str:
    """A label as it stands within a sentence: a name or an abbreviation keeps its capitals."""
    first = label.partition(" ")[0]
    return label[:1].lower() + label[1:] if first[1:] == first[1:].lower() else label


def search_document(found: Found, *, lang: str) -> dict[str, Any]:
    """The answer as `klusterkarta search --json` prints it."""
    answer = found.answer
    return {
        "query": found.wish.query,
        "breadth": found.wish.breadth,
        "priority": found.wish.priority,
        "total": answer.total,
        "counts": answer.counts,
        "watermark": answer.watermark,
        "notes": [_said(note, lang) for note in answer.notes],
        "proposals": [
            {
                **_said(one.reason, lang),
                "query": one.query,
                "breadth": one.breadth,
                "priority": one.priority,
                "count": one.count,
            }
            for one in found.proposals
        ],
        "hits": [
            {"name": hit.name, "id": hit.id, "score": hit.score, "why": [_said(reason, lang) for reason in hit.why]}
            for hit in answer.hits
        ],
    }


def _said(reason: Reason, lang: str) -> dict[str, Any]:
    return {"code": reason.code, "parameters": dict(reason.parameters), "text": told(reason, lang=lang)}


def index_is_behind() -> bool:
    """Whether the register has been written since the index was."""
    return is_behind()
