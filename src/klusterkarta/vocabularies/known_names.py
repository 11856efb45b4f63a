"""Well-known organisations under the different names and abbreviations that sources write."""

from collections.abc import Mapping
from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document


def known_name(text: str) -> str:
    """The first name of the organisation that a name or abbreviation means; "" when it is none of the known ones.

    >>> known_name("LTU"), known_name("Chalmers"), known_name("IUC")
    ('Luleå tekniska universitet', 'Chalmers tekniska högskola', '')
    """
    return _known().get(fold(text), "")


@cache
def _known() -> Mapping[str, str]:
    entries = read_document("known_names").body["names"]
    return {fold(str(name)): str(entry[0]) for entry in entries for name in entry}


@cache
def known_names() -> Mapping[str, str]:
    """Every name and abbreviation of the well-known organisations with the first name of each.

    >>> known_names()["LTU"]
    'Luleå tekniska universitet'
    """
    return {str(name): str(entry[0]) for entry in read_document("known_names").body["names"] for name in entry}
