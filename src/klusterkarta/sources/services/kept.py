"""Answers kept by their question: the figures as Parquet, beside it what was asked, where and when."""

import hashlib
import io
import json
import os
from pathlib import Path

import polars as pl

from klusterkarta.sources.services.query import Fetched, FigureQuery, query_digest
from klusterkarta.sources.statistics.raw import Raw
from klusterkarta.vocabularies.services import service_of


def keep(answer: Fetched, folder: Path) -> None:
    """Keep an answer in place of the one that was kept for its question; whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    name = query_digest(answer.query)[:32]
    buffer = io.BytesIO()
    answer.raw.frame.write_parquet(buffer)
    digest = hashlib.sha256(buffer.getvalue()).hexdigest()
    _put(folder / f"{name}-{digest[:16]}.parquet", buffer.getvalue())
    query = answer.query
    said = {
        "service": query.service, "dataset": query.dataset, "base": query.base, "form": query.form,
        "filters": {dimension: list(codes) for dimension, codes in query.filters.items()},
        "asked": list(answer.asked), "fetched_at": answer.fetched_at, "said": dict(answer.raw.said),
        "licence": service_of(query.service).licence, "figures": f"{name}-{digest[:16]}.parquet", "sha256": digest,
    }  # fmt: skip
    _put(folder / f"{name}.json", json.dumps(said, ensure_ascii=False, indent=1).encode())
    for earlier in folder.glob(f"{name}-*.parquet"):
        if earlier.name != said["figures"]:
            earlier.unlink(missing_ok=True)


def kept_answer(query: FigureQuery, folder: Path) -> Fetched | None:
    """The answer that is kept for a question; None where there is none, or where its files were changed."""
    try:
        said = json.loads((folder / f"{query_digest(query)[:32]}.json").read_bytes())
        data = (folder / said["figures"]).read_bytes()
        if hashlib.sha256(data).hexdigest() != said["sha256"]:
            return None
        raw = Raw(pl.read_parquet(io.BytesIO(data)), said["said"])
        return Fetched(query, raw, tuple(said["asked"]), said["fetched_at"], kept=True)
    except (OSError, ValueError, KeyError):
        return None


def _put(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
