"""The organisation in a researcher's address: "Department of Physics, Lund University, Lund" is Lund University."""

import re
from collections.abc import Sequence
from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.affiliation_words import organisation_aliases, organisation_ranks, parts_of_universities

_PARTS = re.compile(r"[,;|()]|\s\d+\s|\s\d+$|\s[-–—]\s|(?<=[a-z])\d+\b")
_OF = re.compile(r"\buniversit\w* (?:of|de|di|do|da|degli studi di|zu)\b")
_SMALL = frozenset({"the", "and", "at", "in", "for", "of"})


def organisation_part(text: str) -> str:
    """The folded name of the organisation, without departments, schools and addresses; the whole where none is found.

    >>> organisation_part("Department of Medicine, Washington University School of Medicine 1 , St. Louis, MO, USA")
    'washington university in st louis'
    >>> organisation_part("Perelman School of Medicine University of Pennsylvania, Philadelphia")
    'university of pennsylvania'
    >>> organisation_part("Institutionen för fysik, Lunds universitet")
    'lunds universitet'
    """
    parts = [folded for part in _PARTS.split(text) if (folded := fold(part))]
    if not parts:
        return ""
    aliases = organisation_aliases()
    rank, at = min((_rank(part), -place) for place, part in enumerate(parts))
    chosen = parts[-at]
    if rank == 0:
        chosen = _bare(chosen, parts[1 - at :])
    return aliases.get(chosen.removeprefix("the "), chosen.removeprefix("the "))


def _bare(part: str, after: Sequence[str]) -> str:
    """The university's own name; a town behind the comma belongs to it ("University of California, Berkeley")."""
    found = _OF.search(part)
    bare = part[found.start() :] if found else part
    for cut in parts_of_universities():
        bare = re.sub(rf"\b{cut}\b(?: (?:of|at))?", " ", bare)
    words = bare.split()
    while words and words[-1] in _SMALL:
        words.pop()
    while words and words[0] in _SMALL:
        words.pop(0)
    bare = " ".join(words)
    longer = f"{bare} {after[0]}" if after else ""
    if bare in (
        "university of california",
        "university of texas",
        "university of north carolina",
        "university of colorado",
    ):
        return longer or bare
    return bare or part


@cache
def _patterns() -> tuple["re.Pattern[str]", ...]:
    return tuple(re.compile(rf"\b(?:{'|'.join(map(re.escape, rank))})\b") for rank in organisation_ranks())


def _rank(part: str) -> int:
    if part in organisation_aliases():
        return 0
    return next((rank for rank, pattern in enumerate(_patterns()) if pattern.search(part)), len(_patterns()))
