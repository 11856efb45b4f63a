"""The view on which an assessor hands in a workbook."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from klusterkarta.assessment.selectors.rounds import RoundView
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.assessment.entry import found_round
from klusterkarta.web.pages.assessment.workbook_page import workbook_page
from klusterkarta.web.pages.imports.upload_limit import UploadLimit, limited, refusals
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.round_sheets import import_sheets


# The limit must be in place before anything reads the body; the check for forged forms reads it, and so comes after.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: PageRequest, round_id: int) -> HttpResponseBase:
    """The form for the caller's own workbook, and what was sent with it."""
    view = found_round(round_id, caller=request.caller)
    if request.caller.name not in view.assessors:
        raise NotAllowed(f"{request.caller.name} scores nothing in round {round_id}")
    return _handed_in(request, view, limit=limited(request))


@csrf_protect
def _handed_in(request: PageRequest, view: RoundView, *, limit: UploadLimit) -> HttpResponseBase:
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
