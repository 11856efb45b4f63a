"""The tables of the page: drivers and indicators of two regions, the ranks of all, and where the figures are from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from klusterkarta.vocabularies.numerals import format_number, format_share
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.cube_words import cube_licence, cube_title
from klusterkarta.web.figures import Wording
from klusterkarta.workflow.innovation_index import IndexView, Indicator, Region, Used


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator: its weight in the whole, the year, and by region its figure and score; "" where unknown."""

    name: str
    weight: str
    year: str
    cells: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class DriverRow:
    """A driver: its weight, (region, score) of the two, the mean of all, and its indicators."""

    name: str
    weight: str
    pairs: list[tuple[str, str]]
    mean: str
    indicators: list[IndicatorRow]


@dataclass(frozen=True, slots=True)
class RankRow:
    """A region: score, rank and interval, (driver, score), how much of the weight is known; `href` compares it."""

    name: str
    href: str
    chosen: bool
    score: str
    rank: str
    interval: str
    pairs: list[tuple[str, str]]
    known: str
    level: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An indicator's table: title, source, year, when read, licence, and that it is old."""

    name: str
    title: Wording
    source: str
    url: str
    year: str
    read_on: str
    licence: Wording
    old: str


def driver_rows(found: IndexView, two: Sequence[Region], *, lang: str) -> list[DriverRow]:
    """The drivers in the index's order."""
    rows, column = [], 0
    for number, group in enumerate(found.index.groups):
        indicators = []
        for one in group.indicators:
            indicators.append(_indicator(one, found, two, column, lang))
            column += 1
        known = found.scores.groups[:, number]
        mean = float(np.nanmean(known)) if (~np.isnan(known)).any() else float("nan")
        pairs = [(one.name, score_text(float(known[found.regions.index(one)]), lang)) for one in two]
        weight = format_share(group.weight / _whole(found), lang)
        rows.append(DriverRow(group.title.read(lang), weight, pairs, score_text(mean, lang), indicators))
    return rows


def rank_rows(found: IndexView, two: Sequence[Region], *, lang: str) -> list[RankRow]:
    """All regions, the best first, those without a score last."""
    order = sorted(range(len(found.regions)), key=lambda at: (found.scores.ranks[at] or np.inf, found.regions[at].code))
    return [_rank(found, at, two, lang) for at in order]


def source_rows(found: IndexView, *, lang: str) -> list[SourceRow]:
    """The indicators that have figures, in the index's order."""
    return list(_sources(found, lang))


def score_text(score: float, lang: str) -> str:
    """A score with two decimals; "" for one that is not known (nan)."""
    return "" if np.isnan(score) else format_number(round(score, 2), lang, decimals=2)


def _indicator(one: Indicator, found: IndexView, two: Sequence[Region], column: int, lang: str) -> IndicatorRow:
    used = found.used.get(one.key)
    scores = found.scores.indicators[:, column]
    cells = [
        (region.name, _figure(used, region.code, lang), score_text(float(scores[found.regions.index(region)]), lang))
        for region in two
    ]
    group = next(group for group in found.index.groups if one in group.indicators)
    weight = group.weight / _whole(found) * one.weight / sum(each.weight for each in group.indicators)
    return IndicatorRow(
        one.title.read(lang), format_share(weight, lang, decimals=1), str(used.year) if used else "", cells
    )


def _whole(found: IndexView) -> float:
    return sum(one.weight for one in found.index.groups)


def _figure(used: Used | None, region: str, lang: str) -> str:
    if used is None or region not in used.values:
        return ""
    value = used.values[region]
    decimals = 0 if value == int(value) else 1 if abs(value) >= 100 else 2
    return format_number(round(value, decimals) if decimals else int(value), lang, decimals=decimals)


def _rank(found: IndexView, at: int, two: Sequence[Region], lang: str) -> RankRow:
    region, scores = found.regions[at], found.scores
    ranked = bool(scores.ranks[at])
    beside = next((one for one in two if one != region), region)
    asked = [("spec", found.index.key), ("level", found.level), ("one", region.code), ("other", beside.code)]
    titles = {one.key: one.title.read(lang) for one in found.index.classes}
    return RankRow(
        name=region.name,
        href=address("index", lang, query=asked),
        chosen=region in two,
        score=score_text(float(scores.total[at]), lang) or say("innovation_index.too_little", lang),
        rank=f"{scores.ranks[at]:.0f}" if ranked else "",
        interval=f"{scores.low[at]:.0f}–{scores.high[at]:.0f}" if ranked else "",
        pairs=[
            (group.title.read(lang), score_text(float(score), lang))
            for group, score in zip(found.index.groups, scores.groups[at], strict=True)
        ],
        known=format_share(found.shares[region.code], lang),
        level=titles.get(scores.classes[at], ""),
    )


def _sources(found: IndexView, lang: str) -> Iterator[SourceRow]:
    for one in found.index.indicators:
        if used := found.used.get(one.key):
            cube = used.cube
            old = explain(used.old, lang) if used.old else ""
            url = cube.url if cube.url.startswith("https://") else ""
            yield SourceRow(
                one.title.read(lang), cube_title(cube, lang), cube.source, url, str(used.year), cube.read_on,
                cube_licence(cube, lang), old,
            )  # fmt: skip
