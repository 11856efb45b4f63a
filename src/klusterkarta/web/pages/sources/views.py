"""Views of sources: the list, one source, withdraw and restore."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from klusterkarta.catalogue.selectors.sources import SourceView, source_view
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.sources.list_page import sources_page
from klusterkarta.web.pages.sources.source_page import source_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.withdraw import restore, withdraw


@require_safe
def sources(request: PageRequest) -> HttpResponse:
    """All sources."""
    return render(request, sources_page(request.lang, caller=request.caller))


@require_safe
def source(request: PageRequest, key: str) -> HttpResponse:
    """One source; `?after=` pages through its records."""
    after = id_in(request.GET.get("after"))
    return render(request, source_page(_found(key), request.lang, caller=request.caller, after=after))


@require_POST
def withdraw_source(request: PageRequest, key: str) -> HttpResponse:
    """Let the source count no more; the reason is asked for."""
    found = _found(key)
    check_allowed(request.caller, "withdraw_source")
    why = typed(request.POST.get("why"), longest=500)
    if not why:
        error = say("sources.why_missing", request.lang)
        return render(request, source_page(found, request.lang, caller=request.caller, error=error), status=422)
    withdraw(key, caller=request.caller, why=why)
    return _back(request, key, "source_withdrawn")


@require_POST
def restore_source(request: PageRequest, key: str) -> HttpResponse:
    """Let the source count again."""
    _found(key)
    restore(key, caller=request.caller)
    return _back(request, key, "source_restored")


def _found(key: str) -> SourceView:
    found = source_view(key)
    if found is None:
        raise Http404
    return found


def _back(request: PageRequest, key: str, done: str) -> HttpResponse:
    return HttpResponseRedirect(address("source", request.lang, query=[("done", done)], key=key))
