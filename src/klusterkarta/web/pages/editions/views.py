"""Views of editions: the list with the form for a new one, one edition, and its master list."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from klusterkarta.catalogue.selectors.editions import EditionView
from klusterkarta.catalogue.selectors.editions import edition as edition_of_name
from klusterkarta.catalogue.selectors.filters import passing
from klusterkarta.jobs.services import start_job
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.actors.query import read_query
from klusterkarta.web.pages.editions.downloads import Wanted, master_list_answer
from klusterkarta.web.pages.editions.edition_page import edition_page
from klusterkarta.web.pages.editions.form import read_form
from klusterkarta.web.pages.editions.list_page import editions_page
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest


@require_http_methods(["GET", "HEAD", "POST"])
def editions(request: PageRequest) -> HttpResponseBase:
    """All editions; what is posted starts the job that makes one."""
    if request.method != "POST":
        return render(request, editions_page(request.lang, caller=request.caller))
    check_allowed(request.caller, "freeze_edition")
    form = read_form(request.POST, request.lang)
    if form.errors:
        return render(request, editions_page(request.lang, caller=request.caller, form=form), status=422)
    job = start_job("freeze", form.arguments(), caller=request.caller)
    return HttpResponseRedirect(address("job", request.lang, job=job))


@require_safe
def edition(request: PageRequest, name: str) -> HttpResponse:
    """One edition."""
    return render(request, edition_page(_found(name), request.lang))


@require_http_methods(["GET", "HEAD", "POST"])
def master_list(request: PageRequest, name: str, *, ending: str) -> HttpResponse:
    """The master list of an edition, as a workbook or as separated text."""
    return master_list_answer(request, Wanted(ending=ending, edition=name, number=_found(name).actors))


@require_http_methods(["GET", "HEAD", "POST"])
def download(request: PageRequest, ending: str) -> HttpResponse:
    """The register now, or the actors that the list's filter in the address chooses, as a file."""
    query = read_query(request.GET, request.lang, caller=request.caller)
    if query.pairs() == query.unfiltered().pairs():
        return master_list_answer(request, Wanted(ending=ending, number=register_state().actors))
    chosen = list(passing(query.chosen).values_list("pk", flat=True))
    return master_list_answer(request, Wanted(ending=ending, actors=chosen, number=len(chosen)))


def _found(name: str) -> EditionView:
    found = edition_of_name(name)
    if found is None:
        raise Http404
    return found
