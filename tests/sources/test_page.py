"""The page docs/collect.md says what the code does."""

import re
from dataclasses import fields
from pathlib import Path

import yaml

from klusterkarta.settings import Settings
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.mapping import ColumnMapping, mapping_from

PAGE = (Path(__file__).parents[2] / "docs" / "collect.md").read_text(encoding="utf-8")


def test_the_mapping_on_the_page_can_be_read_and_shows_every_entry():
    shown = yaml.safe_load(re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1])
    assert set(shown) == {field.name for field in fields(ColumnMapping)}
    mapping = mapping_from(shown)
    assert (mapping.key, mapping.separators, mapping.letters) == ("Kod", ("|", ";", "\n"), {"F": "funders"})


def test_the_limits_on_the_page_are_those_in_force():
    table = PAGE.split("## Limits")[1]
    figures = [int(figure.replace(" ", "")) for figure in re.findall(r"\d[\d ]*\d|\d", table)]
    limits = Limits()
    megabytes, gigabytes = 1_000_000, 1_000_000_000
    zipped = [limits.unzipped_bytes // megabytes, limits.ratio_from_bytes // megabytes, limits.ratio, limits.entries]
    cells = [limits.cell_characters, limits.rows, limits.columns]
    assert figures == [
        Settings().max_upload_mb, *zipped, *cells, limits.memory_bytes // gigabytes, limits.seconds,
    ]  # fmt: skip
