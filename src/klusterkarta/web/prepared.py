"""What every page's view gets before it runs, and what becomes of the refusals it raises."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation

from klusterkarta.accounts.selectors import caller_of
from klusterkarta.values.caller import PUBLIC
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.web.addresses import address, can_open, repeatable
from klusterkarta.web.faults import not_allowed, still_working
from klusterkarta.web.languages import remember_language
from klusterkarta.web.register_state import steady_state
from klusterkarta.web.requests import PageRequest, came_from
from klusterkarta.workflow.once_each_version import StillWorking

View = Callable[..., HttpResponseBase]


def prepared(view: View) -> View:
    """A view under `<lang>/` that is given a PageRequest; NotAllowed becomes the login page or a page that says so.

    StillWorking becomes 503 with the seconds after which to ask again.
    """

    @wraps(view)
    def with_language(request: HttpRequest, lang: str, **parts: str | int) -> HttpResponseBase:
        page_request = cast(PageRequest, request)
        page_request.lang = lang
        page_request.caller = caller_of(request.user)
        with translation.override(lang), steady_state():
            response = _answer(view, page_request, parts)
        response.headers["Content-Language"] = lang
        # What another site shows in a frame sets no cookie.
        if not getattr(response, "xframe_options_exempt", False):
            remember_language(request, response, lang=lang)
        return response

    return with_language


def _answer(view: View, request: PageRequest, parts: dict[str, str | int]) -> HttpResponseBase:
    try:
        return view(request, **parts)
    except NotAllowed:
        if request.caller == PUBLIC and can_open("login", request.lang):
            return HttpResponseRedirect(address("login", request.lang, query=[("next", repeatable(_page_of(request)))]))
        return not_allowed(request)
    except StillWorking:
        return still_working(request)


def _page_of(request: PageRequest) -> str:
    """Where to go on after the login: many addresses that take a form show none, the page that has the form does."""
    sends = request.method not in ("GET", "HEAD")
    return (came_from(request) if sends else "") or request.get_full_path()
