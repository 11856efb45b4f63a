"""When two values say the same: a comparable form of a value, by property."""

from functools import cache, lru_cache

import polars as pl

from klusterkarta.values.quantity import parse_quantity
from klusterkarta.values.text import fold
from klusterkarta.values.web_address import web_domain
from klusterkarta.vocabularies.fields import profile_fields

_ADDRESSES = frozenset({"url", "eccp_url"})
# Of so few pairs it takes longer to find those that stand twice.
_FEW = 500


@lru_cache(maxsize=200_000)
def alike_form(property_code: str, value: str) -> str:
    """A form equal for values that say the same: quantities by bounds, home pages by domain, text folded.

    >>> alike_form("members", "Ca 30") == alike_form("members", "ca. 30 st")
    True
    >>> alike_form("start_year", "1999") == alike_form("start_year", "2002")
    False
    """
    if property_code in _ADDRESSES:
        return web_domain(value) or fold(value)
    quantity = parse_quantity(value) if property_code in _quantities() else None
    return fold(value) if quantity is None else f"{quantity.low}|{quantity.high}|{quantity.about}|{quantity.strict}"


@cache
def _quantities() -> frozenset[str]:
    return frozenset(code for code, field in profile_fields().items() if field.type == "quantity")


def likeness(property_column: str, value_column: str) -> pl.Expr:
    """`alike_form` over two columns; each different pair is worked out once."""
    pair = pl.struct(property_column, value_column)
    return pair.map_batches(_over_pairs, return_dtype=pl.String)


def _over_pairs(pairs: pl.Series) -> pl.Series:
    fields = pairs.struct.unnest()
    if fields.height <= _FEW:
        return _forms(fields)
    code, value = fields.columns
    different = fields.unique(maintain_order=True)
    different = different.with_columns(_forms(different))
    return fields.join(different, on=[code, value], how="left", maintain_order="left")["alike"]


def _forms(pairs: pl.DataFrame) -> pl.Series:
    return pl.Series("alike", [alike_form(code, value) for code, value in pairs.iter_rows()], dtype=pl.String)
