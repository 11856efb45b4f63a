"""Which files pytest looks into for tests, only those that can hold one, and in which order tests are run.

Nothing is lost by it: a file without `>>>` holds no example, and `make_certain` ends a run where a test that is marked
`register` stands in a file that a run of those tests alone would pass over.
"""

import gc
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = b">>>"
# What a test file names that uses the database, by itself or by a fixture of its own: the mark, or pytest-django's.
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
REGISTER = re.compile(rf"\b({'|'.join(sorted(DATABASE_FIXTURES | {'django_db'}))})\b")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Let the garbage collector rest while nothing but modules and tests is made, and pass over these from then on."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_unconfigure() -> None:
    """Let go of what was collected."""
    gc.unfreeze()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Iterator[Any]:
    """Seek examples where there are some."""
    found: Sequence[pytest.Collector] = yield
    if file_path.suffix != ".py" or EXAMPLE in file_path.read_bytes():
        return found
    return [one for one in found if type(one) is pytest.Module]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over a file without tests of a register where only these are asked for."""
    if config.getoption("markexpr") != "register" or collection_path.suffix != ".py":
        return None
    return None if may_hold_register_tests(collection_path) else True


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests first: begun last, one keeps a worker busy when there is nothing left for the others."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def may_hold_register_tests(path: Path) -> bool:
    """Say whether a file names what every test that uses the database needs."""
    return REGISTER.search(path.read_text(encoding="utf-8")) is not None


def make_certain(item: pytest.Item) -> None:
    """Refuse a test of a register in a file that does not look as if it held one."""
    if not may_hold_register_tests(item.path):
        raise pytest.UsageError(f"{item.nodeid} uses the database, and nothing in its file says so: mark it django_db")
