"""A form whose mark does not fit: the page was open too long, or somebody logged in or out meanwhile."""

from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from klusterkarta.accounts.selectors import caller_of
from klusterkarta.vocabularies.words import say
from klusterkarta.web.faults import fault
from klusterkarta.web.languages import language_of_request
from klusterkarta.web.requests import PageRequest


def form_too_old(request: HttpRequest, **_django: str) -> HttpResponseBase:
    """403 in the visitor's language, with what to do; Django's own reason is for its log."""
    page_request = cast(PageRequest, request)
    page_request.lang = language_of_request(request)
    page_request.caller = caller_of(request.user)
    with translation.override(page_request.lang):
        return fault(page_request, 403, help_text=say("errors.form_too_old", page_request.lang))
