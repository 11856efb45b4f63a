"""The stored model, trained anew: on records of another seed than those that are reported."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from klusterkarta.benchmarks.linkage.generate import generate
from klusterkarta.linkage.affiliations import organisation_part
from klusterkarta.linkage.tables.arrays import Flags, Ints
from klusterkarta.linkage.tables.candidates import candidate_pairs
from klusterkarta.linkage.tables.compare import comparer
from klusterkarta.linkage.tables.model import plain_model
from klusterkarta.linkage.tables.records import read_records
from klusterkarta.linkage.tables.train import train

SEED, RECORDS = 5, 100_000
# With all columns, and on smaller parts with fewer, so that a list of names alone is judged rightly too.
_PARTS: Sequence[tuple[Sequence[str], int]] = (
    (("city", "postal_code", "url", "email"), RECORDS), (("city",), 40_000), (("city", "url"), 30_000), ((), 30_000),
    (("city", "postal_code", "url", "email"), 3_000), (("city",), 3_000), ((), 3_000),
)  # fmt: skip


def trained_models(progress: Callable[[str], None], *, affiliations: pl.DataFrame | None) -> dict[str, Any]:
    """The models in their plain form; that of affiliations only where such strings are given (`affiliations.read`)."""
    records = generate(RECORDS, seed=SEED)
    parts = []
    for columns, rows in _PARTS:
        progress(f"comparing {rows} records by name{''.join(f', {column}' for column in columns)}")
        parts.append(_compared(records.head(rows), columns))
    models = {"records": plain_model(train(parts))}
    if affiliations is not None:
        tuning = affiliations.filter(pl.col("half") == "tuning")
        organisations = pl.Series("name", [organisation_part(text) for text in tuning["name"].to_list()])
        models["affiliations"] = plain_model(train([_compared(tuning.with_columns(organisations), ())]))
    return models


def write_models(models: Mapping[str, Any], path: Path) -> None:
    """The models in place of those of the document; its review header, and a model that was not trained, stay."""
    text = path.read_text(encoding="utf-8")
    held = {kind: model for kind, model in yaml.safe_load(text).items() if kind != "review"}
    header = text.partition("\nrecords:")[0]
    body = yaml.dump({**held, **models}, Dumper=_Dumper, sort_keys=False, width=140)
    path.write_text(f"{header}\n{body}", encoding="utf-8")


def _compared(records: pl.DataFrame, columns: Sequence[str]) -> tuple[Mapping[str, Ints], Flags]:
    read = read_records(records.select("name", *columns))
    pairs = candidate_pairs(read)
    entity = records["entity"].to_numpy()
    return comparer(read).levels(pairs.left, pairs.right), entity[pairs.left] == entity[pairs.right]


class _Dumper(yaml.SafeDumper):
    """Block style, but each pair of numbers on one line."""


_Dumper.add_representer(
    list, lambda dumper, pair: dumper.represent_sequence("tag:yaml.org,2002:seq", pair, flow_style=True)
)
