"""`klusterkarta two-maps [CUBE]`: concentrations without an initiative, initiatives without a visible concentration."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.places_geography import county_or_area_name
from klusterkarta.vocabularies.sector_groups import sector_groups
from klusterkarta.vocabularies.words import explain, say

if TYPE_CHECKING:
    from klusterkarta.workflow.two_maps import Cell, Laid, Unseen


def add_arguments(parser: ArgumentParser) -> None:
    """Which table and year, which register, and from where on a concentration is seen."""
    parser.add_argument("cube", nargs="?", default="", metavar="CUBE")
    parser.add_argument("--year", type=int)
    parser.add_argument("--edition")
    parser.add_argument("--quotient", type=float, default=1.25)
    parser.add_argument("--people", type=float, default=100)


def run(options: Namespace, out: Output) -> int:
    """Show the three lists."""
    open_workspace(options)
    from klusterkarta.workflow.two_maps import Rules, lay_maps

    rules = Rules(quotient=options.quotient, people=options.people)
    laid = lay_maps(options.cube, caller=OPERATOR, year=options.year, edition=options.edition, rules=rules)
    out.text(f"{laid.cube.title_in(out.lang)[0]} · {laid.cube.source} · {laid.year}")
    for note in (*laid.warnings, *laid.maps.notes):
        out.text(explain(note, out.lang))
    for heading, cells in (("alone", laid.maps.alone), ("both", laid.maps.both)):
        out.text(f"\n{say(f'two_maps.{heading}', out.lang)} ({len(cells)})")
        for cell in cells:
            out.text(f"  {_cell_line(cell, laid, out.lang)}")
    out.text(f"\n{say('two_maps.unseen', out.lang)} ({len(laid.maps.unseen)})")
    for one in laid.maps.unseen:
        out.text(f"  {_unseen_line(one, laid, out.lang)}")
    out.document(_document(laid, out.lang))
    return 0


def _cell_line(cell: "Cell", laid: "Laid", lang: str) -> str:
    low, quotient, high = (format_number(one, lang, decimals=2) for one in (cell.low, cell.quotient, cell.high))
    names = ", ".join(laid.names.get(actor, "") for actor in cell.initiatives)
    where = f"{county_or_area_name(cell.county, lang)}, {sector_groups()[cell.group].label.read(lang)}"
    unsure = say("two_maps.possible", lang) if cell.concentration == "possible" else ""
    parts = [f"{where}: {quotient} ({low}–{high})", unsure, names, *(explain(reason, lang) for reason in cell.reasons)]
    return " · ".join(filter(None, parts))


def _unseen_line(one: "Unseen", laid: "Laid", lang: str) -> str:
    field = sector_groups()[one.group].label.read(lang) if one.group else ""
    reasons = " ".join(explain(reason, lang) for reason in one.reasons)
    return " · ".join(filter(None, (laid.names.get(one.actor, ""), field, reasons)))


def _document(laid: "Laid", lang: str) -> dict[str, Any]:
    def cell(one: "Cell") -> dict[str, Any]:
        figures = {name: _number(getattr(one, name)) for name in ("people", "share", "quotient", "low", "high")}
        keys = [laid.keys.get(actor, "") for actor in one.initiatives]
        return {
            "county": one.county, "sector": one.group, **figures, "concentration": one.concentration,
            "initiatives": keys, "reasons": [explain(reason, lang) for reason in one.reasons],
        }  # fmt: skip

    return {
        "cube": laid.cube.key, "title": laid.cube.title, "source": laid.cube.source, "year": laid.year,
        "population": laid.cube.population, "industry_version": laid.cube.industry_version,
        "rules": {"quotient": laid.rules.quotient, "people": laid.rules.people, "workplace": laid.rules.workplace},
        "without_initiative": [cell(one) for one in laid.maps.alone],
        "both": [cell(one) for one in laid.maps.both],
        "without_concentration": [
            {
                "key": laid.keys.get(one.actor, ""), "name": laid.names.get(one.actor, ""), "sector": one.group,
                "counties": list(one.counties), "quotient": _number(one.quotient),
                "reasons": [explain(reason, lang) for reason in one.reasons],
            }
            for one in laid.maps.unseen
        ],
        "notes": [explain(note, lang) for note in (*laid.warnings, *laid.maps.notes)],
    }  # fmt: skip


def _number(value: float) -> float | None:
    return None if value != value else round(value, 6)
