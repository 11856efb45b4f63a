"""Statistics as they stand in their file, before anybody has said what the dimensions are."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

VALUE, PLACE, STATUS = "__value", "__place", "__status"


@dataclass(frozen=True, slots=True)
class Raw:
    """A long frame of text: one column a dimension, `__value` (the figure) and `__place` (where it stands); where the
    source marks its figures also `__status` (its mark, "" for none).

    `said` holds what the file says of itself: title, source, updated, unit, and `mark:x` for what a mark means.
    """

    frame: pl.DataFrame
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def dimensions(self) -> list[str]:
        """The headings of the dimensions, in their order."""
        return [name for name in self.frame.columns if name not in (VALUE, PLACE, STATUS)]
