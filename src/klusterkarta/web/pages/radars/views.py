"""Views of the radars: the page, and the picture as a file. `?one=` are initiatives, `?actor=` one in all rounds."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.radars.page import radars_address, radars_page
from klusterkarta.web.pictures import picture_file
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.radars import MOST_SERIES, CannotOverlay, overlay, readable

_MOST_READ = 20


@require_safe
def radars(request: PageRequest) -> HttpResponseBase:
    """The chosen initiatives over each other, and what there is to choose from."""
    check_allowed(request.caller, "read_jobs")
    known = readable(request.lang, caller=request.caller)
    if actor := id_in(request.GET.get("actor", "")):
        own = [one.candidate for one in known if one.actor == actor][:MOST_SERIES]
        return HttpResponseRedirect(radars_address(own, request.lang))
    chosen = _chosen(request)
    if not chosen:
        return render(request, radars_page(known, None, lang=request.lang))
    try:
        found = overlay(chosen, request.lang, caller=request.caller)
    except CannotOverlay as fault:
        words = explain(fault.reason, request.lang)
        return render(request, radars_page(known, None, lang=request.lang, chosen=chosen, error=words), status=422)
    return render(request, radars_page(known, found, lang=request.lang, chosen=chosen))


@require_safe
def radar_picture(request: PageRequest) -> HttpResponse:
    """The picture of the chosen initiatives."""
    check_allowed(request.caller, "read_jobs")
    try:
        found = overlay(_chosen(request), request.lang, caller=request.caller)
    except CannotOverlay:
        raise Http404 from None
    return picture_file(found.picture, request.lang)


def _chosen(request: PageRequest) -> list[int]:
    given = (id_in(one) for one in request.GET.getlist("one")[:_MOST_READ])
    return list(dict.fromkeys(one for one in given if one))
