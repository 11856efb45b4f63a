"""Addresses without a language: the root and the permanent identifiers."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from klusterkarta.catalogue.selectors.actors import actor_of_record
from klusterkarta.web.addresses import address
from klusterkarta.web.languages import language_of_request


class SeeOther(HttpResponseRedirect):
    """303: the thing is described on another page."""

    status_code = 303


@require_safe
def root(request: HttpRequest) -> HttpResponseBase:
    """To the start page in the visitor's language."""
    return _varying(HttpResponseRedirect(address("start", language_of_request(request))))


@require_safe
def permanent_address(request: HttpRequest, record: int) -> HttpResponseBase:
    """From an actor's identifier to the page about it, also after a merge; 404 for an identifier that is not live."""
    actor = actor_of_record(record)
    if actor is None:
        raise Http404
    return _varying(SeeOther(address("actor", language_of_request(request), actor=actor)))


def _varying(response: HttpResponseBase) -> HttpResponseBase:
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
