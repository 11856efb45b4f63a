"""Addresses of pages, by name and language."""

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlencode

from django.urls import NoReverseMatch, get_resolver, reverse

from klusterkarta.web.languages import language_of_path

Query = Iterable[tuple[str, str]]


def address(name: str, lang: str, /, *, query: Query = (), **parts: str | int) -> str:
    """The address of a page in one language; `query` are its parameters in order. NoReverseMatch if there is none."""
    path = reverse(name, kwargs={"lang": lang, **parts})
    return with_query(path, query)


def with_query(path: str, query: Query) -> str:
    """A path and its parameters.

    >>> with_query("/sv/actors/", [("county", "17"), ("county", "18")])
    '/sv/actors/?county=17&county=18'
    """
    text = urlencode(list(query))
    return f"{path}?{text}" if text else path


@cache
def has_page(name: str) -> bool:
    """Whether the site has a page of that name yet."""
    return name in _page_names()


def can_open(name: str, lang: str) -> bool:
    """Whether the page can be opened without knowing which thing it is about."""
    try:
        reverse(name, kwargs={"lang": lang})
    except NoReverseMatch:
        return False
    return True


def in_language(full_path: str, lang: str) -> str:
    """The same page and parameters in another language.

    >>> in_language("/sv/actors/?county=17", "en"), in_language("/id/actor/1", "en")
    ('/en/actors/?county=17', '/en/')
    """
    now = language_of_path(full_path.partition("?")[0])
    return f"/{lang}{full_path.removeprefix('/' + now)}" if now else f"/{lang}/"


def _page_names() -> frozenset[str]:
    return frozenset(name for name in get_resolver().reverse_dict if isinstance(name, str))
