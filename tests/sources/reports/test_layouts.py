"""Reports in layouts that nobody has seen: everything they say is read back exactly."""

from random import Random

import pytest
from hypothesis import settings

from klusterkarta.sources.reports.plain_text import read_plain_text
from klusterkarta.sources.reports.profiles import extract_profiles
from klusterkarta.sources.reports.reading import arrange
from tests.sources.reports.layouts import made_report

# 2 000 layouts in four parts, which run side by side; --hypothesis-profile=layouts runs four times as many. Each comes
# of its number, by plain chance: drawn by hypothesis a layout took five times as long to make as to read.
PARTS, LAYOUTS = 4, max(500, settings.default.max_examples)


def one_line(row: dict[str, str]) -> dict[str, str]:
    """Leave out where the description's paragraphs end: a page that turns between two of them takes that along."""
    return row | {"description": " ".join(row["description"].split())}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_layout_is_read_back(part):
    for number in range(part * LAYOUTS, (part + 1) * LAYOUTS):
        report = made_report(Random(number))
        profiles = extract_profiles(arrange(read_plain_text(report.text, name="made")))
        found = [one_line(profile.row() | {"list": ""}) for profile in profiles]
        shown = report.text.replace("\f", "\n=== page ===\n")
        assert found == [one_line(row) for row in report.expected], f"made_report(Random({number})):\n{shown}"


def test_layouts_differ():
    reports = [made_report(Random(number)) for number in range(100)]
    assert len({report.text for report in reports}) == 100
    for shown in ("style", "gathered", "hyphenate", "omit_empty", "overview", "footer"):
        assert len({getattr(report.layout, shown) for report in reports}) > 1, shown
