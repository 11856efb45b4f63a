"""Statistics into the register, and what there is of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl
from django.utils import timezone

from klusterkarta.figures.errors import BadFigures, bad_figures
from klusterkarta.figures.selectors import CubeView, cells_of, cube_of, cubes, stale
from klusterkarta.figures.services import CubeDetails, add_cube, publish_comparison
from klusterkarta.sources.statistics.reading import read_statistics
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.services import services

# What the site and the commands need of the register and its reader comes through here.
__all__ = ["AddRequest", "BadFigures", "CubeView", "add_figures", "cells_of", "cube_of", "cubes", "publish_comparison"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    """A file of statistics and what its reader cannot know; what is "" the file has to say itself.

    `chosen`: "heading=entry" for other dimensions; `breaks`: "2020=why" for the years that begin something new;
    `language`: of the title and the licence; `title_en`, `licence_en`: both in English where they are in Swedish.
    """

    path: Path
    key: str
    licence: str
    title: str = ""
    source: str = ""
    url: str = ""
    read_on: str = ""
    population: str = ""
    industry_version: str = ""
    place_year: int | None = None
    chosen: Sequence[str] = ()
    breaks: Sequence[str] = ()
    language: str = ""
    title_en: str = ""
    licence_en: str = ""


@dataclass(frozen=True, slots=True)
class AddedCube:
    """The cube as it is kept, and what was left out when it was read."""

    cube: CubeView
    notes: tuple[Reason, ...] = field(default=())


def add_figures(request: AddRequest, *, caller: Caller) -> AddedCube:
    """Read a file of statistics and keep it. Raises UnreadableFile, BadFigures and NotAllowed; nothing is kept then."""
    breaks = given_breaks(request.breaks)
    read = read_statistics(request.path, chosen=chosen_entries(request.chosen))
    said = read.said
    details = CubeDetails(
        key=request.key, title=request.title or said.get("title", ""), source=request.source or said.get("source", ""),
        licence=request.licence, url=request.url, read_on=request.read_on or timezone.localdate().isoformat(),
        updated=said.get("updated", "")[:60], unit=said.get("unit", ""),
        population=request.population or said.get("population", ""),
        industry_version=request.industry_version or said.get("industry_version", ""),
        place_year=request.place_year, breaks=breaks, language=request.language, title_en=request.title_en,
        licence_en=request.licence_en,
    )  # fmt: skip
    add_cube(details, read.cells, caller=caller)
    return AddedCube(cube_of(request.key), read.notes)


def warnings_of(cube: CubeView) -> list[Reason]:
    """What to say beside every figure of the cube: that it is old, and where its series breaks."""
    today = timezone.localdate()
    old = [one for one in (stale(cube, year=today.year), _fetched_long_ago(cube, today)) if one]
    return [*old, *(_broken(year, why) for year, why in sorted(cube.breaks.items()))]


def _broken(year: int, why: str) -> Reason:
    if why.startswith("@"):
        return Reason(f"figures.break_{why[1:]}", {"year": str(year)})
    return Reason("figures.broken", {"year": str(year), "why": why})


def _fetched_long_ago(cube: CubeView, today: date) -> Reason | None:
    """What to say of figures that a service gave so long ago that it has newer ones by now."""
    if cube.service not in services():
        return None
    days = (today - date.fromisoformat(cube.read_on)).days
    fresh = services()[cube.service].fresh_days
    return Reason("service.old", {"date": cube.read_on, "days": days}) if days > fresh else None


def counts_of(cells: pl.DataFrame) -> dict[str, int]:
    """How many regions, industries, years and missing figures the cells have."""
    found = {name: cells[name].n_unique() for name in ("region", "industry", "year")}
    return {**found, "missing": cells["value"].null_count()}


def given_breaks(given: Sequence[str]) -> dict[int, str]:
    """Breaks as they are typed: "2020=why". Raises BadFigures for one that is none."""
    found = {}
    for one in given:
        year, _, why = one.partition("=")
        if not (year.strip().isdecimal() and why.strip()):
            raise bad_figures("figures.bad_break", given=one)
        found[int(year)] = why.strip()
    return found


def chosen_entries(given: Sequence[str]) -> Mapping[str, str]:
    """Entries as they are typed: "age=total". Raises BadFigures for one that is none."""
    found = {}
    for one in given:
        heading, _, entry = one.partition("=")
        if not (heading.strip() and entry.strip()):
            raise bad_figures("figures.bad_choice", given=one)
        found[heading.strip()] = entry.strip()
    return found
