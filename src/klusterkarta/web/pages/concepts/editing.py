"""Views in which a concept is added, changed, retired and put in force again."""

from dataclasses import fields

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from klusterkarta.concepts.selectors import history_of, workspace_concepts
from klusterkarta.vocabularies.concepts import BadConcepts
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.concepts.form import Fault, form_page
from klusterkarta.web.pages.concepts.list_page import concepts_page
from klusterkarta.web.pages.concepts.page import concept_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.concept_form import (
    Written,
    restore_wording,
    retire_concept,
    save_concept,
    take_back,
    written_of,
)

_LONGEST = 10_000


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PageRequest) -> HttpResponse:
    """The empty form, `?scheme=` chosen; what is sent is added."""
    check_allowed(request.caller, "edit_concepts")
    if request.method == "POST":
        return _saved(request, "")
    scheme = typed(request.GET.get("scheme"), longest=_LONGEST)
    return render(request, form_page(Written(scheme=scheme), "", lang=request.lang))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PageRequest, key: str) -> HttpResponse:
    """The form with the wording in force; what is sent is the new one."""
    check_allowed(request.caller, "edit_concepts")
    known = workspace_concepts()
    if key not in known.by_key:
        raise Http404
    if request.method == "POST":
        return _saved(request, key)
    return render(request, form_page(written_of(known.by_key[key], known), key, lang=request.lang, seen=_newest(key)))


@require_POST
def retire(request: PageRequest, key: str) -> HttpResponse:
    """Let a concept be used no more."""
    check_allowed(request.caller, "edit_concepts")
    if key not in workspace_concepts().by_key:
        raise Http404
    why = typed(request.POST.get("why"), longest=_LONGEST)
    try:
        retire_concept(key, why=why, seen=_number(request, "seen"), caller=request.caller)
    except BadConcepts as refused:
        return _refused(request, key, refused)
    return _back(request, key)


@require_POST
def restore(request: PageRequest, key: str) -> HttpResponse:
    """Put an earlier wording in force again."""
    check_allowed(request.caller, "edit_concepts")
    if not history_of(key):
        raise Http404
    try:
        restore_wording(key, write=_number(request, "write"), caller=request.caller)
    except BadConcepts as refused:
        return _refused(request, key, refused)
    return _back(request, key)


@require_POST
def undo(request: PageRequest, write: int) -> HttpResponse:
    """Take a whole change back."""
    check_allowed(request.caller, "edit_concepts")
    try:
        take_back(write, caller=request.caller)
    except BadConcepts as refused:
        error = explain(refused.reason, request.lang)
        return render(request, concepts_page("", "", lang=request.lang, caller=request.caller, error=error), status=422)
    return HttpResponseRedirect(address("concepts", request.lang, query=[("done", "saved")]))


def _saved(request: PageRequest, key: str) -> HttpResponse:
    said = Written(**{one.name: typed(request.POST.get(one.name), longest=_LONGEST) for one in fields(Written)})
    seen = _number(request, "seen")
    try:
        own = save_concept(said, key=key, seen=seen if key else None, caller=request.caller)
    except BadConcepts as refused:
        page = form_page(said, key, lang=request.lang, seen=seen, fault=Fault.of(refused, request.lang))
        return render(request, page, status=422)
    return _back(request, own)


def _back(request: PageRequest, key: str) -> HttpResponse:
    return HttpResponseRedirect(address("concept", request.lang, key=key, query=[("done", "saved")]))


def _refused(request: PageRequest, key: str, refused: BadConcepts) -> HttpResponse:
    error = explain(refused.reason, request.lang)
    return render(request, concept_page(key, request.lang, caller=request.caller, error=error), status=422)


def _newest(key: str) -> int:
    history = history_of(key)
    return history[0].write if history else 0


def _number(request: PageRequest, name: str) -> int:
    text = typed(request.POST.get(name), longest=15)
    return int(text) if text.isascii() and text.isdecimal() else 0
