"""Where establishments are grouped: DuckDB in this process, or Spark where it is installed. One expression on both."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from klusterkarta.sources.csv_file import find_delimiter
from klusterkarta.sources.gzipped import beginning
from klusterkarta.sources.unreadable import unreadable
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Missing

ENGINES = ("duckdb", "spark")
# So much of a file tells what its columns are parted by.
_SAMPLE = 200_000


class EngineMissing(Missing):
    """The engine that was asked for is not installed."""


@contextmanager
def opened_table(path: Path, engine: str) -> Iterator[Any]:
    """The file (Parquet, or CSV, also .csv.gz, with all columns as text) as a table of ibis on the engine.

    Raises UnreadableFile for a file that the engine cannot read, EngineMissing without PySpark or Java.
    """
    try:
        with path.open("rb") as stream:
            head = beginning(stream.read(_SAMPLE)).decode("utf-8", "replace")
    except OSError as problem:
        raise unreadable("file.not_there", file=path.name, why=problem.strerror or str(problem)) from problem
    with _duckdb() if engine == "duckdb" else _spark() as connection:
        try:
            if path.suffix.lower() == ".parquet":
                table = connection.read_parquet(path)
            elif engine == "duckdb":
                table = connection.read_csv(path, all_varchar=True, header=True, delim=find_delimiter(head))
            else:
                table = connection.read_csv(path, header=True, inferSchema=False, sep=find_delimiter(head))
        except Exception as problem:
            why = str(problem).splitlines()[0]
            raise unreadable("analyse.unreadable", file=path.name, why=why) from problem
        yield table


@contextmanager
def _duckdb() -> Iterator[Any]:
    import ibis  # type: ignore[import-untyped]

    connection = ibis.duckdb.connect()
    # It would be drawn on stdout, which belongs to the result.
    connection.raw_sql("SET enable_progress_bar = false")
    try:
        yield connection
    finally:
        connection.disconnect()


@contextmanager
def _spark() -> Iterator[Any]:
    try:
        from pyspark.sql import SparkSession  # type: ignore[import-not-found]
    except ImportError as problem:
        raise EngineMissing(Reason("establishments.no_spark", {"why": str(problem)})) from problem
    import ibis

    try:
        session = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").getOrCreate()
    except Exception as problem:
        raise EngineMissing(Reason("establishments.no_spark", {"why": str(problem).splitlines()[0]})) from problem
    try:
        yield ibis.pyspark.connect(session)
    finally:
        session.stop()
