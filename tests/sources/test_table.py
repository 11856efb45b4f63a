"""Cells as they come out of a file: the same, whether a column holds what has to be cleaned or not."""

import unicodedata

import polars as pl
from hypothesis import given
from hypothesis import strategies as some

from klusterkarta.sources.table import ROW, cells_frame

UNSEEN = dict.fromkeys(
    [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF]
)
# Letters that compose, marks they compose with, characters that go, and those just below and above the combining marks.
CHARACTERS = "aAoÅåéÖ \t\n\r\x00\x0c\x7f\x85\xa0\xad\u02ff\u0300\u0308\u030a\u1100\u1161\u200b\u2028\ufeff"
TEXTS = some.text(some.sampled_from(CHARACTERS))


def cleaned(text: str | None) -> str | None:
    """Character by character, as `cells_frame` says it."""
    plain = (text or "").replace("\r\n", "\n").replace("\r", "\n").translate(UNSEEN)
    return unicodedata.normalize("NFC", plain).strip() or None


@given(some.lists(some.tuples(some.none() | TEXTS, some.none() | TEXTS), min_size=1, max_size=4))
def test_each_cell_is_cleaned_as_if_it_stood_alone(rows):
    columns = [pl.Series("A", [row[0] for row in rows], pl.String), pl.Series("B", [row[1] for row in rows], pl.String)]
    expected = [(number, cleaned(a), cleaned(b)) for number, (a, b) in enumerate(rows, 1)]
    frame = cells_frame(columns, first_row=1)
    assert frame.columns == [ROW, "A", "B"]
    assert frame.rows() == [row for row in expected if row[1:] != (None, None)]
