"""What the list of tables shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.cube_words import cube_licence, cube_title, years_of
from klusterkarta.web.figures import Wording
from klusterkarta.web.form_fields import FormField, faulty_fields
from klusterkarta.web.pages.figures.form import FetchForm, form_fields
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.figures import CubeView, cubes, warnings_of


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table with what has to be said of it."""

    title: Wording
    href: str
    source: str
    years: str
    counted: str
    licence: Wording
    read_on: str
    warnings: list[str]


@dataclass(frozen=True, kw_only=True)
class FiguresPage(Page):
    """All tables, and for who may the fetching of one."""

    template: ClassVar[str] = "figures/page.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "figures"

    tables: list[TableRow]
    may_fetch: bool
    action: str
    fields: list[FormField]
    faults: list[FormField]


def figures_page(lang: str, *, caller: Caller, form: FetchForm | None = None) -> FiguresPage:
    """The page, with the form as it was sent."""
    fields = form_fields(form or FetchForm(), lang)
    return FiguresPage(
        title=say("figures.title", lang),
        lead=say("figures.lead", lang),
        tables=[_row(one, lang) for one in cubes()],
        may_fetch=is_allowed(caller, "collect"),
        action=address("figures", lang),
        fields=fields,
        faults=faulty_fields(fields),
    )


def counted_words(cube: CubeView, lang: str) -> str:
    """What a table counts, in which version of the industry codes."""
    return ", ".join(filter(None, (say(f"figures.population_{cube.population}", lang), cube.industry_version)))


def _row(cube: CubeView, lang: str) -> TableRow:
    return TableRow(
        cube_title(cube, lang),
        address("figures-table", lang, key=cube.key),
        cube.source,
        years_of(cube),
        counted_words(cube, lang),
        cube_licence(cube, lang),
        cube.read_on,
        [explain(one, lang) for one in warnings_of(cube)],
    )
