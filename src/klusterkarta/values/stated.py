"""What a source says, before the register has it: the type that readers hand to the register."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Mode = Literal["says", "denies", "none"]
THINGS = ("actor", "mention", "priority", "goal", "activity", "subactivity", "claim")


class Stated(NamedTuple):
    """One value that one source gives for one property. A tuple: a file of 100 000 rows makes a million and a half.

    `property` is a code of the profile-field vocabulary. `mode` is `says`; `denies` (the value is wrong); or
    `none` (the source says that there is no value). `relation` names the relation kind when the value is
    another party's name: the register then makes a mention record for it. `personal` sends it to the guarded table.
    """

    property: str
    value: str
    language: str = ""
    mode: Mode = "says"
    place: str = ""
    observed_on: str = ""
    relation: str = ""
    personal: bool = False


@dataclass(frozen=True, slots=True)
class StatedRow:
    """All that one source says about one thing in one place.

    `row_key` is unique within the source and stable when the source is read again; `place` says where
    in the source (page, sheet and row).

    >>> StatedRow("7", "actor", "p. 12", (Stated("name", "Glasriket"),)).statements[0].value
    'Glasriket'
    """

    row_key: str
    thing: str
    place: str
    statements: tuple[Stated, ...] = field(default=())

    @property
    def sole_trader(self) -> bool:
        """Whether it is about a sole trader: only then is an organisation number personal data."""
        return any(said.personal and said.property == "organisation_number" for said in self.statements)
