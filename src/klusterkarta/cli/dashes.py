"""Text that begins with a dash, and is no option."""

import re
from collections.abc import Sequence

_DASHED = re.compile(r"-[^-\d.]")


def dashed_last(words: Sequence[str]) -> list[str]:
    """The words with those that begin with one dash last, behind `--`: argparse would take them for options.

    Of the options only `-h` has one dash. Where the caller wrote a `--`, nothing is moved.

    >>> dashed_last(["-mat", "--breadth", "broad"])
    ['--breadth', 'broad', '--', '-mat']
    >>> dashed_last(["mat", "--limit", "-5", "-h"])
    ['mat', '--limit', '-5', '-h']
    """
    dashed = [word for word in words if _DASHED.match(word) and word != "-h"]
    if "--" in words or not dashed:
        return list(words)
    return [*(word for word in words if word not in dashed), "--", *dashed]
