"""Which industries make up a cluster: one's own definition in a document, or the shipped groups of trades."""

import re
from dataclasses import dataclass

from klusterkarta.vocabularies.marked_yaml import Marked, read_marked
from klusterkarta.vocabularies.sector_groups import sector_groups

SHIPPED = "sector_groups"
_REVIEW = ("definition", "source", "reviewed_on", "reviewer", "next_review")
# A section's letter stands before the figures of a code in some tables ("C10"), dots within it in others.
_SECTION = re.compile(r"^[A-U](?=[0-9])")


@dataclass(frozen=True, slots=True)
class ClusterDefinitions:
    """Which cluster a code belongs to: by the code itself, else by the longest of its beginnings."""

    keys: tuple[str, ...]
    codes: dict[str, str]
    beginnings: dict[str, str]

    def cluster(self, code: str) -> str | None:
        """The cluster of an industry's code, dots and a section's letter left aside; None where it belongs to none.

        >>> shipped_definitions().cluster("C26.30"), shipped_definitions().cluster("XX")
        ('ict', None)
        """
        plain = _plain(code)
        if plain in self.codes:
            return self.codes[plain]
        lengths = range(len(plain), 0, -1)
        return next((self.beginnings[plain[:at]] for at in lengths if plain[:at] in self.beginnings), None)


def read_definitions(text: str, *, file: str) -> ClusterDefinitions:
    """The clusters of a document; a code that ends in * stands for all that begin so.

    An industry belongs to one cluster, so that shares of the whole stay shares. Raises BadDocument, naming the line.

    >>> own = "clusters:\\n- {key: food, industries: ['10*', '11.0']}"
    >>> [read_definitions(own, file="own.yaml").cluster(code) for code in ("1051", "110", "12")]
    ['food', 'food', None]
    """
    top = read_marked(text, file=file).keys(needed=("clusters",), allowed=("review",))
    if "review" in top:
        top["review"].keys(needed=_REVIEW)
    found = ClusterDefinitions((), {}, {})
    for entry in top["clusters"].items():
        words = entry.keys(needed=("key", "industries"), allowed=("title",))
        if "title" in words:
            words["title"].label()
        key = words["key"].text()
        if key in found.keys:
            raise words["key"].wrong("document.key_twice", key=key)
        found = ClusterDefinitions((*found.keys, key), found.codes, found.beginnings)
        for industry in words["industries"].items():
            _add(found, industry, key)
    return found


def shipped_definitions() -> ClusterDefinitions:
    """The shipped groups of trades as clusters.

    >>> shipped_definitions().cluster("05.1")
    'mining'
    """
    groups = sector_groups().values()
    beginnings = {_plain(prefix): group.code for group in groups for prefix in group.nace}
    return ClusterDefinitions(tuple(group.code for group in groups), {}, beginnings)


def _add(found: ClusterDefinitions, industry: Marked, key: str) -> None:
    text = industry.text()
    code = _plain(text.rstrip("*"))
    place = found.beginnings if text.endswith("*") else found.codes
    if code in place:
        raise industry.wrong("document.key_twice", key=text)
    place[code] = key


def _plain(code: str) -> str:
    return _SECTION.sub("", code.strip().replace(".", "").upper())
