"""A table of regions and industries for an analysis: which columns it is in, and which of its rows count."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from klusterkarta.analysis.code_levels import nested_codes
from klusterkarta.analysis.code_versions import VERSION, check_versions
from klusterkarta.analysis.concentration.establishments import COUNT, EACH
from klusterkarta.analysis.concentration.own_clusters import joined
from klusterkarta.analysis.grid import INDUSTRY, REGION, ROW, VALUE, YEAR, bad, named, with_rows
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.cluster_definitions import (
    SHIPPED,
    ClusterDefinitions,
    read_definitions,
    shipped_definitions,
)
from klusterkarta.workflow.analyses.columns import Read, read_columns, read_text

_TRADED = "traded"
_YES, _NO = ("1", "true", "yes", "ja", "traded", "t", "y", "j"), ("0", "false", "no", "nej", "local", "f", "n", "lokal")


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of the file's columns; "" for those that it has not or that are not asked for.

    A `value` of several headings with commas between them: a column a year, headed by it.
    `further` are (name, heading) of figures that cluster classes ask for.
    """

    region: str
    industry: str
    value: str
    year: str = ""
    version: str = ""
    establishment: str = ""
    establishments: str = ""
    traded: str = ""
    further: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows count: of these years (none: all), of traded industries alone; whether mixed codes are let through.

    `clusters`: a document that joins industries to clusters, or the shipped "sector_groups"; "" leaves them apart.
    """

    years: tuple[str, ...] = ()
    traded_only: bool = False
    mixed_codes: bool = False
    clusters: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows under the analysis's own names, the number of the first in the file, and what has to be said of them."""

    frame: pl.DataFrame
    first_row: int
    notes: tuple[Reason, ...] = ()


def read_cells(path: Path, columns: Columns, *, rows: Rows = Rows()) -> Cells:
    """The rows under the analysis's own names. Raises UnreadableFile, BadDocument and BadCells."""
    codes = {REGION: columns.region, INDUSTRY: columns.industry, YEAR: columns.year, VERSION: columns.version}
    codes |= {EACH: columns.establishment, _TRADED: columns.traded if rows.traded_only else ""}
    years = () if columns.year else tuple(filter(None, (one.strip() for one in columns.value.split(","))))
    wide = {f"{VALUE} {year}": year for year in years} if len(years) > 1 else {VALUE: columns.value}
    figures = {**wide, COUNT: columns.establishments, **dict(columns.further)}
    definitions = read_clusters(rows.clusters, columns) if rows.clusters else None
    read = read_columns(path, _asked(codes), figures=_asked(figures))
    if len(years) > 1:
        read = Read(_long(with_rows(read.frame, read.first_row), wide), read.first_row)
    frame = _with_years(read.frame.with_columns(_kept_once(read.frame[name]) for name in (REGION, INDUSTRY)))
    if rows.traded_only or rows.years:
        frame = with_rows(frame, read.first_row)
    frame = _traded(frame, columns.traded) if rows.traded_only else frame
    frame = _of_years(frame, rows.years) if rows.years else frame
    if not rows.mixed_codes:
        check_versions(frame)
    nested = tuple(nested_codes(frame))
    if definitions is None:
        return Cells(frame, read.first_row, nested)
    clustered, notes = joined(frame, definitions, first_row=read.first_row)
    return Cells(clustered, read.first_row, (*nested, *notes))


def read_clusters(asked: str, columns: Columns) -> ClusterDefinitions:
    """The definitions in a document, or the shipped ones by their name. Raises UnreadableFile and BadDocument."""
    if columns.further:
        raise bad("cells.further_of_clusters", columns=", ".join(heading for _, heading in columns.further))
    return (
        shipped_definitions() if asked == SHIPPED else read_definitions(read_text(Path(asked)), file=Path(asked).name)
    )


def _long(table: pl.DataFrame, wide: dict[str, str]) -> pl.DataFrame:
    """A column a year as a row a year, each with the number of the row that it stood on."""
    rest = [name for name in table.columns if name not in wide]
    years = [table.select(*rest, pl.lit(year).alias(YEAR), pl.col(name).alias(VALUE)) for name, year in wide.items()]
    return pl.concat(years)


def _asked(columns: dict[str, str]) -> dict[str, str]:
    return {name: heading for name, heading in columns.items() if heading}


def _kept_once(codes: pl.Series) -> pl.Series:
    """The codes as numbers of a list of labels: a quarter of the memory, and no text to be compared again."""
    return codes.cast(pl.Enum(codes.drop_nulls().unique().sort()))


def _with_years(frame: pl.DataFrame) -> pl.DataFrame:
    """Years as whole numbers where all of them are."""
    if YEAR not in frame.columns:
        return frame
    numbers = frame[YEAR].cast(pl.Int64, strict=False)
    whole = numbers.null_count() == frame[YEAR].null_count()
    return frame.with_columns(numbers) if whole else frame


def _of_years(frame: pl.DataFrame, years: tuple[str, ...]) -> pl.DataFrame:
    there = frame[YEAR].unique().sort().cast(pl.String).to_list() if YEAR in frame.columns else []
    missing = [year for year in years if year not in there]
    if missing:
        raise bad("cells.no_year", year=", ".join(missing), years=", ".join(there))
    return frame.filter(pl.col(YEAR).cast(pl.String).is_in(years))


def _traded(frame: pl.DataFrame, heading: str) -> pl.DataFrame:
    said = frame[_TRADED].str.to_lowercase()
    wrong = (~said.is_in([*_YES, *_NO])).fill_null(value=True)
    if wrong.any():
        rows = frame.filter(wrong)[ROW].to_list()
        raise bad("cells.bad_traded", column=heading, rows=named(rows), count=len(rows))
    kept = frame.filter(said.is_in(_YES)).drop(_TRADED)
    if kept.is_empty():
        raise bad("cells.no_traded")
    return kept
