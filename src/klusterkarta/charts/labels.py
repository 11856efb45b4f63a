"""Words beside a picture: broken into lines, and set round it so that they lie outside."""

from collections.abc import Iterator, Sequence
from html import escape


def wrapped(text: str, longest: int) -> list[str]:
    """The words in lines of at most `longest` characters; a longer word has a line of its own.

    >>> wrapped("Forskning och högre utbildning", 14)
    ['Forskning och', 'högre', 'utbildning']
    >>> wrapped("", 14)
    ['']
    """
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > longest:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def label_round(
    lines: Sequence[str], at: tuple[float, float], *, middle: tuple[float, float], radius: float, step: float
) -> Iterator[str]:
    """Lines of text at a point outside the circle round `middle`, `step` from line to line.

    Right of the middle they begin at the point, left of it they end there; above the circle the last line stands at the
    point, below it the first.
    """
    (x, y), side = at, at[0] - middle[0]
    anchor = "middle" if abs(side) < 1 else "start" if side > 0 else "end"
    top = y - (len(lines) - 1) * step if y < middle[1] - radius / 2 else y
    for number, line in enumerate(lines):
        place = f'x="{x:.1f}" y="{top + 4 + number * step:.1f}" text-anchor="{anchor}"'
        yield f'<text class="name" {place}>{escape(line)}</text>'
