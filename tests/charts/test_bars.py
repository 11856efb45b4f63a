"""Bars of table rows: lengths add up to the row's share of the longest."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.charts.bars import WIDTH, part_bar


def lengths(svg: str) -> list[tuple[float, float]]:
    """(start, length) of each piece, its outline included."""
    pieces = re.findall(r'class="(.)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    edges = {"t": 0.8}
    return [(float(x) - edges.get(kind, 0), float(width) + 2 * edges.get(kind, 0)) for kind, x, width in pieces]


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 100))
def test_pieces_follow_each_other_and_add_up(first, second, interpreted, more):
    total = first + second + interpreted
    svg = part_bar(first, second, interpreted=interpreted, most=total + more)
    if not total:
        assert svg == ""
        return
    unit = WIDTH / (total + more)
    pieces = lengths(svg)
    # A piece shorter than its own outline is drawn as the outline.
    if interpreted * unit >= 1.6:
        assert sum(length for _, length in pieces) == pytest.approx(total * unit, abs=0.3)
    ends = [start + length for start, length in pieces]
    assert all(abs(start - end) < 0.2 for (start, _), end in zip(pieces[1:], ends, strict=False))


@pytest.mark.parametrize("parts", [(2, 2, 2), (-1, 0, 0)])
def test_parts_that_do_not_fit_are_refused(parts):
    first, second, interpreted = parts
    with pytest.raises(ValueError, match="do not fit in a bar of 5"):
        part_bar(first, second, interpreted=interpreted, most=5)
