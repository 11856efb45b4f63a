"""docs/checks.md: every measure is there, with tests that are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
# What has no number from outside; anything else that lacks one is a gap.
WITHOUT = {"European stars, first", "European stars, second", "European stars, third", "own thresholds"}


def test_every_test_that_the_page_names_is_there():
    folders = (ROOT / "tests" / "analysis", ROOT / "tests" / "workflow")
    sources = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("test_*.py")]
    there = set(re.findall(r"^def (test_\w+)", "\n".join(sources), re.MULTILINE))
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 50
    assert named - there == set()


def test_every_measure_has_a_number_from_outside_and_one_by_hand():
    lines = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("|")]
    rows = [one for one in ([part.strip() for part in line] for line in lines) if one[0] not in ("measure", "---")]
    assert len(rows) > 35
    assert {row[0] for row in rows if "`test_" not in row[1]} == WITHOUT
    assert [row[0] for row in rows if "`test_" not in row[2]] == []
