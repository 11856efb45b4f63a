"""`klusterkarta assess …`: rounds of assessment, from spreadsheets of scores to lists."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.vocabularies.round_states import outcomes, round_states
from klusterkarta.vocabularies.words import say

if TYPE_CHECKING:
    from klusterkarta.vocabularies.criteria import CriteriaSet

ACTIONS = ("rounds", "export", "import", "agreement", "lists", "what-if", "minutes", "links", "funnel")


def add_arguments(parser: ArgumentParser) -> None:
    """What to do, and with which round."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="|".join(ACTIONS))
    made = {name: actions.add_parser(name) for name in ACTIONS}
    for name in ("export", "agreement", "lists", "what-if", "minutes", "links"):
        made[name].add_argument("round", type=int, metavar="ROUND")
    made["funnel"].add_argument("round", type=int, nargs="?", metavar="ROUND")
    made["export"].add_argument("folder", type=Path, metavar="FOLDER")
    made["export"].add_argument("--assessor", action="append", default=[], metavar="NAME")
    made["import"].add_argument("files", type=Path, nargs="+", metavar="FILE")
    made["lists"].add_argument("--publish", action="store_true")
    made["minutes"].add_argument("out", type=Path, metavar="FILE.docx")
    made["links"].add_argument("--until", metavar="DAY")
    made["what-if"].add_argument("--without", action="append", default=[], metavar="CRITERION")
    made["what-if"].add_argument("--met-at", type=int, metavar="SCORE")
    made["what-if"].add_argument("--criteria", type=Path, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Do what was asked; exit code 2 for a round that there is not, and for what a round refuses."""
    open_workspace(options)
    doings = {
        "rounds": _rounds, "export": _export, "import": _import, "agreement": _agreement, "lists": _lists,
        "what-if": _what_if, "minutes": _minutes, "links": _links,
        "funnel": _funnel,
    }  # fmt: skip
    return doings[options.action](options, out)


def _rounds(_options: Namespace, out: Output) -> int:
    from klusterkarta.assessment.selectors.rounds import candidates_of, list_rounds

    found = list_rounds(caller=OPERATOR)
    for one in found:
        state = round_states()[one.state].label.read(out.lang)
        out.text(f"{one.id:>5}  {state:<22}  {len(candidates_of(one.id)):>4}  {one.title}")
    rows = [
        {"id": one.id, "title": one.title, "state": one.state, "assessors": list(one.assessors),
         "initiatives": len(candidates_of(one.id))}
        for one in found
    ]  # fmt: skip
    out.document({"rounds": rows})
    return 0


def _export(options: Namespace, out: Output) -> int:
    from klusterkarta.assessment.selectors.rounds import round_view
    from klusterkarta.workflow.round_sheets import export_sheets

    assessors = options.assessor or round_view(options.round, caller=OPERATOR).assessors
    written = export_sheets(options.round, assessors, folder=options.folder, lang=out.lang, caller=OPERATOR)
    for path in written:
        out.text(str(path))
    out.document({"files": [str(path) for path in written]})
    return 0


def _import(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.round_sheets import import_sheets

    found = import_sheets(options.files, caller=OPERATOR)
    for one in found:
        out.line(
            "assess.taken_in", file=one.file, assessor=one.assessor, complete=one.complete, in_part=one.in_part,
            conflicts=one.conflicts, initiatives=one.initiatives,
        )  # fmt: skip
    out.document({"files": as_json(found)})
    return 0


def _agreement(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.round_agreement import round_agreement

    found = round_agreement(options.round, lang=out.lang, caller=OPERATOR)
    for one in found.criteria:
        own = one.alpha["ordinal"]
        figure = "–" if own.alpha is None else f"{own.alpha:.2f}"
        bounds = "" if own.low is None or own.high is None else f"{own.low:.2f}–{own.high:.2f}"
        out.text(f"{figure:>6}  {bounds:>12}  {one.title.read(out.lang)}")
    for person in found.leniency:
        out.text(f"{person.difference:>+6.2f}  {person.assessor}")
    out.document(as_json(found))
    return 0


def _lists(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.round_lists import placements
    from klusterkarta.workflow.round_results import publish_lists

    found = placements(options.round, lang=out.lang, caller=OPERATOR)
    for code in ("", *outcomes()):
        own = [one for one in found if one.outcome == code]
        if own:
            out.text(f"{_outcome(code, out.lang)} ({len(own)})")
            for one in own:
                out.text(f"  {one.name}{f': {one.why}' if one.why else ''}")
    reading = publish_lists(options.round, caller=OPERATOR) if options.publish else None
    if reading is not None:
        out.line("assess.published", reading=reading)
    counts = {code: sum(one.outcome == code for one in found) for code in outcomes()}
    out.document({"round": options.round, "counts": counts, "initiatives": as_json(found), "reading": reading})
    return 0


def _what_if(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.round_what_if import what_if_in_round

    found = what_if_in_round(options.round, _other_set(options), lang=out.lang, caller=OPERATOR)
    out.line("assess.what_if", before=found.meet_before, after=found.meet_after, count=len(found.change_list))
    for one in found.moved:
        decided = _outcome(one.decided, out.lang)
        out.text(f"  {one.name}: {say(f'assess.moves_{one.moves}', out.lang)} ({decided})")
    out.document(as_json(found) | {"change_list": [one.candidate for one in found.change_list]})
    return 0


def _minutes(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.round_minutes import export_minutes

    export_minutes(options.round, options.out, lang=out.lang, caller=OPERATOR)
    out.line("assess.to_minutes", file=str(options.out))
    out.document({"file": str(options.out)})
    return 0


def _links(options: Namespace, out: Output) -> int:
    from klusterkarta.assessment.services.links import make_links, set_facts_until
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.round_links import private_addresses

    if options.until is not None:
        set_facts_until(options.round, options.until, caller=OPERATOR)
    make_links(options.round, caller=OPERATOR)
    found = private_addresses(options.round, lang=out.lang, caller=OPERATOR)
    for one in found:
        out.text(f"{one.name}\t{one.address}")
    out.document({"links": as_json(found)})
    return 0


def _funnel(options: Namespace, out: Output) -> int:
    from klusterkarta.assessment.selectors.rounds import round_view
    from klusterkarta.catalogue.selectors.filters import ActorFilter
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.round_funnel import funnel, latest_decided_round

    asked = options.round
    view = latest_decided_round(caller=OPERATOR) if asked is None else round_view(asked, caller=OPERATOR)
    found = funnel(view, chosen=ActorFilter(), caller=OPERATOR)
    own = view.criteria.criteria if view else ()
    titles = {one.key: one.title for one in (*found.criteria.criteria, *own)}
    for stage in found.stages:
        out.text(f"{stage.count:>7}  {say(f'funnel.stage_{stage.code}', out.lang)}")
        for one in stage.dropped:
            tests = ", ".join(titles[key].read(out.lang) if key in titles else key for key in one.tests)
            out.text(f"           – {one.name}: {tests or one.why or one.how}")
    out.document(
        {"round": found.round_id, "stages": as_json(found.stages), "all_the_same": as_json(found.all_the_same)}
    )
    return 0


def _other_set(options: Namespace) -> "CriteriaSet":
    from klusterkarta.assessment.selectors.rounds import round_view
    from klusterkarta.vocabularies.criteria import read_criteria_set
    from klusterkarta.workflow.round_what_if import without

    criteria = round_view(options.round, caller=OPERATOR).criteria
    if options.criteria:
        criteria = read_criteria_set(options.criteria.read_text("utf-8"), file=options.criteria.name)
    return without(criteria, options.without, met_at=options.met_at)


def _outcome(code: str, lang: str) -> str:
    return outcomes()[code].label.read(lang) if code else say("assess.undecided", lang)
