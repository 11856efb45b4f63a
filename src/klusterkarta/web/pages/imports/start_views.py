"""The first step's view: take the file in, within the limit, and look at it once."""

from typing import Any

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.pages.imports.source_form import SourceForm, read_form
from klusterkarta.web.pages.imports.start_page import import_page
from klusterkarta.web.pages.imports.upload_limit import UploadLimit, refusals, takes_files
from klusterkarta.web.pages.reports_read.onward import next_step
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.report_uploads import taken_as_report
from klusterkarta.workflow.uploads import (
    Upload,
    change_upload,
    forget_upload,
    keep_upload,
    previewed,
    read_mapping,
)


@takes_files(lambda request: check_allowed(request.caller, "collect"))
def import_source(request: PageRequest, limit: UploadLimit) -> HttpResponseBase:
    """The form, and what was sent with it."""
    if request.method != "POST":
        return render(request, import_page(request.lang, form=SourceForm(source=request.GET.get("source", ""))))
    form = read_form(request.POST, request.lang)
    form = _with_file_errors(form, request, limit)
    upload = None if form.errors else _kept(form, request)
    if isinstance(upload, Upload):
        return HttpResponseRedirect(next_step(upload, request))
    return render(request, import_page(request.lang, form=upload or form), status=422)


def _with_file_errors(form: SourceForm, request: PageRequest, limit: UploadLimit) -> SourceForm:
    errors = refusals(limit, request)
    if "file" not in request.FILES:
        errors.setdefault("file", say("import.no_file", request.lang))
    return form.with_errors(**errors)


def _kept(form: SourceForm, request: PageRequest) -> Upload | SourceForm:
    """The upload once it can be read, or the form that says why it cannot; then nothing of it is kept."""
    mapping = request.FILES.get("mapping")
    given: dict[str, Any] = {}
    if mapping is not None:
        try:
            given = read_mapping(mapping.read(), mapping.name or "")
        except Explained as fault:
            return form.with_errors(mapping=explain(fault.reason, request.lang))
    return _looked_at(form, request, mapping=given)


def _looked_at(form: SourceForm, request: PageRequest, *, mapping: dict[str, Any]) -> Upload | SourceForm:
    file: Any = request.FILES["file"]
    try:
        upload = keep_upload(file.chunks(), file_name=file.name or "", source=form.details(), caller=request.caller)
    except Explained as fault:
        return form.with_errors(file=explain(fault.reason, request.lang))
    if mapping:
        upload = change_upload(upload, mapping=mapping, remembered=False)
    try:
        taken = taken_as_report(upload)
        return taken if taken.is_report else previewed(taken)[0]
    except Explained as fault:
        forget_upload(upload)
        field = "mapping" if fault.reason.code.startswith("mapping.") else "file"
        return form.with_errors(**{field: _why_not(fault.reason, upload, lang=request.lang)})


def _why_not(reason: Reason, upload: Upload, *, lang: str) -> str:
    if reason.code == "report.no_profiles":
        return say("import.no_profiles", lang, file=upload.file_name)
    return explain(upload.as_called(reason), lang)
