"""The columns of the master list: one table for the workbook, the text file and the sheet that explains them."""

from dataclasses import dataclass
from typing import Literal

from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.words import say

Form = Literal["text", "long", "number", "link"]
"""How a cell is written: `text` on one line, `long` wrapped, `number` as a number where it is one, `link` clickable."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `code` is a profile field or, with `own`, made by the list itself; `width` in characters.

    `read`: the cell holds what the field's statements were read as, and says so itself.
    """

    code: str
    form: Form
    width: int
    own: bool = False
    read: bool = False

    def label(self, language: str) -> str:
        """The header: for a profile field the field's own, so that the file can be collected again."""
        return say(f"export.{self.code}", language) if self.own else profile_fields()[self.code].label.read(language)

    def meaning(self, language: str) -> str:
        """What the column holds, in a sentence."""
        if self.own or self.read:
            return say(f"export.{self.code}_means", language)
        return profile_fields()[self.code].definition.read(language)


COLUMNS: tuple[Column, ...] = (
    Column("name", "long", 32),
    Column("kind", "long", 22),
    Column("list", "long", 24),
    Column("priorities", "long", 32),
    Column("less_relevant_priorities", "long", 24),
    Column("country", "long", 16, read=True),
    Column("counties", "long", 26, read=True),
    Column("counties_interpreted", "long", 22, own=True),
    Column("geography", "long", 28),
    Column("sector_group", "long", 26, own=True),
    Column("sector", "long", 28),
    Column("start_year", "number", 11),
    Column("members", "number", 13),
    Column("description", "long", 64),
    Column("url", "link", 32),
    Column("eccp_url", "link", 28),
    Column("phone", "text", 17),
    Column("address", "long", 28),
    Column("funders", "long", 36),
    Column("research_partners", "long", 36),
    Column("linked_clusters", "long", 30),
    Column("participants", "long", 36),
    Column("label", "long", 18),
    Column("award", "long", 18),
    Column("differing", "long", 36, own=True),
    Column("sources", "long", 40, own=True),
    Column("last_seen", "text", 14, own=True),
    Column("record_key", "text", 30, own=True),
)
