"""Views of a reading: the report, undo and redo."""

from collections.abc import Callable
from contextlib import suppress

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from klusterkarta.catalogue.selectors.sources import ReadingView, reading_view
from klusterkarta.catalogue.services.staging import ReadingState
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.readings.page import reading_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.collect import redo, undo


@require_safe
def reading(request: PageRequest, reading: int) -> HttpResponse:
    """What a reading brought. Who read is the office's own matter, so the page asks for a role."""
    check_allowed(request.caller, "read_jobs")
    return render(request, reading_page(_found(reading), request.lang, caller=request.caller))


@require_POST
def undo_reading(request: PageRequest, reading: int) -> HttpResponse:
    """Undo the import; a second press changes nothing."""
    return _turn(request, reading, undo, was="published", done="import_undone")


@require_POST
def redo_reading(request: PageRequest, reading: int) -> HttpResponse:
    """Let the import count again."""
    return _turn(request, reading, redo, was="undone", done="import_redone")


def _turn(request: PageRequest, reading: int, verb: Callable[..., None], *, was: str, done: str) -> HttpResponse:
    check_allowed(request.caller, "undo_reading")
    if _found(reading).state == was:
        # Somebody else may have been quicker; then it is done already.
        with suppress(ReadingState):
            verb(reading, caller=request.caller)
    return HttpResponseRedirect(address("reading", request.lang, query=[("done", done)], reading=reading))


def _found(reading: int) -> ReadingView:
    found = reading_view(reading)
    if found is None:
        raise Http404
    return found
