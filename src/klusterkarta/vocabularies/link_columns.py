"""Which mark a column of a plain table holds, by its heading."""

from collections.abc import Mapping
from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document


def mark_of_column(heading: str) -> str:
    """The mark that a heading means; "" for none.

    >>> mark_of_column("Org.nr"), mark_of_column("E-post"), mark_of_column("Färg")
    ('orgno', 'email', '')
    """
    return _marks().get(fold(heading.replace("_", " ")), "")


@cache
def _marks() -> Mapping[str, str]:
    columns = read_document("link_columns").body["columns"]
    return {fold(heading): mark for mark, headings in columns.items() for heading in headings}
