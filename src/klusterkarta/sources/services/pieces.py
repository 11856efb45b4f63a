"""A question in pieces that a service will answer, and the answers put together again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import prod

import polars as pl

from klusterkarta.sources.services.refusals import TooMuch, bad_answer, bad_question
from klusterkarta.sources.statistics.raw import PLACE, STATUS, VALUE, Raw

Selection = Mapping[str, Sequence[str]]
Ask = Callable[[Selection], Raw]
Told = Callable[[int, int], None]

MOST_PIECES = 500


def pieces(selection: Selection, *, most: int) -> list[Selection]:
    """Selections of at most `most` cells (0: no limit) that together have every cell of the given one, and once.

    BadQuestion where that would be more than 500.

    >>> [one["a"] for one in pieces({"a": ["1", "2", "3"], "b": ["x", "y"]}, most=4)]
    [['1', '2'], ['3']]
    """
    cells = prod(len(codes) for codes in selection.values())
    if most and cells / most > MOST_PIECES:
        raise bad_question("service.too_many_pieces", cells=cells, limit=MOST_PIECES)
    return list(_split(selection, most)) if most else [selection]


def _split(selection: Selection, most: int) -> Iterator[Selection]:
    cells = prod(len(codes) for codes in selection.values())
    if cells <= most:
        yield selection
        return
    longest = max(selection, key=lambda name: len(selection[name]))
    codes = selection[longest]
    size = max(1, most * len(codes) // cells)
    for at in range(0, len(codes), size):
        yield from _split({**selection, longest: codes[at : at + size]}, most)


def gathered(selection: Selection, ask: Ask, *, most: int, told: Told) -> tuple[list[Raw], int]:
    """The answers to all pieces, and how many there were. A piece that is still too much is halved and asked again."""
    waiting, answers = pieces(selection, most=most), list[Raw]()
    while waiting:
        told(len(answers), len(answers) + len(waiting))
        piece = waiting.pop(0)
        try:
            answers.append(ask(piece))
        except TooMuch:
            halves = _halves(piece)
            if not halves or len(answers) + len(waiting) + len(halves) > MOST_PIECES:
                raise
            waiting[:0] = halves
    return answers, len(answers)


def together(answers: Sequence[Raw], *, service: str) -> Raw:
    """One long frame of all answers. BadAnswer where a cell is in two of them, or their dimensions differ."""
    first = answers[0]
    if any(one.dimensions != first.dimensions for one in answers):
        raise bad_answer("service.malformed", service=service, address="", why="dimensions", expected="one table")
    frame = pl.concat([one.frame for one in answers], how="diagonal")
    if len(answers) > 1:
        twice = frame.filter(pl.struct(first.dimensions).is_duplicated())
        if not twice.is_empty():
            cell = " × ".join(str(part) for part in twice.select(first.dimensions).row(0))
            raise bad_answer("service.twice", service=service, cell=cell)
    ordered = [*first.dimensions, *(name for name in (VALUE, STATUS, PLACE) if name in frame.columns)]
    return Raw(frame.select(ordered), first.said)


def _halves(piece: Selection) -> list[Selection]:
    longest = max(piece, key=lambda name: len(piece[name]), default="")
    codes = piece.get(longest, ())
    if len(codes) < 2:
        return []
    middle = len(codes) // 2
    return [{**piece, longest: codes[:middle]}, {**piece, longest: codes[middle:]}]
