"""The compiled loops of relatedness, for large tables: numpy would need several passes, or many times the arithmetic.

What they write into stands in their last argument; where that ends in `first` and `last`, they work on these rows
alone, so that threads can share them out. All let go of Python's lock. Compiled code is kept beside the file, or where
numba is told to keep it (NUMBA_CACHE_DIR).
"""

from typing import Any

import numba
import numpy as np
from numba.core import types

from klusterkarta.analysis.relatedness.vectors import WIDTH, ones, sum_rows

_compiled = numba.njit(cache=True, nogil=True, error_model="numpy")
# Sums may be taken in another order; nothing else is let loose: nan stays nan.
_reordered = numba.njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract", "reassoc", "nsz"})


@_compiled
def list_rows(present: Any, found: Any) -> None:
    """(starts, listed): the columns where each row is 1, row after row; `listed` has room for one too many."""
    starts, listed = found
    at = 0
    for row in range(present.shape[0]):
        starts[row] = at
        for column in range(present.shape[1]):
            # Written in any case and passed over where it is not there: a branch would be guessed wrong too often.
            listed[at] = column
            at += present[row, column]
    starts[present.shape[0]] = at


@_compiled
def set_bits(lists: Any, bits: Any) -> None:
    """Bit r of row i: whether i is listed for r."""
    starts, listed = lists
    for row in range(starts.shape[0] - 1):
        word, bit = row // 64, types.uint64(1) << types.uint64(row % 64)
        for at in range(starts[row], starts[row + 1]):
            bits[listed[at], word] |= bit


@_compiled
def common_bits(bits: Any, part: Any) -> None:
    """(found, first, last): in how many bits each two rows are both 1. Rows come from both ends: parts are even."""
    found, first, last = part
    rows = found.shape[0]
    for number in range(first, last):
        row = number // 2 if number % 2 == 0 else rows - 1 - number // 2
        for other in range(0, row + 1, 4):
            # Four at a time, so that the row's word is fetched once for them.
            one, two, three, four = types.uint64(0), types.uint64(0), types.uint64(0), types.uint64(0)
            for word in range(bits.shape[1]):
                mine = bits[row, word]
                one += ones(mine & bits[other, word])
                two += ones(mine & bits[other + 1, word])
                three += ones(mine & bits[other + 2, word])
                four += ones(mine & bits[other + 3, word])
            for at, common in enumerate((one, two, three, four)):
                if other + at <= row:
                    found[row, other + at] = common
                    found[other + at, row] = common


@_reordered
def there_and_back(lists: Any, given: Any) -> None:
    """(figures, counts, found): the mean over what each row lists, summed for each over the rows that list it."""
    starts, listed = lists
    figures, counts, found = given
    found[:] = 0.0
    for row in range(counts.shape[0]):
        mine = listed[starts[row] : starts[row + 1]]
        total = 0.0
        for at in range(mine.shape[0]):
            total += figures[mine[at]]
        total /= counts[row]
        for at in range(mine.shape[0]):
            found[mine[at]] += total


@_compiled
def strip_columns(table: Any, part: Any) -> None:
    """(blocks, first, last): the table's columns in strips, each strip one block in memory."""
    blocks, first, last = part
    for row in range(first, last):
        for column in range(table.shape[1]):
            blocks[column // WIDTH, row, column % WIDTH] = table[row, column]


@_reordered
def reach_rows(given: Any, part: Any) -> None:
    """(density, gain, outlook, first, last), see `reach`; the blocks given are the proximity in strips of columns."""
    present, starts, listed, blocks, by_column = given
    weights, totals, sums, own, direction = by_column
    density, gain, outlook, first, last = part
    found = np.empty((2, WIDTH))
    for strip in range(blocks.shape[0]):
        left = strip * WIDTH
        for row in range(first, last):
            sum_rows(listed[starts[row] : starts[row + 1]], blocks[strip], weights, found)
            beyond = 0.0
            for c in range(min(WIDTH, density.shape[1] - left)):
                column = left + c
                there = float(present[row, column])
                # An industry near to none has nothing divided by nothing here, and its total is nan.
                dense = (found[0, c] - own[column] * there) / (sums[column] - own[column])
                dense = min(dense, 1.0)
                density[row, column] = dense
                gain[row, column] = (totals[column] - found[1, c]) * (1.0 - there)
                beyond += dense * (1.0 - there) * direction[column] if sums[column] > 0 else 0.0
            outlook[row] += beyond
