"""Views of what was read in a report: the rows, one row, the file of corrections, and on to the columns."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.faults import fault
from klusterkarta.web.pages.reports_read.list_page import found_rows_page
from klusterkarta.web.pages.reports_read.onward import next_step
from klusterkarta.web.pages.reports_read.row_form import typed_texts
from klusterkarta.web.pages.reports_read.row_page import RowForm, row_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.corrections_file import MOST_BYTES, corrections_csv, corrections_in_bytes
from klusterkarta.workflow.report_uploads import (
    RowState,
    corrections_in_upload,
    is_read,
    report_of,
    save_row,
    table_upload,
    use_corrections,
)
from klusterkarta.workflow.uploads import UnknownUpload, Upload, find_upload


@require_safe
def rows(request: PageRequest, upload: str) -> HttpResponseBase:
    """Every row that was found."""
    found = _found(request, upload)
    return found if isinstance(found, HttpResponse) else _rows(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: PageRequest, upload: str, *, row: int) -> HttpResponseBase:
    """One row beside the report's text; what is posted are its values as they should be."""
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    if not 0 < row <= len(report_of(found).found.profiles):
        raise Http404
    if request.method == "POST":
        return _saved(request, found, row - 1)
    return _row(request, found, row - 1)


@require_safe
def corrections(request: PageRequest, upload: str) -> HttpResponseBase:
    """The corrections as a file, for the command line and for others who read the same report."""
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    text = corrections_csv(corrections_in_upload(found), request.lang)
    headers = {"Content-Disposition": f'attachment; filename="{found.source["key"]}-corrections.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
def use_file(request: PageRequest, upload: str) -> HttpResponseBase:
    """Take over the corrections of a file; all of them or none."""
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    file = request.FILES.get("corrections")
    if file is None:
        return _rows(request, found, [say("report_rows.no_file", request.lang)])
    try:
        content = file.read(MOST_BYTES)
        use_corrections(found, corrections_in_bytes(content, name=file.name or ""), caller=request.caller)
    except Explained as refused:
        reasons = (refused.reason, *getattr(refused, "faults", ()))
        return _rows(request, found, [explain(reason, request.lang) for reason in reasons])
    here = address("report-rows", request.lang, upload=found.id, query=[("done", "corrections_used")])
    return HttpResponseRedirect(here)


@require_POST
def collect(request: PageRequest, upload: str) -> HttpResponseBase:
    """Make a table of the corrected rows and go on to its columns."""
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    try:
        table = table_upload(found, caller=request.caller)
    except Explained as refused:
        return _rows(request, found, [explain(refused.reason, request.lang)])
    return HttpResponseRedirect(address("upload", request.lang, upload=table.id))


def _found(request: PageRequest, upload: str) -> Upload | HttpResponse:
    """The report once it is read; else the page that says that it is gone, or the way to where the upload stands."""
    check_allowed(request.caller, "collect")
    try:
        found = find_upload(upload, caller=request.caller)
    except UnknownUpload as unknown:
        return fault(request, 404, help_text=explain(unknown.reason, request.lang))
    if found.is_report and is_read(found):
        return found
    return HttpResponseRedirect(next_step(found, request))


def _rows(request: PageRequest, upload: Upload, faults: list[str] | None = None) -> HttpResponse:
    page = found_rows_page(upload, report_of(upload), lang=request.lang, faults=faults or [])
    return render(request, page, status=422 if faults else 200)


def _row(request: PageRequest, upload: Upload, number: int, *, form: RowForm | None = None) -> HttpResponse:
    at_form = request.GET.get("at") == "form"
    page = row_page(
        upload, report_of(upload), number=number, lang=request.lang, form=form or RowForm(), at_form=at_form
    )
    return render(request, page, status=422 if form else 200)


def _saved(request: PageRequest, upload: Upload, number: int) -> HttpResponse:
    then = request.POST.get("then", "")
    report = report_of(upload)
    texts = {**report.state(number).changed, **typed_texts(request.POST.dict())}
    left_out = then == "leave_out" or (report.state(number).left_out and then != "take_in")
    if not left_out and not texts.get("name", report.found.profiles[number].name):
        errors = {"name": say("report_rows.no_name", request.lang)}
        return _row(request, upload, number, form=RowForm(texts=texts, errors=errors))
    state = RowState(changed=texts, left_out=left_out, seen=True, who=request.caller.name)
    save_row(upload, number, state=state)
    return HttpResponseRedirect(_onward(request, upload, number, then=then))


def _onward(request: PageRequest, upload: Upload, number: int, *, then: str) -> str:
    """The next row after "save and next" and "leave out", the list after the last one; else the same row."""
    if then not in ("next", "leave_out"):
        return address("report-row", request.lang, upload=upload.id, row=number + 1, query=[("done", "row_saved")])
    if number + 1 < len(report_of(upload).found.profiles):
        return address("report-row", request.lang, upload=upload.id, row=number + 2, query=[("at", "form")])
    return address("report-rows", request.lang, upload=upload.id, query=[("done", "row_saved")])
