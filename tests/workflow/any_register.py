"""Registers of any few rows: two readings of one source, another source, and judgements between them."""

from collections.abc import Collection, Mapping

from hypothesis import strategies as st

from klusterkarta.catalogue.models import Record
from tests.registers import Rows, collect_rows, say

PAIRS = st.sets(st.tuples(st.sampled_from("1234"), st.sampled_from("1234")))


def any_rows(values: Mapping[str, Collection[str]]) -> st.SearchStrategy[Rows]:
    """Up to four rows, each with any of the properties and one of the texts that each may have."""
    row = st.fixed_dictionaries({}, optional={code: st.sampled_from(list(texts)) for code, texts in values.items()})
    return st.dictionaries(st.sampled_from("1234"), row, min_size=1)


def collect_any(first: Rows, again: Rows, other: Rows, *, pairs: Collection[tuple[str, str]]) -> None:
    """Collect the rows beside what is there, under names of their own; `pairs` of one of each source are the same."""
    number = Record.objects.count()
    collect_rows(f"a{number}", first, published_on="2010")
    # The second reading of the same source takes the place of the first where it says something.
    collect_rows(f"a{number}", again)
    collect_rows(f"b{number}", other, trust=70)
    for left, right in sorted(pairs):
        if left in {**first, **again} and right in other:
            say(f"a{number}:{left}", f"b{number}:{right}")
