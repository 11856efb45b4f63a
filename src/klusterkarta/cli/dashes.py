"""Text that begins with a dash, and is no option."""

import re
from collections.abc import Sequence

# argparse takes a negative number for an argument itself.
_DASHED = re.compile(r"-(?!-|\d+$|\d*\.\d+$).")


def dashed_last(words: Sequence[str]) -> list[str]:
    """The words with those that begin with one dash last, behind `--`: argparse would take them for options.

    Of the options only `-h` has one dash. Where the caller wrote a `--`, nothing is moved.

    >>> dashed_last(["-mat", "--breadth", "broad"])
    ['--breadth', 'broad', '--', '-mat']
    >>> dashed_last(["mat", "--limit", "-5", "-h"]), dashed_last(["-5g"])
    (['mat', '--limit', '-5', '-h'], ['--', '-5g'])
    """
    dashed = [word for word in words if _DASHED.match(word) and word != "-h"]
    if "--" in words or not dashed:
        return list(words)
    return [*(word for word in words if word not in dashed), "--", *dashed]
