"""`klusterkarta judge`: a decision on two records, decisions from a file, or one taken back."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.failures import BadCall
from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.reason import Reason

VERDICTS = ("same", "different", "unsure")


def add_arguments(parser: ArgumentParser) -> None:
    """A pair with its verdict, a file, or a judgement's number."""
    parser.add_argument("left", nargs="?", metavar="SOURCE:KEY")
    parser.add_argument("right", nargs="?", metavar="SOURCE:KEY")
    parser.add_argument("verdict", nargs="?", choices=VERDICTS)
    parser.add_argument("--why", default="")
    parser.add_argument("--file", type=Path, metavar="CSV")
    parser.add_argument("--take-back", type=int, metavar="JUDGEMENT")


def run(options: Namespace, out: Output) -> int:
    """Judge, or take back."""
    open_workspace(options)
    if options.file is not None:
        return _from_file(options.file, out)
    if options.take_back is not None:
        return _take_back(options.take_back, out)
    if options.verdict is None:
        raise BadCall(Reason("call.judge"))
    return _pair(options, out)


def _from_file(path: Path, out: Output) -> int:
    from klusterkarta.workflow.judge_file import judge_file
    from klusterkarta.workflow.plain_json import as_json

    report = judge_file(path, caller=OPERATOR)
    out.line("cli.judged", count=report.judged, unchanged=report.unchanged)
    out.document(as_json(report))
    return 0


def _take_back(judgement: int, out: Output) -> int:
    from klusterkarta.workflow.judge import take_back_judgement

    take_back_judgement(judgement, caller=OPERATOR)
    out.line("cli.taken_back", judgement=judgement)
    out.document({"taken_back": judgement})
    return 0


def _pair(options: Namespace, out: Output) -> int:
    from klusterkarta.catalogue.selectors.pairs import records_by_key
    from klusterkarta.workflow.judge import judge_pair

    ids = records_by_key({options.left, options.right})
    for key in (options.left, options.right):
        if key not in ids:
            raise BadCall(Reason("call.no_record", {"key": key}))
    left, right = ids[options.left], ids[options.right]
    judgement = judge_pair(left, right, verdict=options.verdict, why=options.why, caller=OPERATOR)
    out.line("cli.judged", count=1, unchanged=0)
    out.document({"judgement": judgement})
    return 0
