"""What is withheld cannot be computed back: an attack by linear programming, by hand, and the rules."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.optimize import linprog

from klusterkarta.analysis.establishments.suppression import Rule, Table, given_away, primary, protected, withheld


def with_sums(inner):
    inner = np.asarray(inner, float)
    rows = np.vstack([inner, inner.sum(axis=0)])
    return np.column_stack([rows, rows.sum(axis=1)])


def attack(employees, marks):
    """For each withheld cell the least and the most it can be, given all that is published and that nothing is below 0.

    All sums of rows and of columns hold, those of the sums too; nothing of this knows how cells were chosen.
    """
    rows, columns = employees.shape
    equations = []
    for r in range(rows):
        line = np.zeros(employees.shape)
        line[r, :-1], line[r, -1] = 1, -1
        equations.append(line.ravel())
    for c in range(columns):
        line = np.zeros(employees.shape)
        line[:-1, c], line[-1, c] = 1, -1
        equations.append(line.ravel())
    known = [
        (None, None) if mark else (value, value) for mark, value in zip(marks.ravel(), employees.ravel(), strict=True)
    ]
    bounds = [(0, None) if low is None else (low, high) for low, high in known]
    found = {}
    for at in np.flatnonzero(marks.ravel() > 0):
        goal = np.zeros(employees.size)
        goal[at] = 1
        ends = []
        for sign in (1, -1):
            solved = linprog(sign * goal, A_eq=np.array(equations), b_eq=np.zeros(len(equations)), bounds=bounds)
            # Unbounded (3) upwards: the sum of all is withheld too.
            ends.append(np.inf if solved.status == 3 else sign * solved.fun)
        found[divmod(int(at), columns)] = tuple(ends)
    return found


TABLES = st.deferred(
    lambda: array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=4).flatmap(
        lambda shape: st.tuples(
            arrays(int, shape, elements=st.sampled_from([0, 0, 1, 2, 3, 5, 40])),
            arrays(int, shape, elements=st.integers(0, 30)),
        )
    )
)


@settings(max_examples=60)
@given(TABLES)
def test_nobody_computes_a_withheld_cell_back(table):
    workplaces, employees = table
    employees = with_sums(np.where(workplaces > 0, employees, 0))
    marks = primary(with_sums(workplaces), employees, largest=np.zeros(employees.shape))
    marks = protected(employees, marks)
    for cell, (least, most) in attack(employees, marks).items():
        assert most - least > 0.5, (cell, least, most)


@settings(max_examples=40)
@given(TABLES, st.integers(1, 30))
def test_what_is_called_given_away_is_what_the_attack_finds(table, share):
    workplaces, employees = table
    employees = with_sums(np.where(workplaces > 0, employees + 1, 0))
    random = np.random.default_rng(share)
    marks = ((random.random(employees.shape) < share / 40) & (employees > 0)).astype(np.int8)
    computed = {cell for cell, (least, most) in attack(employees, marks).items() if most - least < 1e-6}
    assert set(given_away(Table(employees, marks))) == computed


def test_one_small_cell_takes_three_others_with_it():
    # 2 × 3: the cell (0, 0) is withheld; its row and its column each need another, and these two need a fourth. The
    # cheapest square is that with column 1: 4 + 7 + 6 = 17; with column 2: 20 + 7 + 30.
    employees = with_sums([[1, 4, 20], [7, 6, 30]])
    marks = np.zeros(employees.shape, np.int8)
    marks[0, 0] = 1
    assert protected(employees, marks).tolist() == [[1, 2, 0, 0], [2, 2, 0, 0], [0, 0, 0, 0]]


def test_a_cell_without_employees_is_given_away_as_others_are():
    # 2 × 2: one workplace where nobody is employed. Alone it is what its row's sum is above the 4.
    employees = with_sums([[0, 4], [7, 6]])
    marks = np.zeros(employees.shape, np.int8)
    marks[0, 0] = 1
    assert given_away(Table(employees, marks)) == [(0, 0)]
    assert all(most - least > 0.5 for least, most in attack(employees, protected(employees, marks)).values())


@pytest.mark.parametrize(
    ("workplaces", "largest", "rule", "marked"),
    [(2, 1, Rule(), 1), (3, 1, Rule(), 0), (3, 1, Rule(least=4), 1), (9, 81, Rule(), 1), (9, 80, Rule(), 0),
     (9, 99, Rule(dominance=1), 0), (0, 0, Rule(), 0)],
)  # fmt: skip
def test_rules_by_hand(workplaces, largest, rule, marked):
    one = np.ones((1, 1))
    employees = one * (100 if workplaces else 0)
    assert primary(one * workplaces, employees, largest=one * largest, rule=rule)[0, 0] == marked


def test_rows_hide_figures_and_name_the_state():
    cells = pl.DataFrame(
        {
            "region": ["01", "01", "03", "03"], "industry": ["10", "46", "10", "46"],
            "workplaces": [1, 5, 6, 7], "employees": [9.0, 50, 60, 70], "largest": [9.0, 20, 20, 20],
        }
    )  # fmt: skip
    rows = withheld(cells)
    assert rows.filter(state="primary").select("region", "industry").rows() == [("01", "10")]
    assert rows.filter(state="secondary").height == 3
    hidden = rows.filter(pl.col("state") != "published")
    assert hidden["employees"].null_count() == hidden["workplaces"].null_count() == 4
    total = rows.filter(region="total", industry="total").row(0, named=True)
    assert (total["employees"], total["workplaces"]) == (189, None)


def test_a_single_cell_withholds_everything():
    cells = pl.DataFrame(
        {"region": ["01"], "industry": ["10"], "workplaces": [1], "employees": [5.0], "largest": [5.0]}
    )
    assert withheld(cells)["employees"].to_list() == [None] * 4
