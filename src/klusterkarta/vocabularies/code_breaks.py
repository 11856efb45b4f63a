"""Revisions of classifications, by the codes that only one of two versions has."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from klusterkarta.vocabularies.documents import read_document

Which = Literal["regions", "industries"]
_DIVISION = re.compile(r"[A-Z]?([0-9]{2})[0-9.]*[A-Z]?")


@dataclass(frozen=True, slots=True)
class MixedCodes:
    """Codes of two versions side by side, and the published table between the versions."""

    earlier: str
    later: str
    crosswalk: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def mixed_codes(codes: Collection[str], *, which: Which) -> MixedCodes | None:
    """The first revision of which codes of both sides are among these; None where there is none.

    Industries are known by their division (two figures, a letter may stand before them), and only where all codes are
    divisions of the classification.

    >>> mixed_codes(["SE11", "FI13", "FI1B"], which="regions").crosswalk
    'Eurostat, NUTS: history, changes 2006–2010'
    >>> mixed_codes(["15", "34", "46"], which="industries").later
    'NACE Rev. 2 / SNI 2007'
    >>> mixed_codes([f"{number:02}" for number in range(100)], which="industries") is None
    True
    """
    for one in _breaks(which):
        found = _found(one, codes)
        if found:
            return found
    return None


def _found(one: Mapping[str, Any], codes: Collection[str]) -> MixedCodes | None:
    known = {code: _division(code) for code in codes} if one.get("whole") else {code: code for code in codes}
    if one.get("whole") and not set(known.values()) <= {*one["old"], *one["new"], *one["both"]}:
        return None
    old, new = (tuple(sorted(code for code in codes if _is_among(known[code], one[side]))) for side in ("old", "new"))
    return MixedCodes(one["from"], one["to"], one["crosswalk"], old, new) if old and new else None


def _is_among(code: str, patterns: Sequence[str]) -> bool:
    return code in patterns or any(one.endswith("*") and code.startswith(one[:-1]) for one in patterns)


def _division(code: str) -> str:
    match = _DIVISION.fullmatch(code.strip().upper())
    return match.group(1) if match else ""


@cache
def _breaks(which: Which) -> Sequence[Mapping[str, Any]]:
    return tuple(read_document("code_breaks").body[which])


def known_breaks(texts: str, *, years: Collection[int]) -> dict[int, str]:
    """The years of these in which a series is known to break, by what its title or dataset says; the code of why.

    A break in the first year is none: there is nothing before it.

    >>> known_breaks("Förvärvsarbetande (RAMS)", years=range(2010, 2020))
    {2011: 'rams_older', 2019: 'rams_agi'}
    """
    found = (
        one for one in read_document("code_breaks").body["series"] if re.search(one["match"], texts, re.IGNORECASE)
    )
    return {one["year"]: one["code"] for one in found if min(years) < one["year"] <= max(years)}
