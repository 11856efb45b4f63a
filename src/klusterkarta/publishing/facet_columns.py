"""What the reading of the statements found, as columns of a list in words: kinds, counties, sectors and so on."""

from collections.abc import Mapping

import polars as pl

from klusterkarta.publishing.facet_words import facet_words
from klusterkarta.publishing.list_rows import ListRows

_SURE = ["stated", "looked_up"]
# Column → facet, and whether only what is sure (True) or only what is interpreted (False) is meant.
_PARTS = {
    "kind": ("kind", None),
    "list": ("list", None),
    "country": ("country", None),
    "counties": ("county", True),
    "counties_interpreted": ("county", False),
    "sector_group": ("sector", None),
    "priorities": ("priority", None),
}


def facet_columns(
    facets: pl.DataFrame, rows: ListRows, *, language: str, priorities: Mapping[str, str]
) -> dict[str, pl.Series]:
    """The columns. `facets`: actor, facet, code, certainty (texts or categories); `priorities`: code → name."""
    columns = {}
    for column, (facet, sure) in _PARTS.items():
        found = facets.filter(pl.col("facet") == facet)
        if sure is not None:
            found = found.filter(pl.col("certainty").is_in(_SURE) == sure)
        named = priorities if facet == "priority" else facet_words(facet, language)
        columns[column] = _words(found, rows, named)
    # Whoever is surely somewhere in Sweden is in Sweden.
    home = pl.when(columns["counties"].is_not_null()).then(pl.lit(facet_words("country", language)["SE"]))
    columns["country"] = pl.select(pl.coalesce(columns["country"], home)).to_series()
    return columns


def _words(found: pl.DataFrame, rows: ListRows, named: Mapping[str, str]) -> pl.Series:
    """Each actor's words, in the order of their codes."""
    codes = found["code"].cast(pl.String)
    places = {code: place for place, code in enumerate(named)}
    order = codes.replace_strict(places, default=len(places), return_dtype=pl.Int64).to_numpy()
    return rows.joined(rows.rows(found["actor"]), codes.replace(dict(named)), order=[order])
