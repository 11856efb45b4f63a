"""Counts into classes of whole numbers, for maps."""

from collections.abc import Sequence

Range = tuple[int, int]

CLASSES = 5
"""The ramp has six steps; zero takes one of them."""


def class_ranges(largest: int) -> tuple[Range, ...]:
    """Up to five ranges that cover 1 to `largest`, as even as whole numbers allow, the wider ones last.

    Zero is a class of its own and in no range. Nothing for a `largest` below 1.

    >>> class_ranges(11), class_ranges(3), class_ranges(0)
    (((1, 2), (3, 4), (5, 6), (7, 8), (9, 11)), ((1, 1), (2, 2), (3, 3)), ())
    """
    count = min(CLASSES, max(largest, 0))
    ends = [largest * (number + 1) // count for number in range(count)]
    return tuple((first + 1, last) for first, last in zip([0, *ends], ends, strict=False))


def class_of(value: int, ranges: Sequence[Range]) -> int:
    """0 for zero, else the number of the range, from 1. ValueError for a value that no range covers.

    >>> class_of(7, class_ranges(11)), class_of(0, class_ranges(11))
    (4, 0)
    """
    if value == 0:
        return 0
    for number, (first, last) in enumerate(ranges, start=1):
        if first <= value <= last:
            return number
    raise ValueError(f"no class holds {value}; the classes are {list(ranges)}")


def shade_of(number: int, *, classes: int) -> int:
    """The step of the ramp, 0 to 5, for class `number` of `classes`: the highest class always gets the darkest.

    >>> [shade_of(number, classes=5) for number in range(6)], [shade_of(number, classes=2) for number in range(3)]
    ([0, 1, 2, 3, 4, 5], [0, 3, 5])
    """
    return -(-number * CLASSES // classes) if number else 0
