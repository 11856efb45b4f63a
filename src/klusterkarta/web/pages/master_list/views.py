"""Views of the returned master list: take the file in, show what it asks, save what was answered."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.faults import fault
from klusterkarta.web.pages.imports.upload_limit import UploadLimit, refusals, takes_files
from klusterkarta.web.pages.master_list.hand_in_page import hand_in_page
from klusterkarta.web.pages.master_list.review_page import given_answers, review_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.master_apply import StaleAnswers, apply_return
from klusterkarta.workflow.master_return import Compared, review_return
from klusterkarta.workflow.once_each_version import one_at_a_time
from klusterkarta.workflow.tag_state import BadTag
from klusterkarta.workflow.uploads import UnknownUpload, Upload, find_upload, forget_upload, keep_upload

_SOURCE = {"key": "master-list"}


@takes_files(lambda request: check_allowed(request.caller, "edit_actor"))
def hand_in(request: PageRequest, limit: UploadLimit) -> HttpResponseBase:
    """The form for the file, and what was sent with it."""
    if request.method != "POST":
        return render(request, hand_in_page(request.lang))
    file: Any = request.FILES.get("file")
    if file is None:
        error = refusals(limit, request).get("file") or say("master_list.no_file", request.lang)
        return render(request, hand_in_page(request.lang, error=error), status=422)
    try:
        upload = keep_upload(file.chunks(), file_name=file.name or "", source=_SOURCE, caller=request.caller)
    except Explained as refused:
        return render(request, hand_in_page(request.lang, error=explain(refused.reason, request.lang)), status=422)
    try:
        review_return(upload.path, caller=request.caller)
    except Explained as refused:
        forget_upload(upload)
        why = explain(upload.as_called(refused.reason), request.lang)
        return render(request, hand_in_page(request.lang, error=why), status=422)
    return HttpResponseRedirect(address("master-list-review", request.lang, upload=upload.id))


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: PageRequest, upload: str) -> HttpResponseBase:
    """What the file asks; what is posted are the answers, which are saved as one."""
    check_allowed(request.caller, "edit_actor")
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        return _save(request, found)
    with one_at_a_time():
        compared = review_return(found.path, caller=request.caller)
    return _review(request, found, compared)


@require_POST
def remove(request: PageRequest, upload: str) -> HttpResponseBase:
    """Throw the file away; nothing of it has been saved."""
    check_allowed(request.caller, "edit_actor")
    found = _found(request, upload)
    if isinstance(found, HttpResponse):
        return found
    forget_upload(found)
    return HttpResponseRedirect(address("master-list", request.lang, query=[("done", "upload_removed")]))


def _save(request: PageRequest, found: Upload) -> HttpResponse:
    answers = given_answers(request.POST)
    seen = typed(request.POST.get("seen"), longest=40) or "-"
    try:
        report = apply_return(found.path, answers, caller=request.caller, file_name=found.file_name, seen=seen)
    except StaleAnswers:
        compared = review_return(found.path, caller=request.caller)
        return _review(request, found, compared, answers=answers, stale=True)
    except BadTag as refused:
        compared = review_return(found.path, caller=request.caller)
        return _review(request, found, compared, answers=answers, refused=explain(refused.reason, request.lang))
    forget_upload(found)
    if report.reading is None:
        return HttpResponseRedirect(address("master-list", request.lang, query=[("done", "list_unchanged")]))
    done = [("done", "list_saved")]
    return HttpResponseRedirect(address("reading", request.lang, reading=report.reading, query=done))


def _review(
    request: PageRequest,
    found: Upload,
    compared: Compared,
    *,
    answers: dict[str, str] | None = None,
    stale: bool = False,
    refused: str = "",
) -> HttpResponse:
    page = review_page(found, compared, answers=answers or {}, stale=stale, refused=refused, lang=request.lang)
    return render(request, page, status=422 if stale or refused else 200)


def _found(request: PageRequest, upload: str) -> Upload | HttpResponse:
    try:
        return find_upload(upload, caller=request.caller)
    except UnknownUpload as missing:
        return fault(request, 404, help_text=explain(missing.reason, request.lang))
