"""`klusterkarta master-list FILE`: an edited master list comes back; its edits are shown and saved."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klusterkarta.cli.failures import BadCall
from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.words import explain, say

if TYPE_CHECKING:
    from klusterkarta.values.returned import ReturnItem, ReturnReview


def add_arguments(parser: ArgumentParser) -> None:
    """The file, the answers to what it asks, and whether to look only."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--answers", type=Path, metavar="JSON")
    parser.add_argument("--dry-run", action="store_true")


def run(options: Namespace, out: Output) -> int:
    """Say what the file asks for; save what the answers (else the defaults) say."""
    open_workspace(options)
    from klusterkarta.workflow.master_apply import apply_return, check_answers
    from klusterkarta.workflow.master_return import review_return
    from klusterkarta.workflow.plain_json import as_json

    answers = _answers(options.answers) if options.answers else {}
    review = review_return(options.file, caller=OPERATOR).review
    check_answers(review, answers)
    _tell(review, out)
    document = {"state": review.state, "rows": review.rows, "items": [_plain(item) for item in review.items],
                "notes": as_json(review.notes)}  # fmt: skip
    if not review.items and not review.notes:
        out.line("master_list.nothing")
    if options.dry_run:
        out.line("master_list.cli_dry")
        out.document(document)
        return 0
    report = apply_return(options.file, answers, caller=OPERATOR, seen=review.state)
    if report.reading is None:
        out.line("master_list.cli_nothing")
    else:
        out.line("master_list.cli_saved", edited=report.edited, added=report.added, reading=report.reading)
    out.document(document | {"saved": as_json(report)})
    return 0


def _answers(path: Path) -> dict[str, str]:
    """The answers in a file: {id: answer}, or that under "answers"."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        found = found.get("answers", found) if isinstance(found, Mapping) else found
        if not isinstance(found, Mapping) or not all(isinstance(one, str) for one in found.values()):
            raise ValueError(type(found).__name__)
    except (OSError, ValueError) as problem:
        raise BadCall(Reason("return.bad_answers", {"problem": str(problem)[:200]})) from problem
    return dict(found)


def _plain(item: "ReturnItem") -> dict[str, object]:
    from klusterkarta.workflow.plain_json import as_json

    plain: dict[str, object] = as_json(item)
    return {"id": item.id, "default": item.default} | plain


def _tell(review: "ReturnReview", out: Output) -> None:
    for item in review.items:
        _tell_item(item, out)
    for note in review.notes:
        out.text(
            f"  {note.name} ({_where(note.spot.sheet, note.spot.row, out.lang)}): {explain(note.reason, out.lang)}"
        )


def _tell_item(item: "ReturnItem", out: Output) -> None:
    where = _where(item.spot.sheet, item.spot.row, out.lang)
    what, options = say(f"master_list.{item.kind}", out.lang), ", ".join(item.options)
    if not item.column:
        out.line("master_list.cli_question", id=item.id, what=what, name=item.name, where=where, options=options)
        return
    field = profile_fields()[item.column].label.read(out.lang)
    said = item.file if not item.variants else " / ".join(text for _, text in item.variants)
    out.line("master_list.cli_item", id=item.id, what=what, name=item.name, field=field, was=item.base, file=said,
             where=where)  # fmt: skip
    if item.kind != "edit":
        out.line("master_list.cli_now", now=item.now, options=options)
    if item.warning:
        out.text(f"      {explain(item.warning, out.lang)}")


def _where(sheet: str, row: int, lang: str) -> str:
    return (
        say("master_list.place", lang, sheet=sheet, row=row)
        if row
        else say("master_list.sheet_only", lang, sheet=sheet)
    )
