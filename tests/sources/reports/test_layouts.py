"""Reports in layouts that nobody has seen: everything they say is read back exactly."""

from hypothesis import HealthCheck, given, note, settings

from klusterkarta.sources.reports.plain_text import read_plain_text
from klusterkarta.sources.reports.profiles import extract_profiles
from tests.sources.reports.layouts import made_reports

# pytest --hypothesis-profile=layouts tests/sources/reports runs the 2 000 layouts of the acceptance.
LAYOUTS = max(300, settings.default.max_examples)


def one_line(row: dict[str, str]) -> dict[str, str]:
    """Leave out where the description's paragraphs end: a page that turns between two of them takes that along."""
    return row | {"description": " ".join(row["description"].split())}


@settings(max_examples=LAYOUTS, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made_reports())
def test_every_layout_is_read_back(report):
    note(report.text.replace("\f", "\n=== page ===\n"))
    profiles = extract_profiles(read_plain_text(report.text, name="made"))
    found = [one_line(profile.row() | {"list": ""}) for profile in profiles]
    assert found == [one_line(row) for row in report.expected]
