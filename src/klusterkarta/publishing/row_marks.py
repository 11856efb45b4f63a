"""The mark that a row carries in a hidden column: which actor it is about, and which export it left the house in."""

import re
from dataclasses import dataclass

_MARK = re.compile(r"(?P<weak>~?)(?P<export>[0-9a-f]{12})/(?P<key>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RowMark:
    """`key`: the actor's record key. `export`: the id of the export. `weak`: it stood among the links below the list.

    >>> read_mark(RowMark("karta-2010:7", "0123456789ab").text())
    RowMark(key='karta-2010:7', export='0123456789ab', weak=False)
    """

    key: str
    export: str
    weak: bool = False

    def text(self) -> str:
        """The mark as it stands in the cell."""
        return f"{mark_start(self.export, weak=self.weak)}{self.key}"


def mark_start(export: str, *, weak: bool = False) -> str:
    """What stands before the key in every mark of an export."""
    return f"{'~' if weak else ''}{export}/"


def read_mark(text: str) -> RowMark | None:
    """The mark in a cell, or None where the cell holds something else.

    >>> read_mark("Compare") is None
    True
    """
    found = _MARK.fullmatch(text.strip())
    return RowMark(found["key"], found["export"], bool(found["weak"])) if found else None
