"""The view of a private link: no login, no trace of the address elsewhere."""

from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.selectors.links import Opened, opened_by
from klusterkarta.assessment.services.answering import check_facts, save_self_assessment
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.assessment.given import given_in
from klusterkarta.web.pages.initiative.page import Checked, initiative_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed

_LONGEST = 5_000


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def private_link(request: PageRequest, secret: str) -> HttpResponseBase:
    """What the link opens; what is posted is the self-assessment or the answer on the facts."""
    try:
        opened = opened_by(secret)
    except BadRound:
        raise Http404 from None
    response = _answer(request, secret, opened)
    # The address is the key. It goes to no other site: the site's referrer policy (same-origin) sees to that.
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: PageRequest, secret: str, opened: Opened) -> HttpResponseBase:
    if request.method != "POST":
        return render(request, initiative_page(secret, opened, lang=request.lang))
    checked = Checked(
        confirmed=request.POST.get("facts") == "right", comment=typed(request.POST.get("comment"), longest=_LONGEST)
    )
    try:
        if request.POST.get("do") == "facts":
            check_facts(secret, checked.comment, confirmed=checked.confirmed)
        else:
            save_self_assessment(secret, given_in(request, opened.criteria))
    except BadRound as fault:
        said = explain(fault.reason, request.lang)
        page = initiative_page(secret, opened, lang=request.lang, checked=checked, error=said)
        return render(request, page, status=422)
    return HttpResponseRedirect(address("private-link", request.lang, secret=secret, query=[("done", "answered")]))
