"""A file of statistics into a cube: cells by region, industry, sex and year, and what the file says of itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from klusterkarta.sources.container import read_bytes
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.reading import read_tables
from klusterkarta.sources.statistics.dimensions import coded, is_total, kind_of_entries, kind_of_heading, sex_of
from klusterkarta.sources.statistics.downloads import CONTENTS, raw_table
from klusterkarta.sources.statistics.jsonstat import is_jsonstat, raw_jsonstat
from klusterkarta.sources.statistics.raw import PLACE, STATUS, VALUE, Raw
from klusterkarta.sources.statistics.totals import without_totals
from klusterkarta.sources.statistics.written_figures import figures
from klusterkarta.sources.unreadable import unreadable
from klusterkarta.values.figure_cells import CELLS, KEYS
from klusterkarta.values.first_few import first_few
from klusterkarta.values.reason import Reason

_LIMITS = Limits(file_bytes=200_000_000, rows=3_000_000)
_VERSION = re.compile(r"\b(SNI|NACE)\s*(?:Rev\.?\s*)?([0-9][0-9.]*)", re.IGNORECASE)
_POPULATIONS = (
    ("day", re.compile(r"dagbefolkning|arbetsplatsens belägenhet|by region of work|day-?time", re.IGNORECASE)),
    ("night", re.compile(r"nattbefolkning|bostadens belägenhet|by region of residence|night-?time", re.IGNORECASE)),
)
_UNIT = re.compile(r"unit( of measure)?|unit_measure|enhet|måttenhet", re.IGNORECASE)
# "Thousand persons", "1000-tal personer": told in ones, as everything else that counts people is.
_THOUSANDS = re.compile(r"(?:thousands?(?: of)?|tusentals?|1[ .,]?000(?:-tals?)?)\s+(\S.*)", re.IGNORECASE)
_DECIMALS = 6
_TEXT = pl.String
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ReadCube:
    """Cells (`values.figure_cells`, and `status` where the source marks its figures), what the file says (title,
    source, updated, unit, contents, industry_version, population: "day" or "night", `mark:x`), and what was left out.
    """

    cells: pl.DataFrame
    said: Mapping[str, str]
    notes: tuple[Reason, ...]


def read_statistics(path: Path, *, chosen: Mapping[str, str] | None = None) -> ReadCube:
    """Read a download (csv, workbook: long, or years as columns) or a JSON-stat 2.0 dataset.

    A dimension other than region, industry, sex and year is taken at its total; `chosen` (heading → entry) says what
    else. Totals beside their parts are left out, thousands are told in ones. Raises UnreadableFile (`figures.…`): no
    region or year, a dimension that has no total, a cell that is no figure, a cell that stands twice.
    """
    return read_raw(_raw(path), file=path.name, chosen=chosen)


def read_raw(raw: Raw, *, file: str, chosen: Mapping[str, str] | None = None) -> ReadCube:
    """The same of figures that are read already; `file` is what they are called in errors."""
    if raw.frame.is_empty():
        raise unreadable("file.empty", file=file)
    kinds = _kinds(raw, file)
    frame = _narrowed(raw, kinds, dict(chosen or {}), file)
    cells = _cells(frame, {kind: name for name, kind in kinds.items() if kind}, file)
    cells, notes = without_totals(cells)
    _check_once(cells, file)
    said = {**raw.said, **_unit(frame)}
    if found := _THOUSANDS.match(said.get("unit", "")):
        said["unit"] = found[1]
        if "multiplied" not in said:
            cells = cells.with_columns((pl.col("value") * 1000).round(_DECIMALS))
            notes.append(Reason("figures.thousands", {"unit": found[1]}))
    if missing := cells["value"].null_count():
        notes.append(Reason("figures.missing", {"count": missing, "cells": cells.height}))
    contents = frame[CONTENTS].unique().drop_nulls().to_list() if CONTENTS in frame.columns else []
    texts = " ".join((*raw.dimensions, *raw.said.values(), *contents))
    kept = [*CELLS, *(("status",) if "status" in cells.columns else ())]
    return ReadCube(cells.select(kept).sort(KEYS), {**said, **_told(texts)}, tuple(notes))


def _raw(path: Path) -> Raw:
    data = read_bytes(path, _LIMITS)
    if is_jsonstat(data):
        return raw_jsonstat(data, file=path.name)
    tables = [table for table in read_tables(path, _LIMITS) if not table.cells.is_empty()]
    if not tables:
        raise unreadable("file.empty", file=path.name)
    return raw_table(tables[0], file=path.name)


def _kinds(raw: Raw, file: str) -> dict[str, str]:
    """Heading → region, industry, sex, year, or "" for another dimension; each of the four once."""
    found: dict[str, str] = {}
    for name in raw.dimensions:
        entries = raw.frame[name].unique().drop_nulls().to_list()
        kind = kind_of_entries(entries) if name.startswith("#") else kind_of_heading(name)
        found[name] = kind if kind not in found.values() else ""
    for kind in ("region", "year"):
        if kind not in found.values():
            raise unreadable(f"figures.no_{kind}", file=file, columns=", ".join(raw.dimensions))
    return found


def _narrowed(raw: Raw, kinds: Mapping[str, str], chosen: dict[str, str], file: str) -> pl.DataFrame:
    """The rows of one entry in each other dimension."""
    frame = raw.frame
    for heading in chosen:
        if heading.casefold() not in {name.casefold() for name in raw.dimensions}:
            raise unreadable("figures.no_dimension", file=file, column=heading, columns=", ".join(raw.dimensions))
    wanted = {heading.casefold(): entry for heading, entry in chosen.items()}
    for name in raw.dimensions:
        entries = sorted(frame[name].unique().drop_nulls().to_list())
        entry = wanted.get(name.casefold())
        if entry is not None:
            frame = frame.filter(pl.col(name) == _entry(entry, entries, name, file))
        elif not kinds[name] and len(entries) > 1:
            totals = [one for one in entries if is_total(one)]
            if len(totals) != 1:
                shown = first_few((f"”{one}”" for one in entries), _SHOWN)
                raise unreadable("figures.many_entries", file=file, column=name, entries=shown)
            frame = frame.filter(pl.col(name) == totals[0])
    return frame


def _entry(wanted: str, entries: list[str], name: str, file: str) -> str:
    for one in entries:
        if wanted.casefold() in (one.casefold(), *(part.casefold() for part in coded(one))):
            return one
    raise unreadable("figures.no_entry", file=file, column=name, entry=wanted, entries=", ".join(entries[:_SHOWN]))


def _cells(frame: pl.DataFrame, names: Mapping[str, str], file: str) -> pl.DataFrame:
    columns = {"value": figures(frame, VALUE, file=file), "place": frame[PLACE]}
    nothing = pl.Series([""] * frame.height, dtype=pl.String)
    for kind in ("region", "industry"):
        entries = frame[names[kind]].fill_null("") if kind in names else nothing
        parted = {entry: coded(entry) for entry in entries.unique()}
        codes, labels = ({one: two[at] for one, two in parted.items()} for at in (0, 1))
        columns[kind] = entries.replace_strict({one: codes[one] or labels[one] for one in parted}, return_dtype=_TEXT)
        columns[f"{kind}_name"] = entries.replace_strict(labels, return_dtype=_TEXT)
    columns["sex"] = _sexes(frame[names["sex"]], file) if "sex" in names else nothing
    columns["year"] = _years(frame[names["year"]], file)
    if STATUS in frame.columns:
        columns["status"] = frame[STATUS].fill_null("")
    return pl.DataFrame(columns)


def _unit(frame: pl.DataFrame) -> dict[str, str]:
    """The unit, where a dimension names it and only one is left."""
    for name in frame.columns:
        if _UNIT.fullmatch(name) and frame[name].n_unique() == 1:
            code, _, label = str(frame[name][0]).partition(" ")
            return {"unit": label or code}
    return {}


def _sexes(entries: pl.Series, file: str) -> pl.Series:
    read = {entry: sex_of(entry) for entry in entries.fill_null("").unique()}
    if unknown := [entry for entry, sex in read.items() if sex is None]:
        raise unreadable("figures.no_sex", file=file, column=entries.name, entry=unknown[0])
    return entries.fill_null("").replace_strict(read, return_dtype=pl.String)


def _years(entries: pl.Series, file: str) -> pl.Series:
    text = entries.fill_null("").str.strip_chars().str.extract(r"^((?:19|20)[0-9]{2})(?:\s.*)?$")
    if text.null_count():
        entry = str(entries.filter(text.is_null())[0])
        raise unreadable("figures.no_whole_year", file=file, column=entries.name, entry=entry)
    return text.cast(pl.Int64)


def _check_once(cells: pl.DataFrame, file: str) -> None:
    twice = cells.filter(pl.struct(KEYS).is_duplicated()).sort(KEYS)
    if twice.is_empty():
        return
    first = twice.row(0, named=True)
    places = twice.filter(*(pl.col(key) == first[key] for key in KEYS))["place"].to_list()
    cell = " × ".join(str(first[key]) for key in KEYS if first[key] != "")
    raise unreadable("figures.twice", file=file, cell=cell, places=", ".join(places[:_SHOWN]), count=twice.height)


def _told(texts: str) -> dict[str, str]:
    """The version of the industries' codes and the population, as far as the headings and the title say them."""
    found = {}
    if match := _VERSION.search(texts):
        rev = "Rev. " if match[1].upper() == "NACE" else ""
        found["industry_version"] = f"{match[1].upper()} {rev}{match[2].rstrip('.')}"
    populations = [name for name, pattern in _POPULATIONS if pattern.search(texts)]
    return found | ({"population": populations[0]} if len(populations) == 1 else {})
