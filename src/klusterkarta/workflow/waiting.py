"""A second writer waits for the first, however long that one takes."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError

from klusterkarta.values.reason import Reason
from klusterkarta.workflow.progress import Progress

# The database itself waits 30 s at every attempt (database.BUSY_SECONDS); publishing a very large file takes longer.
PATIENCE_SECONDS = 900.0
_PAUSE = 0.2
Result = TypeVar("Result")


def patiently(write: Callable[[], Result], *, progress: Progress | None = None) -> Result:
    """Do `write`, one whole transaction, again until no other writer holds the database (at most 15 minutes more).

    SQLite takes the lock when the transaction begins, so a refused transaction has written nothing and can be repeated.
    PostgreSQL waits by itself. Every other error passes through.
    """
    ends = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return write()
        except OperationalError as problem:
            if "locked" not in str(problem) or time.monotonic() > ends:
                raise
        if progress is not None:
            progress(0, 0, Reason("collect.waiting"))
        time.sleep(_PAUSE)
