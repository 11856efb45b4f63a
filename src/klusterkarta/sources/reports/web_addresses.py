"""A web address at the beginning of a value, and what has run into it from the column beside."""

import re
from collections.abc import Sequence

from klusterkarta.sources.reports.page_text import Line

# Where an address may be broken at the end of a line, and what only stands in an address.
_BREAKS_AFTER = ("/", "-", "?", "=", "&", ".", "_", "#", "%", "+")
_ADDRESS_SIGN = re.compile(r"[/?=&_%#]|[a-z0-9]\.[a-z]")
_STARTS_ADDRESS = re.compile(r"(?:[a-z]{3,6}://|www\.)|[\w-]+(?:\.[\w-]+)+(?:[/?:#]|$)", re.IGNORECASE)


def starts_address(text: str) -> bool:
    """Whether the first word of a text is an address.

    >>> starts_address("www.igis.se IGIS är"), starts_address("saknas")
    (True, False)
    """
    return _STARTS_ADDRESS.match(text.split(" ", 1)[0]) is not None if text else False


def split_address(first: str, lines: Sequence[Line]) -> tuple[str, int, str]:
    """The address in `first` and the lines after it: itself, how many lines it takes, and the rest of its last line.

    >>> split_address("www.umu.se/research-", [Line(text="/ifor/index.htm", page=1, number=2)])
    ('www.umu.se/research/ifor/index.htm', 1, '')
    >>> split_address("www.igis.se IGIS är en", [])
    ('www.igis.se', 0, 'IGIS är en')
    """
    address, _, rest = first.strip().partition(" ")
    taken = 0
    while not rest and taken < len(lines) and _goes_on(address, lines[taken]):
        piece, _, rest = lines[taken].text.strip().partition(" ")
        # A stroke before a slash was put in where the line was broken.
        address = (address.removesuffix("-") if piece.startswith("/") else address) + piece
        taken += 1
    return address, taken, rest.strip()


def _goes_on(address: str, line: Line) -> bool:
    words = line.text.split()
    if line.gap or not address:
        return False
    broken = address.endswith(_BREAKS_AFTER)
    return (broken or _ADDRESS_SIGN.search(words[0]) is not None) and (broken or len(words) == 1)
