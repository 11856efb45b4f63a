"""Shown values into facet rows by readers of their wordings."""

from collections.abc import Callable, Mapping

import polars as pl

from klusterkarta.values.frames import FACETS
from klusterkarta.values.place import CERTAINTIES

Codes = list[tuple[str, str, str]]  # (facet, code, certainty)


def read_values(shown: pl.DataFrame, readers: Mapping[str, Callable[[str], Codes]]) -> pl.DataFrame:
    """Facet rows (frame `FACETS`): what the reader of its property finds in each shown value.

    Each different value is read once.
    """
    wanted = shown.filter(pl.col("property").is_in(list(readers))).select("actor", "property", "value")
    pairs = wanted.select("property", "value").unique(maintain_order=True)
    found = [(code, value, *one) for code, value in pairs.iter_rows() for one in readers[code](value)]
    schema = dict.fromkeys(("property", "value", "facet", "code", "certainty"), pl.String)
    read = pl.DataFrame(found, schema=schema, orient="row")
    return wanted.join(read, on=["property", "value"]).select(list(FACETS))


def surest_rows(facets: pl.DataFrame) -> pl.DataFrame:
    """One row per actor, facet and code, in their order; of several readings the surest."""
    order = pl.col("certainty").replace_strict(list(CERTAINTIES), range(len(CERTAINTIES)), return_dtype=pl.Int8)
    ordered = facets.with_columns(order.alias("order")).sort("actor", "facet", "code", "order")
    return ordered.unique(["actor", "facet", "code"], keep="first", maintain_order=True).drop("order")
