"""Files taken apart in the test's own process, where the process around the reading is not what is tested.

Each reading starts Python and loads the libraries anew. Real processes, their limits and their ends are tested in
`tests/sources`; the browser tests and `tests/cli/test_command.py` meet them too.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from klusterkarta.sources import isolated
from klusterkarta.sources.child import answer
from klusterkarta.sources.limits import Limits

_apart = isolated._run


@pytest.fixture(scope="module", autouse=True)
def files_are_read_here() -> Iterator[None]:
    def here(path: Path, folder: Path, limits: Limits) -> None:
        answer(folder)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(isolated, "_run", here)
        yield


@pytest.fixture
def files_are_read_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in a process of its own all the same, for a test of what comes of its limits."""
    monkeypatch.setattr(isolated, "_run", _apart)
