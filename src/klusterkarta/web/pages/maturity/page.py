"""What the page of maturity shows: the picture, the table with the evidence, and how it is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from klusterkarta.charts.picture import Picture
from klusterkarta.charts.ranges import RangeRow, range_picture
from klusterkarta.vocabularies.maturity import Proxy, Step, proxies
from klusterkarta.vocabularies.words import say
from klusterkarta.vocabularies.written import written_value
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField
from klusterkarta.web.pages.actors.facets import Chip, chips_of
from klusterkarta.web.pages.actors.query import ListQuery
from klusterkarta.web.pages.maturity.query import MaturityQuery
from klusterkarta.web.pages.profile.sources import Lettered, Letters
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.maturity import ActorMaturity, Evidence

MOST_DRAWN = 40
"""As many rows as the picture has; the table has all."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class TraceCell:
    """What is known for one trace: its name, the points in words, what sources say, when, and their letters."""

    title: str
    points: str
    said: str
    year: str
    letters: str
    old: bool


@dataclass(frozen=True, slots=True)
class MaturityRow:
    """An initiative: index and range in words, how many traces are known, and each of them (None: unknown)."""

    actor: int
    name: str
    index: str
    sure: bool
    range: str
    known: str
    cells: list[TraceCell]


@dataclass(frozen=True, slots=True)
class TraceRule:
    """How one trace is counted, and where its steps come from."""

    title: str
    definition: str
    steps: str
    source: str


@dataclass(frozen=True, kw_only=True)
class MaturityPage(Page):
    """The maturity of a selection."""

    template: ClassVar[str] = "maturity/page.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "maturity"

    action: str
    hidden: list[tuple[str, str]]
    field: FormField
    chips: list[Chip]
    to_list: str
    picture: Picture | None
    heads: list[str]
    rows: list[MaturityRow]
    caption: str
    more: str
    letters: list[Lettered]
    rules: list[TraceRule]
    version: str
    take: TakeAway
    take_picture: TakeAway


def maturity_page(found: Sequence[ActorMaturity], query: MaturityQuery, *, lang: str, total: int) -> MaturityPage:
    """The page for the measured initiatives of a selection of `total`."""
    day = query.on.isoformat()
    letters = Letters((key for one in found for said in one.evidence.values() for key in said.sources), lang)
    return MaturityPage(
        title=say("maturity.title", lang),
        lead=say("maturity.lead", lang),
        action=address("maturity", lang),
        hidden=query.chosen_pairs(),
        field=FormField(
            name="on",
            label=say("maturity.as_of", lang),
            value=query.typed_on or day,
            help=say("maturity.as_of_help", lang),
            longest=10,
        ),
        chips=chips_of(query.actors, lang, href=lambda left: _href(left, query, lang)),
        to_list=address("actors", lang, query=query.chosen_pairs()),
        picture=picture_of(found, query.on, lang=lang),
        heads=[one.title.read(lang) for one in proxies().proxies],
        rows=[_row(one, letters, lang=lang) for one in found],
        caption=say("maturity.caption", lang, count=len(found), on=day),
        more=say("maturity.first_of", lang, count=len(found), total=total) if total > len(found) else "",
        letters=letters.listed(),
        rules=[_rule(one, lang) for one in proxies().proxies],
        version=proxies().version,
        take=TakeAway(source_line=source_line(lang), table="maturity-table", csv=True, name="maturity"),
        take_picture=TakeAway(
            source_line=source_line(lang),
            picture=address("maturity-picture", lang, query=query.pairs()),
            name="maturity",
            printing=False,
        ),
    )


def picture_of(found: Sequence[ActorMaturity], on: date, *, lang: str) -> Picture | None:
    """The index of each with its range, the first 40; None for nobody."""
    if not found:
        return None
    rows = [_drawn(one, lang) for one in found[:MOST_DRAWN]]
    title = say("maturity.picture", lang, on=on.isoformat())
    described = say("maturity.described", lang, count=len(rows))
    return range_picture(rows, most=100, lang=lang, title=title, described=described)


def index_words(one: ActorMaturity, lang: str) -> str:
    """The index, or why there is none: unknown, too little known, ended."""
    if one.ended:
        return say("maturity.ended", lang, on=one.ended)
    if one.found.index is None:
        return say("maturity.too_little" if one.found.known else "maturity.unknown", lang)
    return f"{one.found.index:.0f}"


def _href(left: ListQuery, query: MaturityQuery, lang: str) -> str:
    return MaturityQuery(actors=left, typed_on=query.typed_on).href(lang)


def _drawn(one: ActorMaturity, lang: str) -> RangeRow:
    words = index_words(one, lang) if one.ended or not one.found.known else ""
    return RangeRow(one.name, one.found.low, one.found.high, one.found.index, words)


def _row(one: ActorMaturity, letters: Letters, *, lang: str) -> MaturityRow:
    between = say("maturity.range_cell", lang, low=f"{one.found.low:.0f}", high=f"{one.found.high:.0f}")
    return MaturityRow(
        actor=one.actor,
        name=one.name,
        index=index_words(one, lang),
        sure=one.found.index is not None,
        range=between if one.found.known else "",
        known=say("maturity.known_cell", lang, known=one.found.known, asked=one.found.asked),
        cells=[_cell(one, proxy, letters, lang) for proxy in proxies().proxies],
    )


def _cell(one: ActorMaturity, proxy: Proxy, letters: Letters, lang: str) -> TraceCell:
    title = proxy.title.read(lang)
    said = one.evidence.get(proxy.key)
    if said is None:
        return TraceCell(title, "", "", "", "", old=False)
    points = one.found.points.get(proxy.key)
    counted = (
        "" if points is None else f"{points.least}" if points.least == points.most else f"{points.least}–{points.most}"
    )
    words = _words(said, proxy, lang)
    return TraceCell(
        title,
        say("maturity.points_cell", lang, points=counted) if counted else "",
        words,
        said.said_on[:4],
        ", ".join(letters.letter(key) for key in said.sources),
        old=points is None and not one.ended,
    )


def _words(said: Evidence, proxy: Proxy, lang: str) -> str:
    """What sources say, short enough for a cell: how many funders, for activity nothing but the year."""
    if proxy.key == "activity":
        return ""
    if proxy.key == "funding":
        return f"{said.low:f}"
    words = "; ".join(dict.fromkeys(written_value(proxy.reads, text, lang=lang) for text in said.text.split("; ")))
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _rule(proxy: Proxy, lang: str) -> TraceRule:
    steps = [_step(proxy, step, lang) for step in proxy.steps]
    widens = [say("maturity.widens", lang, years=proxy.fresh_years)] if proxy.fresh_years else []
    return TraceRule(
        proxy.title.read(lang), " ".join([proxy.definition.read(lang), *widens]), ", ".join(steps), proxy.source
    )


def _step(proxy: Proxy, step: Step, lang: str) -> str:
    """A step by its amount; a level by its name."""
    if proxy.key == "label":
        return say("maturity.level", lang, level=proxy.level_titles[int(step.at_least)].read(lang), points=step.points)
    least = str(step.at_least).replace(".", "," if lang == "sv" else ".")
    return say("maturity.step", lang, least=least, points=step.points)
