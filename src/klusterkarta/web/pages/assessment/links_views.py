"""The view of a round's private links."""

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.services.links import end_link, make_links, set_facts_until
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.assessment.entry import found_candidate, found_round
from klusterkarta.web.pages.assessment.links_page import links_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed

_LONGEST = 10


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: PageRequest, round_id: int) -> HttpResponseBase:
    """The private links; what is posted makes the missing ones, ends one, or says until when facts are checked."""
    view = found_round(round_id, caller=request.caller)
    if "send_links" not in view.allowed:
        raise NotAllowed(f"{request.caller.name} gives out no links in round {round_id}")
    if request.method != "POST":
        return render(request, links_page(view, lang=request.lang, caller=request.caller))
    until = typed(request.POST.get("until"), longest=_LONGEST)
    try:
        pressed = request.POST.get("do")
        if pressed == "make":
            make_links(round_id, caller=request.caller)
        elif pressed == "end":
            chosen, _ = found_candidate(view, id_in(request.POST.get("candidate")))
            end_link(chosen.id, caller=request.caller)
        elif pressed == "until":
            set_facts_until(round_id, until, caller=request.caller)
    except BadRound as fault:
        said = explain(fault.reason, request.lang)
        page = links_page(view, lang=request.lang, caller=request.caller, error=said, until=until)
        return render(request, page, status=422)
    query = [("done", "saved")]
    return HttpResponseRedirect(address("round-links", request.lang, round_id=round_id, query=query))
