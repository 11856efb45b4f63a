"""Time and memory: of calls here, of one in a process of its own."""

import os

import pytest

from klusterkarta.benchmarks.measure import ChildFailed, in_child, median_seconds


def test_the_first_call_is_not_counted():
    calls = []
    timing = median_seconds(lambda: calls.append(1), repeats=4)
    assert len(calls) == 5
    assert 0 <= timing.least <= timing.median <= timing.most
    with pytest.raises(ValueError, match="At least one"):
        median_seconds(list, repeats=0)


def test_a_child_tells_its_own_peak_and_not_its_parents():
    ballast = bytearray(os.urandom(1)) * 600_000_000
    small, large = in_child(bytes, 1), in_child(_length, 200_000_000)
    assert large.result == 200_000_000
    assert len(ballast) == 600_000_000
    # The child's own 200 MB and Python itself, without the parent's 600.
    assert 200 < large.peak_megabytes < 500
    assert small.peak_megabytes < large.peak_megabytes - 150
    assert large.seconds > 0


def test_a_child_that_fails_says_why():
    with pytest.raises(ChildFailed, match="ValueError: invalid literal"):
        in_child(int, "x")
    with pytest.raises(ChildFailed, match="exit code 3"):
        in_child(os._exit, 3)


def _length(size: int) -> int:
    return len(bytearray(b"x") * size)
