"""Views of the shortlist: read it, put on, take off, note a contact, take it back."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from klusterkarta.exchange.services import (
    BadContact,
    ContactNote,
    note_contact,
    put_on_shortlist,
    take_back_contact,
    take_off_shortlist,
)
from klusterkarta.web.addresses import address
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.partners.shortlist_page import shortlist_page
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed

_LONGEST, _LONG_TEXT = 200, 4000


@never_cache
@require_safe
def shortlisted(request: PageRequest) -> HttpResponse:
    """The partners on the shortlist, each with its contacts."""
    return render(request, shortlist_page(request.lang, caller=request.caller))


@require_POST
def put(request: PageRequest) -> HttpResponse:
    """Put a region, hub or cluster on a region's shortlist."""
    region = typed(request.POST.get("region"), longest=_LONGEST)
    return _done(request, partial(put_on_shortlist, id_in(request.POST.get("record")), region))


@require_POST
def add_contact(request: PageRequest, entry: int) -> HttpResponse:
    """Note a contact; what is wrong is said at the form, which keeps what was typed."""
    said = ContactNote(
        on=typed(request.POST.get("on"), longest=_LONGEST),
        way=typed(request.POST.get("way"), longest=_LONGEST),
        role=typed(request.POST.get("role"), longest=_LONGEST),
        note=typed(request.POST.get("note"), longest=_LONG_TEXT),
        interest=typed(request.POST.get("interest"), longest=_LONG_TEXT),
        confirms=request.POST.get("confirms") == "yes",
    )
    try:
        note_contact(entry, said, caller=request.caller)
    except BadContact as refused:
        page = shortlist_page(request.lang, caller=request.caller, wrong=(entry, said, refused.reason))
        return render(request, page, status=422)
    return _back(request)


@require_POST
def take_off(request: PageRequest, entry: int) -> HttpResponse:
    """Take a partner off the shortlist."""
    return _done(request, partial(take_off_shortlist, entry))


@require_POST
def take_back(request: PageRequest, contact: int) -> HttpResponse:
    """Let a contact count no more."""
    return _done(request, partial(take_back_contact, contact))


def _done(request: PageRequest, act: Callable[..., object]) -> HttpResponse:
    with told_as_bad_request(request.lang, BadContact):
        act(caller=request.caller)
    return _back(request)


def _back(request: PageRequest) -> HttpResponse:
    return HttpResponseRedirect(address("shortlist", request.lang, query=[("done", "saved")]))
