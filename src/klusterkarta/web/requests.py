"""The request as pages see it."""

from django.http import HttpRequest

from klusterkarta.values.caller import Caller


class PageRequest(HttpRequest):
    """A request for a page: its language, and on whose behalf it is made. `web.prepared` sets both."""

    lang: str
    caller: Caller


def came_from(request: HttpRequest) -> str:
    """The path and parameters of the site's own page that the request was sent from; "" where none is known."""
    before = request.headers.get("referer", "")
    host = f"{request.scheme}://{request.get_host()}"
    return before.removeprefix(host) if before.startswith(f"{host}/") else ""
