"""`klusterkarta analyse index`: a document and a file of regions into scores, ranks and their intervals."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from klusterkarta.analysis.index.composite import BadIndex, Scores, composite
from klusterkarta.analysis.index.table import score_rows
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.composite_index import CompositeIndex, composite_indices, read_index
from klusterkarta.workflow.analyses.columns import read_columns
from klusterkarta.workflow.analyses.written import check_target, write_rows

_LEAST_DRAWS, _MOST_SHOWN = 100, 5


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rows and columns, of which index; the regions in order of rank; what has to be said of it."""

    rows: int
    columns: tuple[str, ...]
    index: str
    order: tuple[str, ...]
    notes: tuple[Reason, ...]


def measure_index(document: str, data: Path, *, out: Path, region: str = "region", draws: int = 10_000) -> Written:
    """Read, reckon, write. `document` is a YAML file or the key of a shipped index.

    Raises BadDocument (naming the line), UnreadableFile and BadIndex; nothing is written then.
    """
    if draws < _LEAST_DRAWS:
        raise BadIndex(Reason("index.bad_draws"))
    index = _index(document)
    check_target(out, [data, Path(document)])
    keys = [one.key for one in index.indicators]
    read = read_columns(data, {"region": region}, figures={key: key for key in keys})
    nameless = read.frame["region"].fill_null("").str.strip_chars() == ""
    if nameless.any():
        rows = ", ".join(str(at + read.first_row) for at in nameless.arg_true().to_list()[:_MOST_SHOWN])
        raise BadIndex(Reason("index.no_region", {"rows": rows}))
    scores = composite(read.frame, index, draws=draws)
    table = score_rows(scores, index)
    write_rows(table, out)
    ranked = sorted((rank, name) for rank, name in zip(scores.ranks.tolist(), scores.regions, strict=True) if rank)
    order = tuple(name for _, name in ranked)
    return Written(table.height, tuple(table.columns), index.key, order, tuple(_notes(scores, index)))


def _index(document: str) -> CompositeIndex:
    if document in composite_indices():
        return composite_indices()[document]
    path = Path(document)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        why = getattr(problem, "strerror", None) or "UTF-8"
        known = ", ".join(composite_indices())
        raise BadIndex(Reason("index.no_document", {"file": document, "why": why, "known": known})) from problem
    return read_index(text, file=path.name)


def _notes(scores: Scores, index: CompositeIndex) -> Iterator[Reason]:
    rooted = [one.key for one, taken in zip(index.indicators, scores.rooted, strict=True) if taken]
    if rooted:
        yield Reason("index.rooted", {"columns": ", ".join(rooted)})
    untold = [name for name, rank in zip(scores.regions, scores.ranks.tolist(), strict=True) if not rank]
    if untold:
        yield Reason("index.untold", {"regions": ", ".join(untold[:_MOST_SHOWN]), "count": len(untold)})
