"""What the page of one table shows: its facts, a region and industry year by year, and the regions of its last year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.charts.course import CourseLine, course
from klusterkarta.charts.picture import Picture
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.numerals import format_number, format_share
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.services import mark_label
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.cube_words import cube_licence, cube_title, marked_cube_line, years_of
from klusterkarta.web.figures import Wording
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.pages.figures.list_page import counted_words
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.figures import CubeView, warnings_of
from klusterkarta.workflow.figures_shown import Shown, Split, Sum, share_of_women

_MOST_REGIONS = 400


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A year's or a region's figures as text."""

    name: str
    total: str
    women: str
    men: str
    share: str
    missing: str


@dataclass(frozen=True, kw_only=True)
class TablePage(Page):
    """One table. Links in `facts` are addresses of the source."""

    template: ClassVar[str] = "figures/table.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "figures"

    heading: Wording
    source: str
    warnings: list[str]
    facts: list[tuple[str, Wording]]
    link: str
    action: str
    fields: list[FormField]
    by_sex: bool
    adds_up: bool
    has_total: bool
    chosen: str
    picture: Picture | None
    years: list[FigureRow]
    year: str
    regions: list[FigureRow]
    left_out: str
    refetch: str
    take: TakeAway
    take_regions: TakeAway


def table_page(shown: Shown, lang: str, *, caller: Caller) -> TablePage:
    """The page for a region and an industry of a table."""
    cube = shown.cube
    regions = [_row(_named(shown.regions, code), split, lang) for code, split in shown.by_region.items()]
    return TablePage(
        title=cube_title(cube, lang).text,
        heading=cube_title(cube, lang),
        lead="",
        source=marked_cube_line(cube, years_of(cube), lang=lang),
        warnings=[explain(one, lang) for one in warnings_of(cube)],
        facts=_facts(cube, lang),
        link=cube.url if cube.url.startswith(("https://", "http://")) else "",
        action=address("figures-table", lang, key=cube.key),
        fields=_fields(shown, lang),
        by_sex=shown.by_sex,
        adds_up=shown.adds_up,
        has_total=shown.adds_up or not shown.by_sex,
        chosen=_chosen(shown, lang),
        picture=_picture(shown, lang),
        years=[_row(str(year), split, lang) for year, split in shown.years.items()],
        year=str(cube.last_year),
        regions=regions[:_MOST_REGIONS],
        left_out=_left_out(len(regions), lang),
        refetch=address("figures-refetch", lang, key=cube.key)
        if cube.service and is_allowed(caller, "collect")
        else "",
        take=_take(cube, "years", lang, printing=True),
        take_regions=_take(cube, "regions", lang, printing=False),
    )


def _take(cube: CubeView, part: str, lang: str, *, printing: bool) -> TakeAway:
    name = f"{cube.key}-{part}"
    return TakeAway(source_line=source_line(lang), table=f"{part}-table", csv=True, printing=printing, name=name)


def _facts(cube: CubeView, lang: str) -> list[tuple[str, Wording]]:
    question = [f"{name}={', '.join(codes)}" for name, codes in cube.query.get("filters", {}).items()]
    facts = (
        ("source", cube.source),
        ("years", years_of(cube)),
        ("counted", counted_words(cube, lang)),
        ("unit", cube.unit),
        ("places", str(cube.place_year)),
        ("updated", cube.updated[:10] if cube.updated[:4].isdigit() else cube.updated),
        ("fetched", cube.read_on),
        ("question", " · ".join([part for part in (cube.service, cube.dataset) if part] + question)),
        ("marks", "; ".join(_mark(mark, count, lang) for mark, count in cube.marks.items())),
        ("reading", str(cube.version)),
    )
    source, *rest = [(say(f"figures.{name}", lang), Wording(text)) for name, text in facts if text]
    return [source, (say("figures.licence", lang), cube_licence(cube, lang)), *rest]


def _mark(mark: str, count: int, lang: str) -> str:
    label = mark_label(mark)
    meaning = label.read(lang) if label else say("figures.mark_unknown", lang)
    return say("figures.mark_line", lang, count=count, mark=mark, meaning=meaning)


def _fields(shown: Shown, lang: str) -> list[FormField]:
    """The choice of a region and an industry, as far as there are several."""
    given = (("region", shown.regions, shown.region), ("industry", shown.industries, shown.industry))
    every = {"region": "all_regions", "industry": "all_industries"}
    return [
        FormField(
            name=name,
            label=say(f"figures.{name}", lang),
            kind="select",
            options=choices(
                [
                    *([("", say(f"figures.{every[name]}", lang))] if shown.adds_up else []),
                    *((code, _named(names, code)) for code in names),
                ],
                chosen,
            ),
        )
        for name, names, chosen in given
        if len(names) > 1
    ]


def _named(names: Mapping[str, str], code: str) -> str:
    return f"{code} {names.get(code, '')}".strip() if names.get(code, "") != code else code


def _chosen(shown: Shown, lang: str) -> str:
    region = _named(shown.regions, shown.region) if shown.region else say("figures.all_regions", lang)
    if not shown.industries:
        return region
    every = say("figures.all_industries", lang)
    return f"{region}, {_named(shown.industries, shown.industry) or every[0].lower() + every[1:]}"


def _picture(shown: Shown, lang: str) -> Picture | None:
    series = {"total": "total", "women": "women", "men": "men"} if shown.by_sex else {"total": "value"}
    lines = [
        CourseLine(
            say(f"figures.{word}", lang), {year: getattr(split, name).whole for year, split in shown.years.items()}
        )
        for name, word in series.items()
    ]
    drawn = [line for line in lines if any(value is not None for value in line.points.values())]
    if not drawn:
        return None
    what = f"{cube_title(shown.cube, lang).text}: {_chosen(shown, lang)}"
    named = f"{_chosen(shown, lang)} ({shown.cube.unit})" if shown.cube.unit else _chosen(shown, lang)
    first, last = str(min(shown.years)), str(max(shown.years))
    described = say("figures.described", lang, what=named, first=first, last=last)
    return course(drawn, breaks=list(shown.cube.breaks), lang=lang, title=what, described=described)


def _row(name: str, split: Split, lang: str) -> FigureRow:
    share = share_of_women(split)
    missing = split.total.missing or split.women.missing + split.men.missing
    return FigureRow(
        name,
        _text(split.total, lang),
        _text(split.women, lang),
        _text(split.men, lang),
        "–" if share is None else format_share(share, lang, decimals=1),
        format_number(missing, lang) if missing else "",
    )


def _text(one: Sum, lang: str) -> str:
    if one.value is None:
        return "–"
    number = format_number(round(one.value, 2), lang, decimals=0 if one.value.is_integer() else 2)
    return say("figures.at_least", lang, number=number) if one.missing else number


def _left_out(count: int, lang: str) -> str:
    if count <= _MOST_REGIONS:
        return ""
    return say("figures.first_regions", lang, shown=str(_MOST_REGIONS), count=str(count))
