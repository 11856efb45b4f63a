"""SDMX-CSV 1.0: one row an observation, a column a dimension, then the figure and its attributes."""

import polars as pl

from klusterkarta.sources.services.sdmx_frame import FIGURE, SdmxTable


def read_csv(body: bytes, table: SdmxTable) -> pl.DataFrame:
    """The rows as text, dimensions by the structure's ids. ValueError names the columns that are missing."""
    frame = pl.read_csv(body, infer_schema=False)
    ids = {one.id.casefold(): one.id for one in table.dimensions}
    frame = frame.rename({name: ids[name.casefold()] for name in frame.columns if name.casefold() in ids})
    missing = [name for name in (*ids.values(), FIGURE) if name not in frame.columns]
    if missing:
        raise ValueError(f"no column {', '.join(missing)}")
    return frame
