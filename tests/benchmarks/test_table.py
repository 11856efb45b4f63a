"""Tables as Markdown."""

import pytest

from klusterkarta.benchmarks.table import BenchmarkTable, as_markdown


def test_columns_of_figures_stand_at_the_right_and_notes_below():
    table = BenchmarkTable("T", ("what", "ms"), (("list", "12.5"), ("none", "–")), ("two cores",))
    assert as_markdown(table).splitlines()[3] == "| --- | --- |"
    more = BenchmarkTable("T", ("what", "ms"), (("list", "12.5"), ("more", "<1"), ("none", "–")), ("two cores",))
    lines = as_markdown(more).splitlines()
    assert lines[3] == "| --- | ---: |"
    assert lines[-2:] == ["", "- two cores"]


def test_a_row_with_a_cell_too_few_is_an_error():
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        as_markdown(BenchmarkTable("T", ("a", "b"), (("only",),)))
