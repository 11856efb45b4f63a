"""Views of the search log: read it, log a search, take one back."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from klusterkarta.exchange.searches import BadSearchEntry, take_back_search
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.search_log.page import Typed, search_log_page
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.search_log import log_one

_LONGEST = 500


@require_http_methods(["GET", "HEAD", "POST"])
def search_log(request: PageRequest) -> HttpResponse:
    """The log; `?q=` narrows it. A search that is sent is logged, or what is wrong with it is said.

    What the address has of a search (`?platform=&query=&hits=&priority=`) stands in the form, to be logged or not.
    """
    text = typed(request.GET.get("q"), longest=_LONGEST)
    sent = request.POST if request.method == "POST" else request.GET
    said = Typed(**{name: typed(sent.get(name), longest=_LONGEST) for name in Typed.__slots__})
    if request.method != "POST":
        return render(request, search_log_page(request.lang, caller=request.caller, text=text, said=said))
    try:
        log_one((said.platform, said.query, said.hits), on=said.on, priority=said.priority, caller=request.caller)
    except BadSearchEntry as refused:
        error = explain(refused.reason, request.lang)
        page = search_log_page(request.lang, caller=request.caller, said=said, error=error)
        return render(request, page, status=422)
    return HttpResponseRedirect(address("search-log", request.lang, query=[("done", "saved")]))


@require_POST
def take_back(request: PageRequest, search: int) -> HttpResponse:
    """Let a logged search count no more."""
    with told_as_bad_request(request.lang, BadSearchEntry):
        take_back_search(search, caller=request.caller)
    return HttpResponseRedirect(address("search-log", request.lang, query=[("done", "saved")]))
