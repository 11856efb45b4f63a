"""The views about one actor: its page, and the office's own work with it."""

from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from klusterkarta.catalogue.selectors.actors import actor_of_record
from klusterkarta.catalogue.services.work import set_work
from klusterkarta.web.addresses import address, with_query
from klusterkarta.web.pages.profile.evidence import place_of
from klusterkarta.web.pages.profile.page import profile_page
from klusterkarta.web.pages.profile.work import read_work
from klusterkarta.web.pictures import map_file
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.show import show_actor

_LONGEST_NUMBER = 9


@require_safe
def profile(request: PageRequest, actor: int) -> HttpResponseBase:
    """The actor's page; an id that another actor has taken over leads there, until the two are split again."""
    asked = request.GET.get("naming", "1")
    page = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < _LONGEST_NUMBER else 0
    found = show_actor(actor, caller=request.caller, naming_page=page) if page else None
    if found is None or page > found.naming.pages:
        raise Http404
    if found.summary.id != actor:
        path = address("actor", request.lang, actor=found.summary.id)
        return HttpResponseRedirect(with_query(path, [(key, str(value)) for key, value in request.GET.items()]))
    all_open = request.GET.get("sources") == "all"
    return render(request, profile_page(found, request.lang, caller=request.caller, all_open=all_open))


@require_POST
def work(request: PageRequest, actor: int) -> HttpResponse:
    """Save status, responsible and note."""
    if actor_of_record(actor) is None:
        raise Http404
    set_work(actor, read_work(request.POST), caller=request.caller)
    return HttpResponseRedirect(address("actor", request.lang, query=[("done", "work_saved")], actor=actor))


@require_safe
def place_picture(request: PageRequest, actor: int) -> HttpResponse:
    """The map of the actor's counties, as an SVG file."""
    found = show_actor(actor, caller=request.caller, naming_page=1)
    picture = place_of(found, request.lang) if found else None
    if found is None or picture is None:
        raise Http404
    titled = replace(picture, title=f"{found.summary.name}: {picture.title.lower()}")
    return map_file(titled, request.lang)
