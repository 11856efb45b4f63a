"""Pages for what cannot be answered: unknown addresses, refused or unreadable requests, and our own faults."""

from dataclasses import dataclass
from typing import ClassVar, cast

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from klusterkarta.accounts.selectors import caller_of
from klusterkarta.values.caller import PUBLIC
from klusterkarta.vocabularies.words import say
from klusterkarta.web.languages import language_of_request
from klusterkarta.web.rendering import Page, engine, render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.once_each_version import PATIENCE


@dataclass(frozen=True, kw_only=True)
class FaultPage(Page):
    """A page that says what is wrong and what to do."""

    template: ClassVar[str] = "fault.html"


def fault(request: PageRequest, code: int, *, help_text: str = "") -> HttpResponse:
    """The page for an HTTP status, in the request's language."""
    title = say(f"errors.title_{code}", request.lang)
    return render(request, FaultPage(title=title, lead=help_text), status=code)


def not_allowed(request: PageRequest) -> HttpResponse:
    """403: the caller's role may not do this."""
    return fault(request, 403, help_text=say("accounts.not_allowed", request.lang))


def still_working(request: PageRequest) -> HttpResponse:
    """503: others let so much be worked out that this has to wait; when to ask again is in the header."""
    response = fault(request, 503, help_text=say("errors.help_503", request.lang))
    response.headers["Retry-After"] = f"{PATIENCE:.0f}"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """400; the message of a BadRequest, in the visitor's language, says what was expected."""
    words = str(exception) if isinstance(exception, BadRequest) else ""
    return _outside(request, 400, words)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001 (Django passes it by name)
    """403, raised by Django itself."""
    return _outside(request, 403, say("accounts.not_allowed", language_of_request(request)))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001 (Django passes it by name)
    """404."""
    return _outside(request, 404, say("errors.help_404", language_of_request(request)))


def server_error(request: HttpRequest) -> HttpResponseBase:
    """500: no query and no template that could fail again."""
    lang = language_of_request(request)
    title, text = say("errors.title_500", lang), say("errors.help_500", lang)
    template = engine().get_template("server_error.html")
    return HttpResponse(template.render({"lang": lang, "title": title, "text": text}), status=500)


def _outside(request: HttpRequest, code: int, words: str) -> HttpResponseBase:
    """A fault page for a request that did not pass `prepared`."""
    page_request = cast(PageRequest, request)
    page_request.lang = language_of_request(request)
    page_request.caller = caller_of(request.user) if hasattr(request, "user") else PUBLIC
    with translation.override(page_request.lang):
        return fault(page_request, code, help_text=words)
