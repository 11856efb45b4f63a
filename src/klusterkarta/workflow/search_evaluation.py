"""Judged queries in a file → search measured on the workspace's own index."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.searched import SearchedActor, searched_actors, searched_versions
from klusterkarta.search.engine import Question
from klusterkarta.search.evaluation import DEPTH, Evaluation, evaluate
from klusterkarta.search.peers import Peers
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.workflow.refresh import priority_terms
from klusterkarta.workflow.search_documents import search_documents
from klusterkarta.workflow.search_index import current_engine

COLUMNS = ("query", "actor", "grade")
MOST_GRADE = 3
_LARGEST = 10_000_000


class BadJudgements(Explained):
    """The file of judged queries cannot be used."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The evaluation, and actors of the file that the register does not have."""

    evaluation: Evaluation
    unknown: tuple[str, ...]


def evaluate_search(path: Path) -> Evaluated:
    """Measure search on a CSV of query, actor (name or id) and grade 0–3. Raises BadJudgements.

    The same actor judged twice for a query has the later grade. Queries for which no known actor has a grade above 0
    are left out.
    """
    rows = list(_rows(path))
    with one_moment():
        actors = list(searched_actors(list(searched_versions())))
    judged, unknown = _judged(rows, _ids_by_name(actors))
    if not judged:
        raise BadJudgements(Reason("search.no_judgements", {"file": path.name}))
    engine = current_engine(may_write=True)
    peers = Peers(search_documents(actors, priorities=priority_terms()))

    def ours(query: str) -> list[int]:
        return [hit.id for hit in engine.answer(Question(text=query, limit=DEPTH)).hits]

    return Evaluated(evaluate(judged, ours=ours, peers=peers), tuple(unknown))


def evaluation_document(evaluated: Evaluated) -> dict[str, Any]:
    """The evaluation as `klusterkarta evaluate-search --json` prints it."""
    return {**asdict(evaluated.evaluation), "unknown": list(evaluated.unknown)}


def _rows(path: Path) -> Iterator[tuple[str, str, int]]:
    """query, actor, grade of each row; comma or semicolon, whichever the header has more of."""
    try:
        if path.stat().st_size > _LARGEST:
            raise BadJudgements(Reason("search.unreadable", {"file": path.name, "problem": f"> {_LARGEST} B"}))
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadJudgements(Reason("search.unreadable", {"file": path.name, "problem": str(problem)})) from problem
    head = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if head.count(";") > head.count(",") else ",")
    names = {str(name).strip().lower(): name for name in reader.fieldnames or ()}
    for column in COLUMNS:
        if column not in names:
            raise BadJudgements(Reason("search.no_column", {"file": path.name, "column": column}))
    for row in reader:
        query, actor, grade = (str(row[names[column]] or "").strip() for column in COLUMNS)
        if query or actor or grade:
            yield query, actor, _grade(grade, path.name, reader.line_num)


def _grade(text: str, file: str, line: int) -> int:
    if text.isascii() and text.isdecimal() and int(text) <= MOST_GRADE:
        return int(text)
    raise BadJudgements(Reason("search.bad_grade", {"file": file, "line": line, "found": text[:40]}))


def _judged(
    rows: list[tuple[str, str, int]], ids: Mapping[str, int]
) -> tuple[dict[str, dict[int, int]], dict[str, None]]:
    judged: dict[str, dict[int, int]] = defaultdict(dict)
    unknown: dict[str, None] = {}
    for query, actor, grade in rows:
        number = ids.get(actor) or ids.get(fold(actor))
        if number is None:
            unknown[actor] = None
        else:
            judged[query][number] = grade
    return {query: grades for query, grades in judged.items() if any(grades.values())}, unknown


def _ids_by_name(actors: list[SearchedActor]) -> dict[str, int]:
    """Ids, shown names and other names, folded → actor; a name that several have is the first's that is described."""
    ids: dict[str, int] = {}
    for actor in sorted(actors, key=lambda one: (one.mention_only, one.id)):
        for name in (str(actor.id), actor.name, *actor.names):
            ids.setdefault(fold(name), actor.id)
    return ids
