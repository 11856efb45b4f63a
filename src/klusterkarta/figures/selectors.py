"""Every read of the register of figures."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
from django.db.models import Max

from klusterkarta.figures.errors import bad_figures
from klusterkarta.figures.models import Cube
from klusterkarta.settings import current
from klusterkarta.values.figure_cells import CELLS
from klusterkarta.values.reason import Reason

# A figure older than this says so; the offices publish the year before last.
STALE_AFTER = 3


@dataclass(frozen=True, slots=True)
class CubeView:
    """A cube's facts. `breaks`: the year that begins the new → why ("@code" for one of the words `figures.break_code`);
    `published`: what follows from it is for all; `service`, `dataset` and `query`: how a service was asked, empty for a
    file; `marks`: the source's marks on its figures, and how many have each; `language`: of title and licence, "" where
    it is not known.
    """

    key: str
    version: int
    title: str
    source: str
    url: str
    licence: str
    read_on: str
    updated: str
    population: str
    industry_version: str
    place_year: int
    first_year: int
    last_year: int
    breaks: Mapping[int, str]
    cells: int
    file: str
    sha256: str
    added_at: datetime
    published: bool
    service: str = ""
    dataset: str = ""
    query: Mapping[str, Any] = field(default_factory=dict)
    unit: str = ""
    marks: Mapping[str, int] = field(default_factory=dict)
    language: str = ""
    title_en: str = ""
    licence_en: str = ""

    def title_in(self, lang: str) -> tuple[str, str]:
        """The title for a reader of `lang`, and the language it is in ("" where that is not known)."""
        return self._worded(self.title, self.title_en, lang)

    def licence_in(self, lang: str) -> tuple[str, str]:
        """The licence for a reader of `lang`, and the language it is in ("" where that is not known)."""
        return self._worded(self.licence, self.licence_en, lang)

    def _worded(self, own: str, english: str, lang: str) -> tuple[str, str]:
        return (english, "en") if lang == "en" and english else (own, self.language)


def cubes() -> list[CubeView]:
    """The last reading of every cube, by key."""
    last = dict(Cube.objects.values("key").annotate(last=Max("version")).values_list("key", "last"))
    return [_view(row) for row in Cube.objects.order_by("key") if last[row.key] == row.version]


def cube_of(key: str) -> CubeView:
    """The last reading of a cube. Raises BadFigures, naming those that there are."""
    row = Cube.objects.filter(key=key).order_by("-version").first()
    if row is None:
        keys = ", ".join(sorted(set(Cube.objects.values_list("key", flat=True)))) or "–"
        raise bad_figures("figures.no_cube", key=key, keys=keys)
    return _view(row)


def cells_of(cube: CubeView) -> pl.DataFrame:
    """The cube's cells (`values.figure_cells`). Raises BadFigures where the file is gone or was changed."""
    return marked_cells_of(cube).select(list(CELLS))


def marked_cells_of(cube: CubeView) -> pl.DataFrame:
    """The same with `status`, the source's mark on each figure ("" for none), where the source marks them."""
    try:
        data = (folder() / cube.file).read_bytes()
    except OSError as problem:
        raise bad_figures("figures.file_gone", key=cube.key, file=cube.file) from problem
    if hashlib.sha256(data).hexdigest() != cube.sha256:
        raise bad_figures("figures.file_gone", key=cube.key, file=cube.file)
    return pl.read_parquet(io.BytesIO(data))


def stale(cube: CubeView, *, year: int) -> Reason | None:
    """What to say of a cube whose last year lies more than three before `year`, the present one."""
    age = year - cube.last_year
    return Reason("figures.stale", {"year": str(cube.last_year), "age": age}) if age > STALE_AFTER else None


def folder() -> Path:
    """Where the figures lie."""
    return current().workspace / "figures"


def _view(row: Cube) -> CubeView:
    return CubeView(
        row.key, row.version, row.title, row.source, row.url, row.licence, row.read_on, row.updated, row.population,
        row.industry_version, row.place_year, row.first_year, row.last_year,
        {int(year): str(why) for year, why in row.breaks.items()}, row.cells, row.file, row.sha256, row.added_at,
        row.comparison_published_at is not None, row.service, row.dataset, row.query, row.unit, row.marks,
        row.language, row.title_en, row.licence_en,
    )  # fmt: skip
