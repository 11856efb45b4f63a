"""A page's language stands first in its address; at the root the visitor's last choice decides, then the browser."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation.trans_real import parse_accept_lang_header

from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.web.requests import came_from

COOKIE = "django_language"
COOKIE_AGE = 365 * 24 * 3600
_DEFAULT = "sv"


class LanguageConverter:
    """The first part of every page's address: `sv` or `en`."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        """The part itself; the pattern lets nothing else through."""
        return value

    def to_url(self, value: str) -> str:
        """The language; ValueError for one that the site does not speak."""
        if value not in LANGUAGES:
            raise ValueError(f"no page is in language {value!r}")
        return value


def language_of_path(path: str) -> str:
    """The language a path begins with, or "".

    >>> language_of_path("/en/actors/"), language_of_path("/energi/"), language_of_path("/")
    ('en', '', '')
    """
    first = path.removeprefix("/").partition("/")[0]
    return first if first in LANGUAGES else ""


def preferred_language(cookies: Mapping[str, str], accept: str) -> str:
    """The language for an address without one: the cookie's, else the first accepted one we speak, else Swedish.

    >>> preferred_language({}, "de, en-GB;q=0.8, sv;q=0.5")
    'en'
    """
    if cookies.get(COOKIE) in LANGUAGES:
        return cookies[COOKIE]
    wanted = (code.partition("-")[0] for code, _ in parse_accept_lang_header(accept.lower()))
    return next((code for code in wanted if code in LANGUAGES), _DEFAULT)


def language_of_request(request: HttpRequest) -> str:
    """The language of the address, or the preferred one where the address has none (an unknown page, for example)."""
    return language_of_path(request.path) or preferred_language(
        request.COOKIES, request.headers.get("accept-language", "")
    )


def remember_language(request: HttpRequest, response: HttpResponseBase, *, lang: str) -> None:
    """Keep the language in a cookie when the visitor has changed it: came here from a page in another one."""
    before = language_of_path(came_from(request))
    if before and before != lang:
        response.set_cookie(COOKIE, lang, max_age=COOKIE_AGE, samesite="Lax", secure=request.is_secure())
