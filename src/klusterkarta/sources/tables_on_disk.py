"""Tables handed from one process to another: frames as Arrow files, the rest as plain values."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from klusterkarta.sources.table import Table
from klusterkarta.sources.unreadable import Problem
from klusterkarta.values.reason import reason_from_dict, reason_to_dict


def write_tables(tables: Sequence[Table], folder: Path) -> list[dict[str, Any]]:
    """Write each table's cells into the folder; the rest of the tables as plain values for JSON."""
    return [_written(table, folder / f"table-{number}.arrow") for number, table in enumerate(tables)]


def read_back(entries: Sequence[dict[str, Any]], folder: Path) -> list[Table]:
    """The tables that `write_tables` wrote, with their cells in memory."""
    return [_read(entry, folder) for entry in entries]


def _written(table: Table, path: Path) -> dict[str, Any]:
    table.cells.write_ipc(path)
    problems = [
        {"reason": reason_to_dict(one.reason), "sheet": one.sheet, "row": one.row, "column": one.column}
        for one in table.problems
    ]
    return {
        "cells": path.name, "kind": table.kind, "sheet": table.sheet, "hidden": table.hidden,
        "merged": list(table.merged), "problems": problems, "unread": sorted(table.unread),
    }  # fmt: skip


def _read(entry: dict[str, Any], folder: Path) -> Table:
    problems = tuple(Problem(**{**one, "reason": reason_from_dict(one["reason"])}) for one in entry["problems"])
    # Read as bytes, so that no mapped file keeps the folder from going away (on Windows it would).
    cells = pl.read_ipc((folder / entry["cells"]).read_bytes())
    unread = frozenset((int(row), str(column)) for row, column in entry["unread"])
    return Table(entry["kind"], entry["sheet"], cells, entry["hidden"], tuple(entry["merged"]), problems, unread)
