"""What a column's texts need so that a workbook's XML holds them."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.publishing.cell_xml import care_for, escaped

TEXTS = st.lists(st.text("a_x0041&<> \t\n\x1f\x0b\ufffe") | st.text() | st.none(), max_size=6)


@given(TEXTS)
def test_what_needs_no_care_is_written_as_it_is(texts):
    column = pl.Series(texts, dtype=pl.String)
    care = care_for(column)
    if not care.escaped:
        assert escaped(column).to_list() == texts
    # XML's own white space (XML 1.0, 2.10) is what programs drop at the ends unless told to keep it.
    assert care.spaced is any(text is not None and text != text.strip(" \t\n") for text in texts)
