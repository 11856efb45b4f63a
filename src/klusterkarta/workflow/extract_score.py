"""How well profiles are read out of a document, against a truth that a person has read. Loads none of Django."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from klusterkarta.sources.reports.scoring import CellScore, accuracy, score_cells
from klusterkarta.sources.reports.truth import read_plain, read_truth, seal
from klusterkarta.workflow.corrections_file import is_corrections, sealed_corrections
from klusterkarta.workflow.extract import extract_file


@dataclass(frozen=True, slots=True)
class Share:
    """The accuracy over the cells of one list; of all lists where `list` is ""."""

    list: str
    accuracy: float
    cells: int


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The accuracy of each list and of all, and every cell that is not wholly right."""

    shares: tuple[Share, ...]
    faults: tuple[CellScore, ...]


def score_file(path: Path, truth: Path) -> ScoreReport:
    """The profiles of a document against a truth file; docs/extract.md says how cells are compared.

    Raises UnreadableFile as `extract_file` does, and for a file that is no truth (`report.no_key`).
    """
    expected = read_truth(truth)
    cells = score_cells(extract_file(path).rows, expected)
    parts = [(name, [cell for cell in cells if cell.list == name]) for name in sorted({cell.list for cell in cells})]
    shares = tuple(Share(name, accuracy(part), len(part)) for name, part in (*parts, ("", cells)))
    return ScoreReport(shares, tuple(cell for cell in cells if cell.score < 1))


def seal_file(path: Path) -> str:
    """A truth file, with a fresh key, out of a table that a person has written in plain words.

    Of a file of corrections, the same file with digests in place of what may be personal in what was read.
    """
    if is_corrections(path):
        return sealed_corrections(path)
    return seal(read_plain(path), key=secrets.token_bytes(16))
