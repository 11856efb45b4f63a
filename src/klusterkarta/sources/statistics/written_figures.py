"""Figures as statistical offices write them."""

import polars as pl

from klusterkarta.sources.statistics.raw import PLACE
from klusterkarta.sources.unreadable import unreadable

# ".." and its kin: there is a figure, but it is unknown, secret or too uncertain; "-": there is nothing to count.
MISSING = ("", ".", "..", "...", "…", ":", "x", "X", "n/a", "na", "nan", "NaN", "null")
ZERO = ("-", "–", "—", "−")
_GROUPED = r"^[-−]?[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+([.,][0-9]+)?$"
_PLAIN = r"^[-−]?[0-9]+([.,][0-9]+)?([eE][-+]?[0-9]+)?$"


def is_figure(text: pl.Expr) -> pl.Expr:
    """Whether a cell of text is a figure, or says that there is none.

    >>> pl.select(is_figure(pl.Series(["1 234,5", "..", "-", "Ale"]))).to_series().to_list()
    [True, True, True, False]
    """
    return text.is_in([*MISSING, *ZERO]) | text.str.contains(_GROUPED) | text.str.contains(_PLAIN)


def figures(frame: pl.DataFrame, column: str, *, file: str) -> pl.Series:
    """The figures of a text column: null where missing, 0 for a dash. UnreadableFile names the first that is neither.

    >>> frame = pl.DataFrame({"n": ["1 234,5", "..", "-", "7"], "__place": ["B2", "B3", "B4", "B5"]})
    >>> figures(frame, "n", file="a.csv").to_list()
    [1234.5, None, 0.0, 7.0]
    """
    text = pl.col(column).fill_null("").str.strip_chars()
    plain = text.str.replace_all(r"[ \u00a0\u202f]", "").str.replace("−", "-", literal=True).str.replace(",", ".")
    number = plain.cast(pl.Float64, strict=False)
    wrong = frame.filter(~is_figure(text) | number.is_infinite())
    if not wrong.is_empty():
        place, value = wrong.select(PLACE, column).row(0)
        raise unreadable("figures.no_figure", file=file, place=place, value=str(value), count=wrong.height)
    read = pl.when(text.is_in(MISSING)).then(None).when(text.is_in(ZERO)).then(0.0).otherwise(number)
    return frame.select(read.alias(column)).to_series()
