"""Every write of the register of figures."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import Max

from klusterkarta.catalogue.services.log import append_change, now, one_writer
from klusterkarta.figures.errors import bad_figures
from klusterkarta.figures.models import Cube
from klusterkarta.figures.selectors import folder
from klusterkarta.values.caller import Caller
from klusterkarta.values.figure_cells import CELLS
from klusterkarta.vocabularies.rights import check_allowed

POPULATIONS = ("day", "night", "other")
_LONGEST_KEY = 60
# What people and services say freely, and the width of its column.
_TEXTS = ("title", "source", "licence", "url", "updated", "industry_version", "dataset", "title_en", "licence_en")
_LONGEST = {one.name: one.max_length or 0 for one in Cube._meta.fields if one.name in _TEXTS}
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class CubeDetails:
    """What a cube counts and where it is from.

    `population`: "day" (at the place of work), "night" (at home) or "other"; `industry_version`: of the industries'
    codes, "SNI 2007"; `place_year`: of the place codes, else the last year; `breaks`: the year that begins the new,
    and why. `service`, `dataset` and `query` say how a service was asked. `language`: of the title and the licence,
    "" where it is not known; `title_en` and `licence_en`: the same in English.
    """

    key: str
    title: str
    source: str
    licence: str
    read_on: str
    population: str
    industry_version: str = ""
    url: str = ""
    updated: str = ""
    place_year: int | None = None
    breaks: Mapping[int, str] = field(default_factory=dict)
    service: str = ""
    dataset: str = ""
    query: Mapping[str, Any] = field(default_factory=dict)
    unit: str = ""
    language: str = ""
    title_en: str = ""
    licence_en: str = ""


def add_cube(details: CubeDetails, cells: pl.DataFrame, *, caller: Caller) -> int:
    """Keep a cube; its version. What was there under its key stays, and no longer counts.

    Raises NotAllowed, and BadFigures for a key, a date or a fact that is missing or too long. The figures are written
    first and taken away again where the row cannot be.
    """
    check_allowed(caller, "collect")
    _check(details, cells)
    years = cells["year"]
    with transaction.atomic():
        # Two at once would take the same version, and the one refused would clear away the other's file.
        one_writer()
        version = (Cube.objects.filter(key=details.key).aggregate(last=Max("version"))["last"] or 0) + 1
        path = folder() / f"{details.key}-{version}.parquet"
        digest = _written(cells.select([*CELLS, *(("status",) if "status" in cells.columns else ())]), path)
        try:
            row = Cube.objects.create(
                key=details.key, version=version, **_texts(details), read_on=details.read_on,
                population=details.population, place_year=details.place_year or int(str(years.max())),
                first_year=int(str(years.min())), last_year=int(str(years.max())),
                breaks={str(year): why for year, why in details.breaks.items()}, cells=cells.height, file=path.name,
                sha256=digest, added_at=now(), added_by=caller.name, service=details.service,
                query=dict(details.query), unit=details.unit[:200], marks=_marks(cells), language=details.language,
            )  # fmt: skip
            append_change(caller, "figures", detail={"cube": row.key, "version": version, "title": row.title})
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return version


def publish_comparison(key: str, *, caller: Caller, published: bool = True) -> None:
    """Let everybody see which initiatives have no visible concentration by this cube, or no longer.

    Raises NotAllowed and BadFigures for an unknown cube.
    """
    check_allowed(caller, "freeze_edition")
    with transaction.atomic():
        row = Cube.objects.filter(key=key).order_by("-version").first()
        if row is None:
            raise bad_figures("figures.no_cube", key=key, keys="")
        row.comparison_published_at = now() if published else None
        row.save(update_fields=["comparison_published_at"])
        append_change(caller, "figures", detail={"cube": key, "published": published})


def is_key(text: str) -> bool:
    """Whether a cube can have this key.

    >>> is_key("scb-tab638"), is_key("Dag 2")
    (True, False)
    """
    return bool(_KEY.fullmatch(text)) and len(text) <= _LONGEST_KEY


def _check(details: CubeDetails, cells: pl.DataFrame) -> None:
    if not is_key(details.key):
        raise bad_figures("figures.bad_key", key=details.key)
    for fact, text in _texts(details).items():
        if not text and fact in ("title", "source", "licence"):
            raise bad_figures("figures.no_fact", fact=fact)
        if len(text) > _LONGEST[fact]:
            raise bad_figures("figures.long_fact", fact=fact, longest=_LONGEST[fact])
    try:
        date.fromisoformat(details.read_on)
    except ValueError:
        raise bad_figures("figures.bad_date", date=details.read_on) from None
    if details.population not in POPULATIONS:
        raise bad_figures("figures.no_population")
    if not details.industry_version.strip() and (cells["industry"] != "").any():
        raise bad_figures("figures.no_version")


def _texts(details: CubeDetails) -> dict[str, str]:
    return {name: getattr(details, name).strip() for name in _LONGEST}


def _marks(cells: pl.DataFrame) -> dict[str, int]:
    """How many figures have each mark of the source."""
    if "status" not in cells.columns:
        return {}
    return dict(cells.filter(pl.col("status") != "")["status"].value_counts().sort("status").iter_rows())


def _written(cells: pl.DataFrame, path: Path) -> str:
    """The file appears whole or not at all; its digest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    cells.write_parquet(part)
    digest = hashlib.sha256(part.read_bytes()).hexdigest()
    part.replace(path)
    return digest
