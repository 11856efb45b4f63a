"""A file that cannot be read, and a spot in a file that somebody should look at."""

from dataclasses import dataclass

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained


class UnreadableFile(Explained):
    """Nothing was read. The reason (codes `file.…` and `mapping.…`) says what is wrong, where, and what to do.

    >>> UnreadableFile(Reason("file.empty", {"file": "a.csv"})).reason.code
    'file.empty'
    """


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at: why, and where as far as it has a place. `column` is a letter as in a spreadsheet.

    >>> Problem(Reason("row.no_name"), sheet="Blad1", row=7).row
    7
    """

    reason: Reason
    sheet: str = ""
    row: int = 0
    column: str = ""


def unreadable(code: str, **parameters: str | int | float) -> UnreadableFile:
    """The exception for a code of the words `reasons/file` (or `mapping.…`).

    >>> unreadable("file.too_large", megabytes=20).reason.parameters
    {'megabytes': 20}
    """
    return UnreadableFile(Reason(code, parameters))
