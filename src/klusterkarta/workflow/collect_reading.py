"""A file on its way into the register: taken apart, its columns matched, its rows stated. Nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klusterkarta.settings import current
from klusterkarta.sources.columns import Columns, check_identity, match_columns
from klusterkarta.sources.isolated import read_file
from klusterkarta.sources.layout import Layout, find_table
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.mapping import ColumnMapping, load_mapping, mapping_from
from klusterkarta.sources.rows import StatedTable, state_rows
from klusterkarta.sources.table import Table
from klusterkarta.sources.unreadable import Problem, unreadable

MappingChoice = ColumnMapping | Mapping[str, Any] | Path | None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file's table, what its columns mean, and what its rows say."""

    layout: Layout
    columns: Columns
    stated: StatedTable

    @property
    def about_file(self) -> tuple[Problem, ...]:
        """What a person should know about the file and its columns."""
        return self.layout.problems + self.columns.problems


def chosen_mapping(choice: MappingChoice) -> ColumnMapping:
    """The mapping as given: itself, plain values as a form or a job has them, a YAML file, or none. UnreadableFile."""
    if choice is None:
        return ColumnMapping()
    if isinstance(choice, Path):
        return load_mapping(choice)
    return choice if isinstance(choice, ColumnMapping) else mapping_from(choice)


def tables_of(path: Path) -> list[Table]:
    """The tables of a file, within the limits of this installation. Raises UnreadableFile."""
    return read_file(path, Limits(file_bytes=current().max_upload_bytes))


def read_source_file(path: Path, mapping: ColumnMapping, *, sheet: str = "") -> ReadFile:
    """Read a file to the point where it can be staged. Raises UnreadableFile."""
    layout = find_table(tables_of(path), mapping, sheet=sheet)
    columns = match_columns(layout, mapping)
    check_identity(columns, layout)
    if layout.body.is_empty():
        raise unreadable("file.no_rows", row=layout.header_row)
    # The workspace's own secret keeps the keys of sole traders' rows from being guessed.
    return ReadFile(layout, columns, state_rows(layout, columns, mapping=mapping, salt=current().signing_key()))
