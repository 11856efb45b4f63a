"""What the page of an index shows: two regions as propellers and in figures, all ranks, and how it is counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from klusterkarta.charts.picture import Picture
from klusterkarta.charts.propeller import Blade, Figure, propeller
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.pages.innovation_index.method import method_of, notes_of
from klusterkarta.web.pages.innovation_index.rows import (
    DriverRow,
    RankRow,
    SourceRow,
    driver_rows,
    rank_rows,
    source_rows,
)
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.innovation_index import IndexView, Region, composite_indices


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """What the address asks: the index, the level of the regions, and two of them; "" for whatever is there."""

    spec: str
    level: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A region's propeller, and how to take it away."""

    picture: Picture
    take: TakeAway


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIndex:
    """The index, as far as there are figures."""

    names: tuple[str, str]
    drawn: list[Drawn]
    drivers: list[DriverRow]
    ranks: list[RankRow]
    heads: list[str]
    sources: list[SourceRow]
    notes: list[str]
    has_classes: bool
    take: TakeAway
    take_ranks: TakeAway
    take_sources: TakeAway


@dataclass(frozen=True, kw_only=True)
class IndexPage(Page):
    """An index, two regions of it, and its method."""

    template: ClassVar[str] = "innovation_index/page.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "index"

    action: str
    fields: list[FormField]
    found: FoundIndex | None
    method: list[str]
    keys: list[tuple[str, str]]
    edits: bool


def index_page(found: IndexView | None, query: IndexQuery, *, lang: str, caller: Caller) -> IndexPage:
    """The page; `found` None where there are no figures of two regions."""
    index = composite_indices()[query.spec]
    lacking = [one for one in index.indicators if found is None or one.key not in found.used]
    return IndexPage(
        title=say("innovation_index.title", lang),
        lead=say("innovation_index.lead", lang),
        action=address("index", lang),
        fields=_fields(found, query, lang),
        found=_found(found, query, lang) if found else None,
        method=method_of(index, lang),
        keys=[(one.title.read(lang), f"{index.key}-{one.key}".replace("_", "-")) for one in lacking],
        edits=is_allowed(caller, "collect"),
    )


def two_of(found: IndexView, query: IndexQuery) -> tuple[Region, Region]:
    """The two regions asked for; else the first and the last by rank."""
    known = {one.code: one for one in found.regions}
    ranked = [one for rank, one in sorted(_ranked(found), key=lambda pair: (pair[0], pair[1].code)) if rank]
    order = ranked if len(ranked) > 1 else list(found.regions)
    first = known.get(query.one) or next(one for one in order if one.code != query.other)
    return first, known.get(query.other) or next(one for one in reversed(order) if one != first)


def picture_of(found: IndexView, region: Region, *, lang: str) -> Picture:
    """The propeller of one region, with the mean of all."""
    at = found.regions.index(region)
    known = ~np.isnan(found.scores.groups)
    sums = np.where(known, found.scores.groups, 0).sum(axis=0)
    means = [float(total / count) if count else None for total, count in zip(sums, known.sum(axis=0), strict=True)]
    column, blades = 0, []
    for number, group in enumerate(found.index.groups):
        figures = []
        for indicator in group.indicators:
            figures.append(Figure(indicator.title.read(lang), _known(found.scores.indicators[at, column])))
            column += 1
        score = _known(found.scores.groups[at, number])
        blades.append(Blade(group.title.read(lang), score, means[number], figures))
    title = say("innovation_index.picture", lang, region=region.name, index=found.index.title.read(lang))
    drawn = propeller(blades, lang=lang, title=title)
    return replace(drawn, description=f"{drawn.description} {_years(found, lang)}")


def _years(found: IndexView, lang: str) -> str:
    """Sources and years of the figures in a sentence."""
    publishers = ", ".join(sorted({one.cube.source for one in found.used.values()}))
    years = sorted({one.year for one in found.used.values()})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return say("innovation_index.figures_of", lang, source=publishers, years=span)


def _found(found: IndexView, query: IndexQuery, lang: str) -> FoundIndex:
    two, own, years = two_of(found, query), source_line(lang), _years(found, lang)
    return FoundIndex(
        names=(two[0].name, two[1].name),
        drawn=[_drawn(found, query, one, lang) for one in two],
        drivers=driver_rows(found, two, lang=lang),
        ranks=rank_rows(found, two, lang=lang),
        heads=[one.title.read(lang) for one in found.index.groups],
        sources=source_rows(found, lang=lang),
        notes=notes_of(found, lang),
        has_classes=bool(found.index.classes),
        take=TakeAway(source_line=own, figures=years, table="index-table", csv=True, name="index"),
        take_ranks=TakeAway(
            source_line=own, figures=years, table="rank-table", csv=True, name="index-ranks", printing=False
        ),
        take_sources=TakeAway(source_line=own, table="source-table", csv=True, name="index-sources", printing=False),
    )


def _drawn(found: IndexView, query: IndexQuery, region: Region, lang: str) -> Drawn:
    asked = [("spec", query.spec), ("level", found.level), ("one", region.code)]
    take = TakeAway(
        source_line=source_line(lang), figures=_years(found, lang), picture=address("index-picture", lang, query=asked),
        name=f"index-{region.code}", printing=False,
    )  # fmt: skip
    return Drawn(picture_of(found, region, lang=lang), take)


def _fields(found: IndexView | None, query: IndexQuery, lang: str) -> list[FormField]:
    specs = [(one.key, one.title.read(lang)) for one in composite_indices().values()]
    fields = [_select("spec", specs, query.spec, lang)]
    if found is None:
        return fields
    if len(found.levels) > 1:
        levels = [(one, say(f"innovation_index.level_{one}", lang)) for one in found.levels]
        fields.append(_select("level", levels, found.level, lang))
    regions = [(one.code, one.name) for one in found.regions]
    two = two_of(found, query)
    return [
        *fields,
        *(_select(name, regions, region.code, lang) for name, region in zip(("one", "other"), two, strict=True)),
    ]


def _select(name: str, pairs: Sequence[tuple[str, str]], chosen: str, lang: str) -> FormField:
    label = say(f"innovation_index.{name}", lang)
    return FormField(name=name, label=label, kind="select", options=choices(pairs, chosen))


def _ranked(found: IndexView) -> list[tuple[float, Region]]:
    return list(zip(found.scores.ranks.tolist(), found.regions, strict=True))


def _known(score: float) -> float | None:
    return None if np.isnan(score) else min(max(float(score), 0.0), 1.0)
