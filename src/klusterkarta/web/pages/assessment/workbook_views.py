"""The view on which an assessor hands in a workbook."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase

from klusterkarta.assessment.selectors.rounds import RoundView
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.assessment.entry import found_round
from klusterkarta.web.pages.assessment.workbook_page import workbook_page
from klusterkarta.web.pages.imports.upload_limit import UploadLimit, refusals, takes_files
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.round_sheets import import_sheets


def _check_assessor(request: PageRequest, *, round_id: int) -> None:
    if request.caller.name not in found_round(round_id, caller=request.caller).assessors:
        raise NotAllowed(f"{request.caller.name} scores nothing in round {round_id}")


@takes_files(_check_assessor)
def workbook(request: PageRequest, limit: UploadLimit, *, round_id: int) -> HttpResponseBase:
    """The form for the caller's own workbook, and what was sent with it."""
    view = found_round(round_id, caller=request.caller)
    if request.method != "POST":
        return render(request, workbook_page(view, lang=request.lang))
    faults = _taken_in(request, view)
    if limit.exceeded:
        faults = list(refusals(limit, request).values())
    if faults:
        return render(request, workbook_page(view, lang=request.lang, faults=faults), status=422)
    done = [("done", "saved")]
    return HttpResponseRedirect(address("round", request.lang, round_id=view.id, query=done))


def _taken_in(request: PageRequest, view: RoundView) -> list[str]:
    """Take the workbook in; what is wrong with it."""
    file: Any = request.FILES.get("file")
    if file is None:
        return [say("assess.no_file", request.lang)]
    with TemporaryDirectory() as folder:
        ending = ".ods" if str(file.name).lower().endswith(".ods") else ".xlsx"
        path = Path(folder) / f"{say('assess.workbook_file', request.lang)}{ending}"
        with path.open("wb") as kept:
            kept.writelines(file.chunks())
        try:
            import_sheets([path], caller=request.caller, round_id=view.id)
        except Explained as fault:
            return [explain(one, request.lang) for one in getattr(fault, "faults", ()) or [fault.reason]]
    return []
