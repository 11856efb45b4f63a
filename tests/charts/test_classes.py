"""Classes of whole numbers: every count has one class, and more never gets a lighter shade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.charts.classes import CLASSES, class_of, class_ranges, shade_of


@given(st.integers(1, 2000))
def test_the_ranges_cover_every_number_once(largest):
    ranges = class_ranges(largest)
    covered = [number for first, last in ranges for number in range(first, last + 1)]
    assert covered == list(range(1, largest + 1))
    assert len(ranges) == min(CLASSES, largest)


@given(st.integers(1, 2000))
def test_widths_differ_by_one_at_most(largest):
    widths = {last - first for first, last in class_ranges(largest)}
    assert max(widths) - min(widths) <= 1


@given(st.integers(1, 300))
def test_more_is_never_lighter_and_the_most_is_darkest(largest):
    ranges = class_ranges(largest)
    shades = [shade_of(class_of(value, ranges), classes=len(ranges)) for value in range(largest + 1)]
    assert shades == sorted(shades)
    assert (shades[0], shades[-1]) == (0, 5)


def test_shades_of_few_classes_stay_apart():
    assert all(
        len({shade_of(number, classes=classes) for number in range(classes + 1)}) == classes + 1
        for classes in range(1, 6)
    )


def test_a_value_outside_the_classes_is_refused():
    with pytest.raises(ValueError, match="no class holds 12"):
        class_of(12, class_ranges(11))
