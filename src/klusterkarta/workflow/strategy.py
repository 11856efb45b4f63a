"""A region's strategy read: its priorities, whom it names as responsible, which known priority each is (R43)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klusterkarta.sources.reports.reading import read_report
from klusterkarta.sources.reports.strategies import NamedOwner, StrategyPriority, read_strategy
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.concepts import Concepts, concepts
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.words import explain
from klusterkarta.workflow.found_profiles import report_notes

__all__ = ["NamedOwner", "StrategyPriority", "StrategyReading", "read_strategy_file", "strategy_document"]


@dataclass(frozen=True, slots=True)
class StrategyReading:
    """A strategy's priorities, the known priority that each means ("" none), owners under none, what to know."""

    file: str
    priorities: tuple[StrategyPriority, ...]
    meant: tuple[str, ...]
    elsewhere: tuple[NamedOwner, ...]
    notes: tuple[Reason, ...]

    @property
    def silent(self) -> int:
        """For how many priorities the strategy names nobody."""
        return sum(one.is_silent for one in self.priorities)


def read_strategy_file(
    path: Path, *, own: Sequence[str] = (), known: Concepts | None = None, name: str = ""
) -> StrategyReading:
    """Read a strategy (PDF with text, DOCX, HTML, text).

    `own`: the register's priorities, beside those among the concepts `known` (None: the shipped ones).

    Raises UnreadableFile for what is no report that can be read; a PDF without text says that it was scanned. A text
    in which no priority is found gives none and says so among the notes.
    """
    report = read_report(path)
    met = [PriorityTerm(one, (one,)) for one in own]
    met += [PriorityTerm(one.label.sv, one.all_words) for one in (known or concepts()).by_key.values() if one.priority]
    terms = list({term.code: term for term in reversed(met)}.values())
    found = read_strategy(report, known=[word for term in terms for word in term.names])
    meant = tuple(match_priority(one.name, terms).code or "" for one in found.priorities)
    notes = report_notes(report)
    if not found.priorities:
        notes = (*notes, Reason("strategy.no_priorities", {"file": name or path.name}))
    return StrategyReading(name or path.name, found.priorities, meant, found.elsewhere, notes)


def strategy_document(found: StrategyReading, *, lang: str) -> dict[str, Any]:
    """The reading as `klusterkarta read-strategy --json` prints it."""
    return {
        "file": found.file,
        "priorities": [
            {
                "name": one.name,
                "means": meant,
                "place": {"page": one.page, "line": one.line},
                "organisations": [_owner(owner) for owner in one.owners],
                "names_nobody": one.is_silent,
            }
            for one, meant in zip(found.priorities, found.meant, strict=True)
        ],
        "elsewhere": [_owner(owner) for owner in found.elsewhere],
        "notes": [{"code": one.code, "text": explain(one, lang)} for one in found.notes],
    }


def _owner(one: NamedOwner) -> dict[str, Any]:
    return {"name": one.name, "how": one.how, "quote": one.quote, "place": {"page": one.page, "line": one.line}}
