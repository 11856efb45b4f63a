"""Files of a round: its minutes, and an assessor's own workbook."""

from io import BytesIO

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.assessment.entry import found_round
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.round_minutes import minutes_file
from klusterkarta.workflow.round_sheets import write_sheet

_OFFICE = "application/vnd.openxmlformats-officedocument."
_DOCUMENT, _WORKBOOK = f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}spreadsheetml.sheet"


@require_safe
def minutes(request: PageRequest, round_id: int) -> HttpResponse:
    """The minutes as DOCX, for the panel."""
    found_round(round_id, caller=request.caller)
    content = minutes_file(round_id, lang=request.lang, caller=request.caller)
    return _file(content, f"{say('assess.minutes_file', request.lang)}-{round_id}.docx", _DOCUMENT)


@require_safe
def workbook_file(request: PageRequest, round_id: int) -> HttpResponse:
    """The caller's own workbook, with what the caller has scored so far."""
    view = found_round(round_id, caller=request.caller)
    if request.caller.name not in view.assessors:
        raise NotAllowed(f"{request.caller.name} scores nothing in round {round_id}")
    out = BytesIO()
    write_sheet(round_id, request.caller.name, out=out, lang=request.lang, caller=request.caller)
    return _file(out.getvalue(), f"{say('assess.workbook_file', request.lang)}-{round_id}.xlsx", _WORKBOOK)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
