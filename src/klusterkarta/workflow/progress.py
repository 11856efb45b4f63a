"""How a long verb says how far it has come, and learns that it is to stop."""

from collections.abc import Callable

from klusterkarta.values.reason import Reason

Progress = Callable[[int, int, Reason], None]
"""Called with what is done, what there is to do (0: not known) and what is being done now.

It may raise to stop the verb, which then leaves everything as it was.
"""


def silent(*_report: int | Reason) -> None:
    """Say nothing: for a caller who does not want to know."""
