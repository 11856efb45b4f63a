"""What every chart gives back: the drawing, and the same as words and rows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and its equivalents.

    `svg` has classes and attributes only, so that page, print and dark mode colour it; `table` holds the same values as
    rows of text, heads first; `title` and `description` say what is drawn for who does not see it.
    """

    svg: str
    table: tuple[tuple[str, ...], ...]
    title: str
    description: str
