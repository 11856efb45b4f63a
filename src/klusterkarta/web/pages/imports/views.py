"""Views of the steps after the upload: columns, what will change, and the job that saves."""

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klusterkarta.jobs.services import start_job
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.faults import fault
from klusterkarta.web.pages.imports.changes_page import changes_page
from klusterkarta.web.pages.imports.columns_page import columns_page
from klusterkarta.web.pages.reports_read.onward import next_step
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.collect import collect_file
from klusterkarta.workflow.uploads import (
    UnknownUpload,
    Upload,
    change_upload,
    find_upload,
    forget_upload,
    job_arguments,
    mapping_yaml,
    previewed,
    request_of,
)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: PageRequest, upload: str) -> HttpResponseBase:
    """How the columns are understood; what is posted are other choices."""
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    if found.is_report:
        return HttpResponseRedirect(next_step(found, request))
    if request.method != "POST":
        return _columns(request, found)
    sheet = typed(request.POST.get("sheet"), longest=100)
    chosen = change_upload(found, mapping=_chosen(request.POST, found), sheet=sheet)
    if "HX-Request" in request.headers:
        return _columns(request, chosen)
    onward = "upload-changes" if request.POST.get("then") == "changes" else "upload"
    return HttpResponseRedirect(address(onward, request.lang, upload=upload))


@require_safe
def changes(request: PageRequest, upload: str) -> HttpResponseBase:
    """What saving would change; back to the columns where the file cannot be collected like this."""
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    try:
        report = collect_file(request_of(found, dry_run=True), caller=request.caller)
    except Explained as refused:
        return _columns(request, found, why=refused.reason)
    return render(request, changes_page(found, report, lang=request.lang))


@require_POST
def save(request: PageRequest, upload: str) -> HttpResponseBase:
    """Start the job that collects the file."""
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    job = start_job("collect", job_arguments(found), caller=request.caller)
    return HttpResponseRedirect(address("job", request.lang, job=job))


@require_POST
def remove(request: PageRequest, upload: str) -> HttpResponseBase:
    """Throw the upload away; nothing of it has been saved."""
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    forget_upload(found)
    return HttpResponseRedirect(address("import", request.lang, query=[("done", "upload_removed")]))


@require_safe
def mapping_file(request: PageRequest, upload: str) -> HttpResponseBase:
    """The choice of columns as a file, for next time and for the command line."""
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    text = mapping_yaml(*previewed(found))
    headers = {"Content-Disposition": f'attachment; filename="{found.source["key"]}.yaml"'}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)


def _found(request: PageRequest, upload: str) -> Upload | HttpResponse:
    """The upload, or the page that says that it is gone and what to do."""
    check_allowed(request.caller, "collect")
    try:
        return find_upload(upload, caller=request.caller)
    except UnknownUpload as unknown:
        return fault(request, 404, help_text=explain(unknown.reason, request.lang))


def _columns(request: PageRequest, upload: Upload, *, why: Reason | None = None) -> HttpResponse:
    try:
        kept, preview = previewed(upload)
    except Explained as refused:
        # A choice that the file cannot have: begin again from what the headers say.
        kept, preview = previewed(change_upload(upload, mapping={}, sheet=""))
        why = refused.reason
    return render(request, columns_page(kept, preview, lang=request.lang, fault=why), status=422 if why else 200)


def _chosen(posted: QueryDict, upload: Upload) -> dict[str, object]:
    """The choices as a mapping. Those of another sheet are left behind with it."""
    if "sheet" in posted and upload.sheet and posted["sheet"] != upload.sheet:
        return {}
    letters = {
        name.removeprefix("column-"): typed(posted[name], longest=80)
        for name in posted
        if name.startswith("column-") and posted[name]
    }
    chosen = {"letters": letters, "thing": posted.get("thing", ""), "kind": posted.get("kind", "")}
    return {name: value for name, value in chosen.items() if value}
