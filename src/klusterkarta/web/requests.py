"""The request as pages see it."""

from django.http import HttpRequest

from klusterkarta.values.caller import Caller


class PageRequest(HttpRequest):
    """A request for a page: its language, and on whose behalf it is made. `web.prepared` sets both."""

    lang: str
    caller: Caller
