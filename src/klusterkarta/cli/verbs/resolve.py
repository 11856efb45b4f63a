"""`klusterkarta resolve`: apply the certain merges, list what needs a person."""

from argparse import ArgumentParser, Namespace
from typing import Any

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.reason import reason_from_dict
from klusterkarta.vocabularies.words import explain

_SHOWN = 200


def add_arguments(parser: ArgumentParser) -> None:
    """No arguments of its own."""


def run(options: Namespace, out: Output) -> int:
    """Resolve, then name the pairs that wait."""
    open_workspace(options)
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.resolve import next_proposals, resolve

    report = resolve(caller=OPERATOR, progress=out.progress)
    waiting = [_pair(one, out.lang) for one in next_proposals(_SHOWN)]
    out.line("cli.applied", count=sum(report.applied.values()))
    out.line("cli.proposals", count=report.proposed)
    for one in waiting:
        out.text(f"  {one['score']:.2f}  {one['left']} = {one['right']}: {'; '.join(one['reasons'])}")
    for note in report.notes:
        out.text(explain(note, out.lang))
    out.document(dict(as_json(report), proposals=waiting))
    return 0


def _pair(proposal: Any, lang: str) -> dict[str, Any]:
    from klusterkarta.catalogue.selectors.relations import record_labels

    labels = record_labels([proposal.left, proposal.right])
    names = [":".join(labels[record][:2]) for record in (proposal.left, proposal.right)]
    reasons = [explain(reason_from_dict(one), lang) for one in proposal.reasons]
    return {"left": names[0], "right": names[1], "score": proposal.score, "reasons": reasons}
