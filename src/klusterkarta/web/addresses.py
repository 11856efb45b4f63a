"""Addresses of pages, by name and language."""

from collections.abc import Iterable
from functools import cache, lru_cache
from urllib.parse import urlencode

from django.urls import NoReverseMatch, get_resolver, get_script_prefix, reverse

from klusterkarta.web.languages import language_of_path

# As long as an address may be that stands in the links of its own page, several times over.
_LONGEST_REPEATED = 2_000

Query = Iterable[tuple[str, str]]


def address(name: str, lang: str, /, *, query: Query = (), **parts: str | int) -> str:
    """The address of a page in one language; `query` are its parameters in order. NoReverseMatch if there is none."""
    path = _path(get_script_prefix(), name, lang, tuple(parts.items()))
    return with_query(path, query)


@lru_cache(maxsize=20_000)
def _path(_prefix: str, name: str, lang: str, parts: tuple[tuple[str, str | int], ...]) -> str:
    # A page asks for hundreds of addresses, most of them again and again; finding one takes a tenth of a millisecond.
    return reverse(name, kwargs={"lang": lang, **dict(parts)})


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


@cache
def can_open(name: str, lang: str) -> bool:
    """Whether the page can be opened without knowing which thing it is about."""
    # Every page asks this of all that its menus may name.
    try:
        reverse(name, kwargs={"lang": lang})
    except NoReverseMatch:
        return False
    return True


def repeatable(full_path: str) -> str:
    """The address of a page as its own links may repeat it: without its parameters where it is longer than any of ours.

    A path that is too long by itself is that of no page; the root stands for it.

    >>> repeatable("/sv/actors/?county=17"), repeatable("/sv/actors/?q=" + "a" * 9000), repeatable("/sv/" + "a" * 9000)
    ('/sv/actors/?county=17', '/sv/actors/', '/sv/')
    """
    if len(full_path) <= _LONGEST_REPEATED:
        return full_path
    path = full_path.partition("?")[0]
    if len(path) <= _LONGEST_REPEATED:
        return path
    lang = language_of_path(path)
    return f"/{lang}/" if lang else "/"


def in_language(full_path: str, lang: str) -> str:
    """The same page and parameters in another language.

    >>> in_language("/sv/actors/?county=17", "en"), in_language("/id/actor/1", "en")
    ('/en/actors/?county=17', '/en/')
    """
    now = language_of_path(full_path.partition("?")[0])
    return f"/{lang}{full_path.removeprefix('/' + now)}" if now else f"/{lang}/"


def _page_names() -> frozenset[str]:
    return frozenset(name for name in get_resolver().reverse_dict if isinstance(name, str))
