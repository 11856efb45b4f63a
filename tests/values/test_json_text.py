"""Columns written as JSON are read back as they were, by Python's own reader."""

import json

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.values.json_text import json_pieces, quoted

# Among any texts those with what JSON escapes, and with the two control characters that the writing puts in itself.
TEXTS = st.lists(st.text('a"\\\x1e\x1f\nå') | st.text(st.characters(exclude_categories=["Cs"])) | st.none(), max_size=6)


@given(TEXTS)
def test_a_column_of_texts_comes_back(texts):
    column = pl.Series(texts, dtype=pl.String)
    assert json.loads(b"".join(json_pieces(column))) == texts
    assert [None if one is None else json.loads(one) for one in quoted(column).to_list()] == texts


def test_long_columns_are_written_in_pieces():
    column = pl.Series([str(number) for number in range(12_000)])
    pieces = list(json_pieces(column))
    assert json.loads(b"".join(pieces)) == column.to_list()
    # Three times 5 000 at most, the brackets and what stands between.
    assert sum(len(piece) > 1 for piece in pieces) == 3
