"""Each library run on the same records in a process of its own, and scored with one way of choosing the threshold."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from klusterkarta.benchmarks.linkage.score import HALVES, Scores, best_threshold, connected, scores
from klusterkarta.linkage.tables.groups import group_records

OURS, PEERS = "klusterkarta", ("splink", "recordlinkage", "rapidfuzz")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one library reached on one set: its scores by half, its costs; `fault` says why there are none."""

    library: str
    records: int
    scores: dict[str, Scores]
    seconds: float = 0
    processor: float = 0
    megabytes: float = 0
    version: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Records in a file with the truth about them, where to write, how long a library may take."""

    records: Path
    truth: pl.DataFrame
    folder: Path
    columns: Sequence[str]
    patience: float
    kind: str = "records"


def run_ours(task: Task) -> Outcome:
    """Klusterkarta's linkage with its stored model; its groups are its own."""
    module = "klusterkarta.benchmarks.linkage.ours_run"
    return _run([sys.executable, "-m", module], [task.kind, ",".join(task.columns)], task, OURS)


def run_peer(library: str, python: Path, *, task: Task) -> Outcome:
    """One of the peers in their environment; its groups are the connected components of its pairs."""
    script = Path(__file__).with_name("peers_run.py")
    return _run([str(python), "-W", "ignore", str(script), library], [], task, library)


def _run(command: list[str], rest: list[str], task: Task, library: str) -> Outcome:
    pairs_file, figures = task.folder / f"{library}.parquet", task.folder / f"{library}.json"
    arguments = [*command, str(task.records), str(pairs_file), str(figures), *rest]
    try:
        done = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=task.patience)
    except subprocess.TimeoutExpired:
        return Outcome(library, task.truth.height, {}, fault=f"not done after {task.patience:.0f} s")
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no message"]
        return Outcome(library, task.truth.height, {}, fault=f"ended with an error: {last[0][:200]}")
    told = json.loads(figures.read_text(encoding="utf-8"))
    found = _scored(pl.read_parquet(pairs_file), task.truth, with_guard=library == OURS)
    costs = (told["seconds"], told["processor"], told["peak_megabytes"])
    return Outcome(library, task.truth.height, found, *costs, version=told["version"])


def _scored(pairs: pl.DataFrame, truth: pl.DataFrame, *, with_guard: bool) -> dict[str, Scores]:
    threshold = best_threshold(pairs, truth)
    counting = pairs.filter(pl.col("score") >= threshold)
    clusters = _guarded(pairs, truth, threshold) if with_guard else connected(counting, truth["id"])
    return {half: scores(counting, truth, half=half, clusters=clusters) for half in HALVES}


def _guarded(pairs: pl.DataFrame, truth: pl.DataFrame, threshold: float) -> pl.DataFrame:
    place = dict(zip(truth["id"].to_list(), range(truth.height), strict=True))
    sides = [
        np.array([place[one] for one in pairs[side].to_list()], dtype=np.int64) for side in ("left_id", "right_id")
    ]
    weights = pairs["score"].to_numpy()
    groups = group_records(*sides, weights=weights, threshold=threshold, records=truth.height)
    return pl.DataFrame({"id": truth["id"], "cluster": groups.astype(np.int64)})
