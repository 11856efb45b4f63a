"""Views of jobs: the list, one job with its progress, an end on request, and a file it has written."""

from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from klusterkarta.jobs.selectors import JobView, job_view
from klusterkarta.jobs.services import request_cancel
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.faults import fault
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.jobs.job_page import job_page
from klusterkarta.web.pages.jobs.list_page import jobs_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.export import UnknownExport, exported_file


@require_safe
def jobs(request: PageRequest) -> HttpResponse:
    """All jobs, newest first, a page at a time."""
    check_allowed(request.caller, "read_jobs")
    return render(request, jobs_page(request.lang, before=id_in(request.GET.get("before")) or None))


@require_safe
def job(request: PageRequest, job: int) -> HttpResponse:
    """One job; while it runs the page asks for itself again."""
    check_allowed(request.caller, "read_jobs")
    return render(request, job_page(_found(job), request.lang, caller=request.caller))


@require_POST
def cancel(request: PageRequest, job: int) -> HttpResponse:
    """Ask the job to end."""
    _found(job)
    request_cancel(job, caller=request.caller)
    return HttpResponseRedirect(address("job", request.lang, query=[("done", "job_cancelled")], job=job))


@require_safe
def exported(request: PageRequest, job: int) -> HttpResponseBase:
    """The file that an export job has written."""
    check_allowed(request.caller, "read_jobs")
    try:
        path = exported_file(str(_found(job).result.get("file", "")))
    except UnknownExport as gone:
        return fault(request, 404, help_text=explain(gone.reason, request.lang))
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


def _found(job: int) -> JobView:
    found = job_view(job)
    if found is None:
        raise Http404
    return found
