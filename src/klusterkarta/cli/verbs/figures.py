"""`klusterkarta figures add|fetch|services|list|show|publish`: published statistics as sourced, dated cubes."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.vocabularies.words import explain, say

if TYPE_CHECKING:
    from klusterkarta.workflow.figures import AddedCube, CubeView


def add_arguments(parser: ArgumentParser) -> None:
    """What to do, and with which table."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="add|fetch|services|list|show|publish")
    adding = actions.add_parser("add", allow_abbrev=False)
    adding.add_argument("file", type=Path)
    adding.add_argument("--key", required=True)
    adding.add_argument("--licence", required=True)
    adding.add_argument("--language", choices=("sv", "en"), default="")
    for name in ("source", "url", "read-on", "title-en", "licence-en"):
        adding.add_argument(f"--{name}", default="")
    _add_facts(adding)
    fetching = actions.add_parser("fetch", allow_abbrev=False)
    fetching.add_argument("service")
    fetching.add_argument("dataset")
    fetching.add_argument("--filter", action="append", default=[], dest="filters", metavar="DIMENSION=CODE,CODE")
    fetching.add_argument("--base-url", default="")
    fetching.add_argument("--format", choices=("csv", "json", "xml"), default="", dest="form")
    fetching.add_argument("--refresh", action="store_true")
    fetching.add_argument("--key", default="")
    _add_facts(fetching)
    actions.add_parser("services")
    actions.add_parser("list")
    actions.add_parser("show").add_argument("key")
    publishing = actions.add_parser("publish", allow_abbrev=False)
    publishing.add_argument("key")
    publishing.add_argument("--withdraw", action="store_true")


def _add_facts(parser: ArgumentParser) -> None:
    for name in ("title", "industry-version"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--population", choices=("day", "night", "other"), default="")
    parser.add_argument("--place-year", type=int)
    parser.add_argument("--where", action="append", default=[], metavar="HEADING=ENTRY")
    parser.add_argument("--break", action="append", default=[], dest="breaks", metavar="YEAR=WHY")


def run(options: Namespace, out: Output) -> int:
    """Add, fetch, list, show or publish; what services there are."""
    if options.action == "services":
        return _services(options, out)
    open_workspace(options)
    verbs = {"add": _add, "fetch": _fetch, "list": _list, "show": _show, "publish": _publish}
    return verbs[options.action](options, out)


def _add(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.figures import AddRequest, add_figures

    request = AddRequest(
        path=options.file, key=options.key, licence=options.licence, title=options.title, source=options.source,
        url=options.url, read_on=options.read_on, population=options.population, place_year=options.place_year,
        industry_version=options.industry_version, chosen=options.where, breaks=options.breaks,
        language=options.language, title_en=options.title_en, licence_en=options.licence_en,
    )  # fmt: skip
    return _told(add_figures(request, caller=OPERATOR), out)


def _fetch(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.figures_fetched import FetchRequest, fetch_cube

    request = FetchRequest(
        service=options.service, dataset=options.dataset, filters=options.filters, base=options.base_url,
        form=options.form, refresh=options.refresh, key=options.key, title=options.title, population=options.population,
        industry_version=options.industry_version, place_year=options.place_year, chosen=options.where,
        breaks=options.breaks,
    )  # fmt: skip
    return _told(fetch_cube(request, caller=OPERATOR, progress=out.progress), out)


def _told(added: "AddedCube", out: Output) -> int:
    for note in added.notes:
        out.note(explain(note, out.lang))
    out.line("figures.added", table=added.cube.key, cells=added.cube.cells)
    out.document(_document(added.cube))
    return 0


def _services(_options: Namespace, out: Output) -> int:
    from klusterkarta.vocabularies.services import services

    for one in services().values():
        out.text(f"{one.key:<14} {one.label.read(out.lang)} · {one.base} · {one.licence} · {one.example}")
    known = ("key", "kind", "base", "source", "licence", "terms", "calls", "seconds", "cells", "fresh_days", "example")
    out.document({"services": [{name: getattr(one, name) for name in known} for one in services().values()]})
    return 0


def _list(_options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.figures import cubes

    views = cubes()
    for view in views:
        out.text(f"{view.key:<20} {_source_line(view, out.lang)}")
    if not views:
        out.line("figures.none")
    out.document({"cubes": [_document(view) for view in views]})
    return 0


def _show(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.figures import cells_of, counts_of, cube_of, warnings_of

    view = cube_of(options.key)
    counts, warnings = counts_of(cells_of(view)), warnings_of(view)
    out.text(_source_line(view, out.lang))
    out.line("figures.counts", cells=view.cells, **counts)
    for warning in warnings:
        out.text(explain(warning, out.lang))
    out.document(_document(view) | counts | {"warnings": [explain(one, out.lang) for one in warnings]})
    return 0


def _publish(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.figures import cube_of, publish_comparison

    publish_comparison(cube_of(options.key).key, caller=OPERATOR, published=not options.withdraw)
    out.line("figures.withdrawn" if options.withdraw else "figures.published", table=options.key)
    out.document({"key": options.key, "published": not options.withdraw})
    return 0


def _source_line(view: "CubeView", lang: str) -> str:
    years = f"{view.first_year}–{view.last_year}" if view.first_year < view.last_year else str(view.last_year)
    facts = [view.title_in(lang)[0], view.source, years, say(f"figures.population_{view.population}", lang)]
    facts += [view.industry_version, say("figures.read_on", lang, date=view.read_on), view.licence_in(lang)[0]]
    return " · ".join(filter(None, facts))


def _document(view: "CubeView") -> dict[str, Any]:
    from klusterkarta.workflow.plain_json import as_json

    kept: dict[str, Any] = as_json(view)
    return kept
