"""Errors that carry their reason, so that every surface can say it in the reader's language."""

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.words import explain


class Explained(Exception):
    """Something was refused. `reason` says what was wrong, what was expected and what to do.

    >>> str(Explained(Reason("job.cancelled")))
    'The job was stopped on request.'
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        """The reason in English, for logs and programmers."""
        return explain(self.reason, "en")


class Missing(Explained):
    """A needed service, program or usable workspace is not there."""
