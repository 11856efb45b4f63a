"""The compiled loops of relatedness, for large tables: numpy would need several passes, or many times the arithmetic.

What they write into stands in their second argument; where that ends in `first` and `last`, they work on these rows
alone, so that threads can share them out. All let go of Python's lock. Compiled code is kept beside the file, or where
numba is told to keep it (NUMBA_CACHE_DIR).
"""

from typing import Any

import numba
import numpy as np
from numba.core import types
from numba.extending import intrinsic

# So many columns at a time stay near the processor.
WIDTH = 32
_compiled = numba.njit(cache=True, nogil=True, error_model="numpy")
# Sums may be taken in another order; nothing else is let loose: nan stays nan.
_reordered = numba.njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract", "reassoc", "nsz"})


@intrinsic
def _ones(_context, _word):  # type: ignore[no-untyped-def]
    """How many bits of a word are set; one instruction."""

    def _generate(_typing, builder, _signature, arguments):  # type: ignore[no-untyped-def]
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), _generate


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
def list_columns(lists: Any, found: Any) -> None:
    """The same turned round: (free, turned), the first place of each column, which moves on, and the rows."""
    starts, listed = lists
    free, turned = found
    for row in range(starts.shape[0] - 1):
        for at in range(starts[row], starts[row + 1]):
            column = listed[at]
            turned[free[column]] = row
            free[column] += 1


@_compiled
def common_bits(bits: Any, part: Any) -> None:
    """(found, first, last): in how many bits each two rows are both 1. Rows come from both ends: parts are even."""
    found, first, last = part
    rows = bits.shape[0]
    for number in range(first, last):
        row = number // 2 if number % 2 == 0 else rows - 1 - number // 2
        for other in range(row + 1):
            common = types.uint64(0)
            for word in range(bits.shape[1]):
                common += _ones(bits[row, word] & bits[other, word])  # type: ignore[call-arg]
            found[row, other] = common
            found[other, row] = common


@_reordered
def sum_listed(lists: Any, figures: Any) -> Any:
    """For each row Σ figures over what is listed for it."""
    starts, listed = lists
    found = np.empty(starts.shape[0] - 1)
    for row in range(found.shape[0]):
        total = 0.0
        for at in range(starts[row], starts[row + 1]):
            total += figures[listed[at]]
        found[row] = total
    return found


@_reordered
def _gather(lists, block, weights, row, sums):  # type: ignore[no-untyped-def]
    """The sum, and the weighted sum, of the block's rows that are listed; four at a time."""
    starts, listed = lists
    plain, heavy = sums
    plain[:] = 0.0
    heavy[:] = 0.0
    at, end = starts[row], starts[row + 1]
    while at + 4 <= end:
        i, j, k, m = listed[at], listed[at + 1], listed[at + 2], listed[at + 3]
        u, v, w, z = weights[i], weights[j], weights[k], weights[m]
        for c in range(WIDTH):
            one, two, three, four = block[i, c], block[j, c], block[k, c], block[m, c]
            plain[c] += one + two + three + four
            heavy[c] += one * u + two * v + three * w + four * z
        at += 4
    for rest in range(at, end):
        i = listed[rest]
        for c in range(WIDTH):
            plain[c] += block[i, c]
            heavy[c] += block[i, c] * weights[i]


@_reordered
def reach_rows(given: Any, part: Any) -> None:
    """(density, gain, outlook, first, last), see `reach`; the blocks given are the proximity in strips of columns."""
    present, starts, listed, blocks, by_column = given
    weights, totals, sums, own, direction = by_column
    density, gain, outlook, first, last = part
    plain, heavy = np.empty(WIDTH), np.empty(WIDTH)
    for strip in range(blocks.shape[0]):
        left = strip * WIDTH
        for row in range(first, last):
            _gather((starts, listed), blocks[strip], weights, row, (plain, heavy))
            beyond = 0.0
            for c in range(min(WIDTH, density.shape[1] - left)):
                column = left + c
                if sums[column] == 0:
                    density[row, column] = np.nan
                    gain[row, column] = np.nan
                    continue
                there = float(present[row, column])
                dense = min((plain[c] - own[column] * there) / (sums[column] - own[column]), 1.0)
                density[row, column] = dense
                gain[row, column] = (totals[column] - heavy[c]) * (1.0 - there)
                beyond += dense * (1.0 - there) * direction[column]
            outlook[row] += beyond
