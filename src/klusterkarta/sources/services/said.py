"""What a service says of its own refusal, in one short line."""

import json
import re
from collections.abc import Iterator
from typing import Any

_LONGEST = 200
_TEXTS = ("label", "title", "detail", "message", "error", "errors", "warning", "faultstring")
_XML = re.compile(r"<(?:\w+:)?(?:faultstring|Text|title)[^>]*>([^<]+)<", re.IGNORECASE)


def said_by(body: bytes) -> str:
    """The service's words: of JSON or XML the part that is meant for people; "–" where it says nothing.

    >>> said_by(b'{"error": [{"status": 400, "label": "No results found"}]}')
    'No results found.'
    >>> said_by(b"<S:Fault><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG</faultstring></S:Fault>")
    'EXTRACTION_TOO_BIG.'
    >>> said_by(b"")
    '–'
    """
    text = body[:20_000].decode("utf-8", errors="replace").strip()
    try:
        found = " ".join(_texts(json.loads(text)))
    except (RecursionError, ValueError):
        parts = _XML.findall(text)
        found = " ".join(parts) if parts else re.sub(r"<[^>]*>", " ", text)
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in found).split())[:_LONGEST]
    return f"{line.rstrip('.')}." if line else "–"


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, list):
        for one in found:
            yield from _texts(one)
    elif isinstance(found, dict):
        for name in _TEXTS:
            if name in found:
                yield from _texts(found[name])
