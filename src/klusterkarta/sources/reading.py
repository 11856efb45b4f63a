"""A file's tables, read in this process. `sources.isolated` does the same in a process of its own."""

from dataclasses import replace
from pathlib import Path

from klusterkarta.sources.container import check_archive, is_archive, kind_of, read_bytes
from klusterkarta.sources.csv_file import read_csv
from klusterkarta.sources.json_file import read_json
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.table import FileKind, Table
from klusterkarta.sources.unreadable import Problem, unreadable
from klusterkarta.sources.workbook import read_workbook
from klusterkarta.values.reason import Reason

_ENDINGS: dict[str, frozenset[FileKind]] = {
    ".xlsx": frozenset({"xlsx"}),
    ".xlsm": frozenset({"xlsx"}),
    ".xls": frozenset({"xls"}),
    ".ods": frozenset({"ods"}),
    ".csv": frozenset({"csv"}),
    ".tsv": frozenset({"csv"}),
    ".txt": frozenset({"csv"}),
    ".json": frozenset({"json"}),
}


def read_tables(path: Path, limits: Limits) -> list[Table]:
    """Every table of the file, in its order; what the file is, its content decides and not its name.

    Raises UnreadableFile, whose reason says what is wrong, where and what to do.
    """
    data = read_bytes(path, limits)
    if is_archive(data):
        check_archive(path, limits)
    kind = kind_of(path, data)
    if kind == "csv":
        _check_name(path)
        tables = [read_csv(data, name=path.name, limits=limits)]
    elif kind == "json":
        tables = [read_json(data, name=path.name, limits=limits)]
    else:
        tables = read_workbook(path, data, kind=kind, limits=limits)
    if kind in _ENDINGS.get(path.suffix.lower(), {kind}):
        return tables
    misnamed = Problem(Reason("file.misnamed", {"file": path.name, "kind": kind}))
    return [replace(table, problems=(misnamed, *table.problems)) for table in tables]


def _check_name(path: Path) -> None:
    """Text under the name of a workbook is no harmless slip: it is what is left of a damaged or renamed file."""
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods"):
        raise unreadable("file.no_workbook", file=path.name)
