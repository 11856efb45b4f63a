"""The picture of a course: every figure once, nothing drawn across a break or a gap."""

import re

import pytest

from klusterkarta.charts.course import CourseLine, course


def drawn(lines, **more):
    return course(lines, **{"lang": "sv", "title": "Arbetande <1>", "described": "", **more}).svg


def test_lines_stop_at_gaps_and_breaks():
    points = {2016: 1.0, 2017: 2.0, 2018: None, 2019: 3.0, 2020: 4.0, 2021: 5.0}
    svg = drawn([CourseLine("Alla", points)], breaks=[2020])
    # By hand: 2016–2017 and 2020–2021; not over the missing 2018, not into 2020.
    assert svg.count('<line class="s0"') == 2
    assert svg.count("<circle") == 5
    assert svg.count('class="break"') == 1
    assert "Arbetande &lt;1&gt;" in svg
    assert "style" not in svg


def test_heights_follow_the_figures_and_names_do_not_lie_on_each_other():
    lines = [CourseLine("Kvinnor", {2019: 10.0, 2020: 20.0}), CourseLine("Män", {2019: 0.0, 2020: 20.0})]
    svg = drawn(lines)
    heights = [float(y) for y in re.findall(r'<circle class="s\d" cx="[\d.]+" cy="([\d.]+)"', svg)]
    # 0 lies at the foot, 10 half-way to 20.
    assert heights[0] == pytest.approx((heights[1] + heights[2]) / 2, abs=0.1)
    names = [float(y) for y in re.findall(r'<text class="s\d" x="[\d.]+" y="([\d.]+)"', svg)]
    assert abs(names[0] - names[1]) >= 14


@pytest.mark.parametrize("values", [(5.0,), (0.0, 0.0), (-3.0, 2.0), (1e9, 2e9), (0.001, 0.002)])
def test_every_size_of_figure_lies_inside(values):
    svg = drawn([CourseLine("A", {2010 + at: value for at, value in enumerate(values)})])
    assert all(0 <= float(y) <= 240 for y in re.findall(r'c?y\d?="([-\d.]+)"', svg))


@pytest.mark.parametrize("lines", [[], [CourseLine("A", {2020: None})], [CourseLine("A", {2020: 1.0})] * 4])
def test_what_cannot_be_drawn_is_refused(lines):
    with pytest.raises(ValueError, match="one to three"):
        drawn(lines)
