"""Results into a file by its ending: CSV for programs or Parquet. The file appears whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl

from klusterkarta.sources.unreadable import unreadable
from klusterkarta.values.reason import Reason

_ENDINGS = (".csv", ".parquet")


@dataclass(frozen=True, slots=True)
class WrittenGroups:
    """What was written: rows, columns, the groups measured; and what has to be said of it."""

    rows: int
    columns: tuple[str, ...]
    groups: tuple[str, ...]
    notes: tuple[Reason, ...]


def check_target(out: Path, inputs: Iterable[Path]) -> None:
    """Refuse, before any work, a target of no known ending, in no folder, or that is one of the inputs."""
    if out.suffix.lower() not in _ENDINGS:
        raise unreadable("analyse.out_format", file=str(out))
    if any(out.resolve() == path.resolve() for path in inputs):
        raise unreadable("analyse.out_is_input", file=str(out))
    if not out.parent.is_dir():
        raise unreadable("analyse.no_folder", file=str(out))


def write_rows(rows: pl.DataFrame, out: Path) -> None:
    """Write one frame: CSV with comma, UTF-8, no byte-order mark, nothing for a missing value; or Parquet."""
    with RowsFile(out) as file:
        file.add(rows)


class RowsFile:
    """A file that rows are added to, frame after frame of the same columns; it appears when all have been added."""

    def __init__(self, out: Path) -> None:
        self.out, self.rows, self.columns = out, 0, tuple[str, ...]()
        self._parts: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def add(self, rows: pl.DataFrame) -> None:
        """Write a frame beside the target."""
        part = self.out.with_name(f".{self.out.name}.{os.getpid()}.{len(self._parts)}.part")
        self._parts.append(part)
        plain = rows.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))
        with _told(self.out):
            if self._is_parquet:
                plain.write_parquet(part)
            else:
                plain.write_csv(part, include_header=not self.rows)
        self.rows, self.columns = self.rows + rows.height, tuple(rows.columns)

    def __exit__(self, fault: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        try:
            if fault is None and self._parts:
                with _told(self.out):
                    self._join()
                    self._parts[0].replace(self.out)
        finally:
            for part in self._parts:
                part.unlink(missing_ok=True)

    @property
    def _is_parquet(self) -> bool:
        return self.out.suffix.lower() == ".parquet"

    def _join(self) -> None:
        """All parts into the first."""
        if len(self._parts) == 1:
            return
        if self._is_parquet:
            whole = self._parts[0].with_suffix(".whole")
            pl.scan_parquet(self._parts).sink_parquet(whole)
            whole.replace(self._parts[0])
            return
        with self._parts[0].open("ab") as whole_file:
            for part in self._parts[1:]:
                whole_file.write(part.read_bytes())


@contextmanager
def _told(out: Path) -> Iterator[None]:
    """An error of the file system as one that is explained."""
    try:
        yield
    except OSError as problem:
        raise unreadable("analyse.not_written", file=str(out), why=problem.strerror or str(problem)) from problem
