"""What a write is about to change in what counts, so that what follows from it can be worked out before it is made."""

from dataclasses import dataclass
from typing import Any

PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """One reading that will count or count no more, one source that will be withdrawn, return or have other details.

    `withdrawn` and `trusted` go by a source's key; `trusted` is what choosing asks of it: trust, date of publication.
    """

    counts: int | None = None
    undone: int | None = None
    withdrawn: tuple[str, bool] | None = None
    trusted: tuple[str, int, str] | None = None

    def reading_counts(self, reading: int, state: str) -> bool:
        """Whether the reading's statements count then."""
        return (state == PUBLISHED or reading == self.counts) and reading != self.undone

    def source_sleeps(self, key: str, *, withdrawn: bool) -> bool:
        """Whether the source is withdrawn then."""
        return self.withdrawn[1] if self.withdrawn and self.withdrawn[0] == key else bool(withdrawn)

    def source_row(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row of a source (frame SOURCES) as it is then."""
        if not self.trusted or self.trusted[0] != row["source"]:
            return row
        return row | {"trust": self.trusted[1], "published_on": self.trusted[2]}


AS_IT_IS = Supposed()
