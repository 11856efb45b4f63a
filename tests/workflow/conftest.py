"""Fixtures for tests of the verbs: a workspace folder of a test's own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from klusterkarta.settings import current, use
from tests.reading_here import files_are_read_here as files_are_read_here  # noqa: PLC0414


@pytest.fixture
def own_workspace(tmp_path: Path) -> Iterator[Path]:
    """Files are kept in a folder of this test alone; the database stays the run's."""
    before = current()
    folder = tmp_path / "workspace"
    folder.mkdir()
    use(replace(before, workspace=folder))
    yield folder
    use(before)
