"""Each contender on the same cells in a process of its own, several times, in alternating order."""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

OURS, PEERS = "klusterkarta", ("ecomplexity", "plain")


@dataclass(slots=True)
class Run:
    """What one contender took in all its rounds; `found` is the file with its answer, `fault` why there is none.

    `first` holds the first call of each round's process: in the first round nothing has been compiled before.
    """

    name: str
    found: Path
    first: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    megabytes: float = 0
    version: str = ""
    fault: str = ""

    @property
    def seconds(self) -> float:
        """The median of the warm calls."""
        return statistics.median(self.warm) if self.warm else float("nan")

    @property
    def processor_seconds(self) -> float:
        """The median of the processor's seconds in warm calls."""
        return statistics.median(self.processor) if self.processor else float("nan")


def run_all(names: Sequence[str], cells: Path, *, python: Path, rounds: int, say: Callable[[str], None]) -> list[Run]:
    """Every contender once a round, the order turned round each time."""
    runs = {name: Run(name, cells.with_name(f"{cells.stem}-{name}.parquet")) for name in names}
    for at in range(rounds):
        for name in names if at % 2 == 0 else reversed(names):
            if not runs[name].fault:
                say(f"{name}, round {at + 1} of {rounds}, {cells.stem}")
                _once(runs[name], cells, python)
    return list(runs.values())


def _once(run: Run, cells: Path, python: Path) -> None:
    # A folder of its own for compiled code: in the first round there is nothing in it, then what that round left.
    compiled = cells.with_name(f"{cells.stem}-compiled")
    ours = [sys.executable, "-m", "klusterkarta.benchmarks.analysis.ours_run", str(compiled)]
    theirs = [str(python), str(Path(__file__).with_name("peers_run.py")), run.name]
    figures = run.found.with_suffix(".json")
    command = [*(ours if run.name == OURS else theirs), str(cells), str(run.found), str(figures)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        run.fault = (done.stderr.strip().splitlines() or ["no message"])[-1][:200]
        return
    told = json.loads(figures.read_text(encoding="utf-8"))
    seconds, processor = told["seconds"], told["processor"]
    run.first.append(seconds[0])
    # A peer runs once a process; nothing of it is compiled, so that its first call is like any other.
    run.warm += seconds[1:] or seconds
    run.processor += processor[1:] or processor
    run.megabytes, run.version = max(run.megabytes, told["peak_megabytes"]), told["version"]
