"""Views of the phases: the page, its picture as a file, and stating a phase of one initiative."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from klusterkarta.catalogue.selectors.actors import actor_of_record
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.maturity.query import asked_actors
from klusterkarta.web.pages.phases.page import phases_page
from klusterkarta.web.pages.phases.query import read_query
from klusterkarta.web.pages.phases.stating import refused_page
from klusterkarta.web.pictures import picture_file
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.phase_statements import BadPhase, StatedPhase, state_phase
from klusterkarta.workflow.phases import phases_of_actors, picture_of

_LONGEST = 500


@require_safe
def phases(request: PageRequest) -> HttpResponse:
    """The initiatives of the address with their dated phases, and the picture of two years."""
    query = read_query(request.GET, request.lang, caller=request.caller)
    return render(request, phases_page(phases_of_actors(asked_actors(query.actors)), query, lang=request.lang))


@require_safe
def phases_picture(request: PageRequest) -> HttpResponse:
    """The picture of the same initiatives and years."""
    query = read_query(request.GET, request.lang, caller=request.caller)
    found = phases_of_actors(asked_actors(query.actors))
    picture = picture_of(found, query.years(found), form=query.form, lang=request.lang)
    if picture is None:
        raise Http404
    return picture_file(picture, request.lang)


@require_POST
def state_a_phase(request: PageRequest, actor: int) -> HttpResponse:
    """Save a phase of the initiative as a statement of the caller's own; what was typed stands again if refused."""
    if actor_of_record(actor) is None:
        raise Http404
    given = (typed(request.POST.get(name), longest=_LONGEST) for name in ("phase", "on", "why"))
    said = StatedPhase(*given)
    try:
        state_phase(actor, said, caller=request.caller)
    except BadPhase as fault:
        page = refused_page(actor, said, error=explain(fault.reason, request.lang), lang=request.lang)
        return render(request, page, status=422)
    return HttpResponseRedirect(address("actor", request.lang, query=[("done", "saved")], actor=actor) + "#phases")
