"""A long list in a sentence: its first few."""

from collections.abc import Iterable
from itertools import islice


def first_few(items: Iterable[object], most: int) -> str:
    """The first `most`, with commas between, and " …" where there are more.

    >>> first_few([3, 4], 5), first_few("abc", 2)
    ('3, 4', 'a, b …')
    """
    shown = [str(one) for one in islice(items, most + 1)]
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")
