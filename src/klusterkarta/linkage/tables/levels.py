"""The comparisons of two records and the levels that a pair may reach in each."""

from collections.abc import Mapping

import numpy as np

from klusterkarta.linkage.tables.arrays import Ints

NAME, PLACE, WHERE, WEB, LEGAL = "name", "place", "where", "web", "legal"
MARK = ("number", "phone")
# How alike two names are; each in five classes of how much the shared words tell, from little to much.
NAME_KINDS = (
    "same_few", "same_many", "joined", "slip", "little_more", "more", "part",
    "little_alike", "half_alike", "alike", "very_alike", "nothing", "initials",
)  # fmt: skip
INFORMATION = 5
_WHERE = [
    f"{city}_{code}"
    for city in ("city_unknown", "same_city", "other_city", "same_large_city", "same_city_named")
    for code in ("code_unknown", "other_code", "same_area", "same_code")
]
LEVELS: Mapping[str, tuple[str, ...]] = {
    NAME: tuple(f"{kind}_{told}" for kind in NAME_KINDS for told in range(INFORMATION)),
    PLACE: ("no_place", "place_fits", "place_open", "place_elsewhere", "place_own", "other_places"),
    WHERE: tuple(_WHERE),
    WEB: ("unknown", "other_site", "same_label", "same_mail", "shared_site", "same_site"),
    LEGAL: ("unknown", "same", "other", "only_one_limited", "only_one_foundation", "only_one_other"),
    **dict.fromkeys(MARK, ("unknown", "same", "other")),
}


def level_number(kind: Ints, told: Ints) -> Ints:
    """The level of the comparison of names from its kind and how much the shared words tell.

    >>> LEVELS[NAME][int(level_number(np.array([3]), np.array([4]))[0])]
    'slip_4'
    """
    levels: Ints = (kind * INFORMATION + told).astype(np.int8)
    return levels
