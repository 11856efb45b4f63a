"""How much of a file is read before it is refused."""

from dataclasses import dataclass

# The most that a cell can hold in Excel: more than that never came out of a spreadsheet program.
EXCEL_CELL = 32_767


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may hold, and what reading it may cost.

    `unzipped_bytes` and `ratio` stop archives that unpack to far more than they weigh; the ratio counts only above
    `ratio_from_bytes`, since small repetitive sheets pack well. `memory_bytes` is address space, of which the
    libraries alone take about 1 GB.

    >>> Limits(file_bytes=1_000).cell_characters
    32767
    """

    file_bytes: int = 20_000_000
    unzipped_bytes: int = 400_000_000
    ratio: int = 150
    ratio_from_bytes: int = 50_000_000
    entries: int = 2_000
    cell_characters: int = EXCEL_CELL
    rows: int = 200_000
    columns: int = 500
    seconds: int = 120
    memory_bytes: int = 3_000_000_000
