"""How much of a report is read as a person reads it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from klusterkarta.sources.reports.normalise import normalise_cell
from klusterkarta.sources.reports.profile import PROFILE_COLUMNS
from klusterkarta.sources.reports.truth import SEALED_COLUMNS, Row, Truth, seal_cell
from klusterkarta.values.text import fold

WORD_COLUMNS = frozenset({"counties", "foreign_areas", "funders", "research_partners", "linked_clusters"})
# Less alike than this, two names are not the same profile's.
_LEAST_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class CellScore:
    """One cell: which profile and column, from 0 to 1 how right it is, what was expected (a digest in the sealed
    columns) and what was found."""

    list: str
    name: str
    column: str
    score: float
    expected: str
    found: str


def score_cells(found: Sequence[Row], truth: Truth) -> list[CellScore]:
    """The score of every cell that the truth or the answer has something in; see docs/extract.md.

    Profiles are paired by name, the closest spelling first. One that is missing or too many scores 0 in all its cells.
    """
    pairs = _pairs([row["name"] for row in found], [row["name"] for row in truth.rows])
    scores = [
        cell for right, row in enumerate(truth.rows) for cell in _cells(_paired(found, pairs, right), row, truth.key)
    ]
    extra = [row for left, row in enumerate(found) if left not in pairs.values()]
    return [*scores, *(cell for row in extra for cell in _cells(row, {}, truth.key))]


def accuracy(cells: Sequence[CellScore]) -> float:
    """The mean score; 0 when there is nothing to score.

    >>> accuracy(
    ...     [CellScore("1", "Glasriket", "url", 1.0, "a", "a"), CellScore("1", "Glasriket", "page", 0.0, "1", "2")]
    ... )
    0.5
    """
    return sum(cell.score for cell in cells) / len(cells) if cells else 0.0


def word_f1(found: str, expected: str) -> float:
    """Twice the words in common divided by the words of both; words as often as they come.

    >>> word_f1("region skane", "region skane lund")
    0.8
    """
    left, right = Counter(found.split()), Counter(expected.split())
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def _paired(found: Sequence[Row], pairs: Mapping[int, int], right: int) -> Row:
    return found[pairs[right]] if right in pairs else {}


def _pairs(found: Sequence[str], truth: Sequence[str]) -> dict[int, int]:
    """Row of the truth → row found."""
    alike = sorted(
        (
            (-OSA.normalized_similarity(fold(name), fold(other)), right, left)
            for right, name in enumerate(truth)
            for left, other in enumerate(found)
        ),
    )
    pairs: dict[int, int] = {}
    for likeness, right, left in alike:
        if -likeness >= _LEAST_ALIKE and right not in pairs and left not in pairs.values():
            pairs[right] = left
    return pairs


def _cells(found: Row, truth: Row, key: bytes) -> Iterator[CellScore]:
    row = truth or found
    for column in PROFILE_COLUMNS:
        said, expected = found.get(column, ""), truth.get(column, "")
        if said or expected:
            yield CellScore(row["list"], row["name"], column, _score(column, said, expected, key), expected, said)


def _score(column: str, found: str, expected: str, key: bytes) -> float:
    if column in SEALED_COLUMNS:
        return float(seal_cell(column, found, key=key) == expected)
    left, right = normalise_cell(column, found), normalise_cell(column, expected)
    return word_f1(left, right) if column in WORD_COLUMNS else float(left == right)
