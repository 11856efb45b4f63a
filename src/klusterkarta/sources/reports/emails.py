"""E-mail addresses in a value, also those that a line break or spaces part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from publicsuffixlist import PublicSuffixList

from klusterkarta.sources.reports.words import folded_words
from klusterkarta.values.text import fold

_SIGN = r"\s?(?:@|\[at\]|\(at\))\s?"
_ADDRESS = re.compile(rf"(?P<local>[\w.+-]*\w){_SIGN}(?P<host>\w[\w-]*(?:\.\w[\w-]*)+)", re.IGNORECASE)
# An address that the end of a line breaks off, and what may be its rest.
_OPEN_END = re.compile(rf"\S+{_SIGN}(?P<host>[\w.-]*)$", re.IGNORECASE)
_REST = re.compile(r"[a-z0-9-]*(?:\.[a-z0-9-]+)*\.?[a-z]{2,}(?=[\s,;]|$)")


@dataclass(frozen=True, slots=True)
class Email:
    """An address and the stretch of the text it takes; `address` is "" for a pattern such as firstname.lastname@."""

    address: str
    start: int
    end: int


def mend_breaks(lines: Sequence[str]) -> list[str]:
    """The lines, with the rest of an address that a line break parts put back onto its line.

    >>> mend_breaks(["x.y@packagingmidsw", "eden.com", "070-1"])
    ['x.y@packagingmidsweden.com', '070-1']
    """
    mended: list[str] = []
    for line in lines:
        rest = _REST.match(line) if mended and _is_open(mended[-1].rstrip()) else None
        if rest and _is_domain(_host(mended[-1]) + rest[0]):
            mended[-1] = mended[-1].rstrip() + line
        else:
            mended.append(line)
    return mended


def find_emails(text: str) -> list[Email]:
    """The addresses in order, "[at]" and spaces round "@" mended.

    >>> [found.address for found in find_emails("anna.ek @ x.se, bo [at] y.org, firstname.lastname@z.com")]
    ['anna.ek@x.se', 'bo@y.org', '']
    """
    return [
        Email("" if _is_pattern(found["local"]) else f"{found['local']}@{found['host']}", *found.span())
        for found in _ADDRESS.finditer(text)
    ]


def _is_pattern(local: str) -> bool:
    return fold(local) in folded_words("name_patterns")


def _is_open(line: str) -> bool:
    found = _OPEN_END.search(line)
    return found is not None and not _is_domain(found["host"])


def _host(line: str) -> str:
    found = _OPEN_END.search(line.rstrip())
    return found["host"] if found else ""


def _is_domain(host: str) -> bool:
    return "." in host.strip(".") and not host.endswith(".") and _suffixes().publicsuffix(host.lower()) is not None


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)
