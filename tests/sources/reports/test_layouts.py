"""Reports in layouts that nobody has seen: everything they say is read back exactly."""

import pytest
from hypothesis import HealthCheck, given, note, seed, settings

from klusterkarta.sources.reports.plain_text import read_plain_text
from klusterkarta.sources.reports.profiles import extract_profiles
from klusterkarta.sources.reports.reading import arrange
from tests.sources.reports.layouts import made_reports

# 2 000 layouts in four parts, which run side by side; --hypothesis-profile=layouts runs four times as many.
PARTS, LAYOUTS = 4, max(500, settings.default.max_examples)


def one_line(row: dict[str, str]) -> dict[str, str]:
    """Leave out where the description's paragraphs end: a page that turns between two of them takes that along."""
    return row | {"description": " ".join(row["description"].split())}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_layout_is_read_back(part):
    @seed(part)
    @settings(max_examples=LAYOUTS, deadline=None, suppress_health_check=list(HealthCheck))
    @given(made_reports())
    def read_back(report):
        note(report.text.replace("\f", "\n=== page ===\n"))
        profiles = extract_profiles(arrange(read_plain_text(report.text, name="made")))
        found = [one_line(profile.row() | {"list": ""}) for profile in profiles]
        assert found == [one_line(row) for row in report.expected]

    read_back()
