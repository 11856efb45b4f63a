"""Home-page addresses: a link that can be followed, a form for comparing, and the domain that somebody registered."""

import ipaddress
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?![0-9])")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# What most addresses look like; taking each apart by the book takes ten times as long.
_PLAIN = re.compile(
    r"(?:(https?)://)?((?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63})"
    r"((?:/[A-Za-z0-9_.-][A-Za-z0-9/_.-]*)?)"
)
_SHORT = 200
_LONGEST = 2000
_LONGEST_HOST = 253
_PORTS = {"http": 80, "https": 443}


class WebAddressError(ValueError):
    """A text that is no address of a web page."""


@dataclass(frozen=True, slots=True)
class _Parts:
    scheme: str
    host: str
    port: int | None
    rest: str


def web_link(text: str) -> str:
    """The address as a link: "https://" put before one without scheme, host in small letters. Raises WebAddressError.

    Only http and https pass, so that a link made from a source's text can run no script.

    >>> web_link("WWW.Compare.se")
    'https://www.compare.se'
    """
    parts = _parts(text)
    return f"{parts.scheme or 'https'}://{parts.host}{_port(parts)}{parts.rest}"


def normalise_web_address(text: str) -> str:
    """A form that is equal for addresses of the same page: https, no "www.", default port, closing "/" or fragment.

    For comparing, not for following: a few sites answer only with "www.". Raises WebAddressError.

    >>> normalise_web_address("HTTP://www.Fpx.se/")
    'https://fpx.se'
    """
    parts = _parts(text)
    page = parts.rest.partition("#")[0].rstrip("?")
    path, mark, query = page.partition("?")
    return f"https://{_without_www(parts.host)}{_port(parts)}{path.rstrip('/')}{mark}{query}"


def web_domain(text: str) -> str:
    """The registrable domain of an address by the public suffix list; "" where there is none (an IP number).

    >>> web_domain("http://klister.lnu.se/kluster"), web_domain("firma.co.uk/om"), web_domain("okänd")
    ('lnu.se', 'firma.co.uk', '')
    """
    try:
        host = _parts(text).host
    except WebAddressError:
        return ""
    return "" if _is_number(host) else _suffixes().privatesuffix(host) or ""


@cache
def _suffixes() -> PublicSuffixList:
    # The list ships with the package; nothing is downloaded.
    return PublicSuffixList()


def _parts(text: str) -> _Parts:
    if len(text) <= _SHORT and (plain := _PLAIN.fullmatch(text)):
        return _Parts(plain[1] or "", plain[2], None, plain[3])
    bare = text.strip().strip("<>")
    if not bare or len(bare) > _LONGEST or re.search(r"\s", bare):
        raise WebAddressError(
            f"{text[:60]!r} is no web address; expected one address without spaces, as www.example.se"
        )
    schemed = _SCHEME.match(bare)
    try:
        split = urlsplit(bare if schemed else f"//{bare.lstrip('/')}")
        host, port = split.hostname, split.port
    except ValueError as error:
        raise WebAddressError(f"{text[:60]!r} is no web address: {error}") from error
    if split.scheme not in ("", "http", "https") or split.username is not None or not host:
        raise WebAddressError(f"{text[:60]!r} is no address of a web page; expected it as https://www.example.se/page")
    rest = split.path + (f"?{split.query}" if split.query else "") + (f"#{split.fragment}" if split.fragment else "")
    return _Parts(split.scheme, _host(host), port, "" if rest == "/" else rest)


def _host(host: str) -> str:
    name = host.rstrip(".").lower()
    if _is_number(name):
        return f"[{name}]" if ":" in name else name
    try:
        ascii_name = name.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_name = ""
    labels = ascii_name.split(".")
    if len(labels) == 1 or len(ascii_name) > _LONGEST_HOST or not all(map(_LABEL.fullmatch, labels)):
        raise WebAddressError(f"{host[:60]!r} is no host name; expected one as www.example.se")
    return ascii_name


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _without_www(host: str) -> str:
    bare = host.removeprefix("www.")
    return bare if "." in bare else host


def _port(parts: _Parts) -> str:
    return "" if parts.port in (None, _PORTS[parts.scheme or "https"]) else f":{parts.port}"
