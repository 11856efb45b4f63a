"""Cells left out: an intruder who knows every total and every other cell cannot compute them back."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from klusterkarta.analysis.suppression import revealed, suppressed_cells, telling_cells


def bounds_of(values, out):
    """The least and the most that an intruder can show for each cell left out, by linear programming."""
    cells = list(zip(*np.nonzero(out), strict=True))
    rows, columns = values.shape
    known = np.where(out, 0, values)
    totals = [*(values.sum(axis=1) - known.sum(axis=1)), *(values.sum(axis=0) - known.sum(axis=0))]
    sums = np.zeros((rows + columns, len(cells)))
    for at, (row, column) in enumerate(cells):
        sums[row, at] = sums[rows + column, at] = 1
    found = {}
    for at, cell in enumerate(cells):
        aim = np.eye(len(cells))[at]
        ends = [linprog(sign * aim, A_eq=sums, b_eq=totals, bounds=(0, None)).fun * sign for sign in (1, -1)]
        found[cell] = (ends[0], ends[1])
    return found


TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 60), min_size=width, max_size=width), min_size=2, max_size=5)
)


@settings(max_examples=40)
@given(TABLES, st.integers(1, 20))
def test_nobody_computes_a_hidden_cell_back(rows, small):
    values = np.array(rows, dtype=float)
    telling = (values > 0) & (values <= small)
    out = suppressed_cells(values, telling)
    assert (out >= telling).all()
    assert not out[values == 0].any()
    open_still = set(revealed(values, telling))
    for cell, (least, most) in bounds_of(values, out).items():
        if telling[cell] and cell not in open_still:
            assert most - least > 1e-6


def test_the_cheapest_circle_is_taken():
    # By hand: the 5 can be hidden with 20, 40 and 6 (66 in all) or 30, 40 and 50 (120), or by way of the third row.
    values = np.array([[5.0, 20.0, 30.0], [40.0, 6.0, 50.0], [70.0, 80.0, 90.0]])
    out = suppressed_cells(values, values == 5)
    assert values[out].tolist() == [5, 20, 40, 6]
    # The totals give the 5 and the 20 as 25 together, and let the others follow from 0 to 25.
    assert np.allclose(bounds_of(values, out)[0, 0], (0, 25))


def test_a_cell_alone_in_its_row_cannot_be_hidden_and_is_named():
    values = np.array([[5.0, 0.0], [40.0, 60.0]])
    telling = values == 5
    assert revealed(values, telling) == [(0, 0)]
    assert suppressed_cells(values, telling).sum() == 1


def test_few_or_one_that_dominates():
    values, number = np.array([[100.0, 100.0, 100.0]]), np.array([[2.0, 3.0, 3.0]])
    largest = np.array([[50.0, 70.0, 71.0]])
    assert telling_cells(values, number, largest=largest).tolist() == [[True, False, True]]
    assert telling_cells(values, number, largest=largest, fewest=4).all()
    assert not suppressed_cells(values, np.zeros_like(values, dtype=bool)).any()
