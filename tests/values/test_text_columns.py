"""Whole columns folded and ordered: what they give is what the functions for single texts give."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.values.text import fold, swedish_sort_key
from klusterkarta.values.text_columns import fold_column, sort_key_column

# The characters around which the quick way ends, among any others.
TEXTS = st.lists(st.text("aZåÄÖéÉüßİ09 \t\n-.&'_~\x7f\x1f\u030a") | st.text() | st.none(), max_size=8)


@given(TEXTS)
def test_a_column_is_folded_as_its_texts_are(texts):
    column = fold_column(pl.Series("x", texts, dtype=pl.String))
    assert column.name == "x"
    assert column.to_list() == [None if text is None else fold(text) for text in texts]


@given(TEXTS)
def test_a_columns_sort_keys_are_those_of_its_texts(texts):
    keys = sort_key_column(pl.Series(texts, dtype=pl.String)).to_list()
    assert keys == [None if text is None else swedish_sort_key(text) for text in texts]
