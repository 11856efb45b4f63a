"""What a master list that came back asks for: edits, conflicts, and questions that only a person can answer."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from klusterkarta.values.reason import Reason

Kind = Literal["edit", "conflict", "sheets", "deleted", "copied", "new"]
"""`edit`: a changed cell. `conflict`: the register has changed too. `sheets`: changed differently on several sheets.
`deleted`: a row that is gone. `copied`: a second row with one actor's mark. `new`: a row without a mark."""

OPTIONS: Mapping[Kind, tuple[str, ...]] = {
    "edit": ("apply", "skip"),
    "conflict": ("register", "file"),
    "sheets": ("register",),
    "deleted": ("keep", "untag", "less_relevant"),
    "copied": ("skip", "same", "new"),
    "new": ("add", "skip"),
}
"""What may be answered; the first is the default. For `sheets` the places ("1", "2" …) of its `variants` as well."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell or a row in the file that came back."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnItem:
    """One thing to decide about one actor.

    `key`: the actor's record key, "" for a new one. `column`: the code of the column, "" where it is about a row.
    `base`, `file`, `now`: what the cell said when the list left, says in the file, and says in the register now.
    `variants`: for `sheets` what each sheet says, with its spot. `cells`: what a new or copied row holds, by column.
    `priority`: for `deleted` the priority of the sheet, "" for the sheet of all. `warning`: what is odd about a value.
    """

    kind: Kind
    key: str
    name: str
    spot: Spot
    column: str = ""
    base: str = ""
    file: str = ""
    now: str = ""
    variants: tuple[tuple[Spot, str], ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    priority: str = ""
    options: tuple[str, ...]
    warning: Reason | None = None

    @property
    def id(self) -> str:
        """The same for the same question about the same state: an answer never fits what has changed since."""
        parts = (self.kind, self.key, self.column, self.base, self.file, self.now, self.priority)
        said = [*parts, *(text for _, text in self.variants), *(f"{code}={text}" for code, text in self.cells.items())]
        if self.kind in ("copied", "new"):
            said += [self.spot.sheet, str(self.spot.row)]
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]

    @property
    def default(self) -> str:
        """What happens when nobody answers."""
        return self.options[0]


@dataclass(frozen=True, slots=True)
class ReturnNote:
    """Something in the file that is no edit and cannot be acted on: where, about whom, why."""

    spot: Spot
    name: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReview:
    """All that differs between the list as it left, the file, and the register; `rows` are the rows compared."""

    export: str
    language: str
    rows: int
    items: tuple[ReturnItem, ...]
    notes: tuple[ReturnNote, ...]

    @property
    def state(self) -> str:
        """A digest of all that is asked: another one means that something has changed."""
        return hashlib.sha256(" ".join(item.id for item in self.items).encode()).hexdigest()[:16]

    def count(self, kind: Kind) -> int:
        """How many items of a kind."""
        return sum(item.kind == kind for item in self.items)
