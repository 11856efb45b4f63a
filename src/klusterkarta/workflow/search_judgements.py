"""A file of judged queries: query, actor, grade; and search measured on them."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from klusterkarta.search.documents import SearchDocument
from klusterkarta.search.engine import Engine, Question
from klusterkarta.search.evaluation import DEPTH, Evaluation, evaluate
from klusterkarta.search.peers import Peers
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.explained import Explained

COLUMNS = ("query", "actor", "grade")
MOST_GRADE = 3
_LARGEST = 10_000_000
Row = tuple[str, str, int]


class BadJudgements(Explained):
    """The file of judged queries cannot be used."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Query → document → grade, and the actors of the file that nobody knows."""

    grades: Mapping[str, Mapping[int, int]]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The evaluation, and actors of the file that the register or the tables do not have."""

    evaluation: Evaluation
    unknown: tuple[str, ...]


def read_judgements(path: Path) -> list[Row]:
    """The rows of a CSV of query, actor and grade 0–3. Raises BadJudgements."""
    return list(_rows(path))


def judged_by(rows: Sequence[Row], ids: Mapping[str, int], *, file: str) -> Judged:
    """The grades by document. `ids`: name (folded) or key (as written) → document.

    The same actor judged twice for a query has the later grade. Queries for which no known actor has a grade above 0
    are left out. Raises BadJudgements where nothing is left.
    """
    judged: dict[str, dict[int, int]] = defaultdict(dict)
    unknown: dict[str, None] = {}
    for query, actor, grade in rows:
        number = ids.get(actor, ids.get(fold(actor)))
        if number is None:
            unknown[actor] = None
        else:
            judged[query][number] = grade
    kept = {query: grades for query, grades in judged.items() if any(grades.values())}
    if not kept:
        raise BadJudgements(Reason("search.no_judgements", {"file": file}))
    return Judged(kept, tuple(unknown))


def measured(judged: Judged, engine: Engine, *, documents: Iterable[SearchDocument]) -> Evaluated:
    """Search and its peers over the same documents."""

    def ours(query: str) -> list[int]:
        return [hit.id for hit in engine.answer(Question(text=query, limit=DEPTH)).hits]

    return Evaluated(evaluate(judged.grades, ours=ours, peers=Peers(documents)), judged.unknown)


def evaluation_document(evaluated: Evaluated) -> dict[str, Any]:
    """The evaluation as `klusterkarta evaluate-search --json` prints it."""
    return {**asdict(evaluated.evaluation), "unknown": list(evaluated.unknown)}


def _rows(path: Path) -> Iterator[Row]:
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
