"""The views of the tables of statistics."""

from dataclasses import asdict

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klusterkarta.jobs.services import start_job
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.figures.form import read_form
from klusterkarta.web.pages.figures.list_page import figures_page
from klusterkarta.web.pages.figures.table_page import table_page
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.figures import CubeView, cubes
from klusterkarta.workflow.figures_fetched import FetchRequest, asked_again
from klusterkarta.workflow.figures_shown import shown_figures


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: PageRequest) -> HttpResponse:
    """All tables; what is posted starts the job that fetches one."""
    if request.method != "POST":
        return render(request, figures_page(request.lang, caller=request.caller))
    check_allowed(request.caller, "collect")
    form = read_form(request.POST, request.lang)
    if form.errors:
        return render(request, figures_page(request.lang, caller=request.caller, form=form), status=422)
    return _started(request, form.request())


@require_safe
def table(request: PageRequest, key: str) -> HttpResponse:
    """One table: `?region=&industry=`."""
    cube = _found(key)
    with told_as_bad_request(request.lang):
        shown = shown_figures(cube, region=request.GET.get("region", ""), industry=request.GET.get("industry", ""))
    return render(request, table_page(shown, request.lang, caller=request.caller))


@require_POST
def refetch(request: PageRequest, key: str) -> HttpResponse:
    """Start the job that asks a table's question anew."""
    check_allowed(request.caller, "collect")
    cube = _found(key)
    if not cube.service:
        raise Http404
    return _started(request, asked_again(cube))


def _started(request: PageRequest, asked: FetchRequest) -> HttpResponse:
    job = start_job("fetch_figures", asdict(asked), caller=request.caller)
    return HttpResponseRedirect(address("job", request.lang, job=job))


def _found(key: str) -> CubeView:
    found = next((one for one in cubes() if one.key == key), None)
    if found is None:
        raise Http404
    return found
