"""The end of an analysis: what has to be said of its figures, where they stand, and the same as JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from klusterkarta.cli.output import Output
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.words import explain, say


class _Written(Protocol):
    """What every analysis says of the file it wrote."""

    @property
    def rows(self) -> int: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def notes(self) -> tuple[Reason, ...]: ...


def tell_written(out: Output, written: _Written, *, file: Path, **further: Any) -> None:
    """Say the notes and where the figures are; as JSON what there is `further` to know stands before the notes."""
    notes = tell_notes(out, written.notes)
    out.note(say("analyse.written", out.lang, rows=written.rows, file=str(file)))
    document = {"file": str(file), "rows": written.rows, "columns": list(written.columns)}
    out.document(document | further | {"notes": notes})


def tell_notes(out: Output, notes: Sequence[Reason]) -> list[str]:
    """Say the notes; their words."""
    words = [explain(note, out.lang) for note in notes]
    for one in words:
        out.note(one)
    return words
