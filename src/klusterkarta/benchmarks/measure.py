"""Time and memory of a call: medians in this process, or one run in a process of its own."""

import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")
# macOS tells bytes, the others kibibytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of repeated calls."""

    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Measured(Generic[Result]):
    """What a call in a process of its own returned and took; megabytes of 1 000 000 bytes, at the peak."""

    result: Result
    seconds: float
    peak_megabytes: float


class ChildFailed(RuntimeError):
    """The measured process ended without an answer; the message holds what it said."""


def median_seconds(call: Callable[[], object], *, repeats: int) -> Timing:
    """Call once unmeasured, so that nothing is loaded for the first time, then `repeats` times.

    >>> timing = median_seconds(lambda: sum(range(10)), repeats=3)
    >>> timing.least <= timing.median <= timing.most
    True
    """
    if repeats < 1:
        raise ValueError(f"At least one repeat is needed, not {repeats}")
    call()
    taken = [_seconds(call) for _ in range(repeats)]
    return Timing(statistics.median(taken), min(taken), max(taken))


def in_child(function: Callable[..., Result], *arguments: Any, **named: Any) -> Measured[Result]:
    """Run a function of a module, with arguments that can be pickled, in a fresh process; loading counts as memory.

    The seconds are those of the call alone. Raises ChildFailed where the function raised or the process was ended.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    # No daemon: what is measured may start processes of its own, as reading a file apart does.
    child = context.Process(target=_answer, args=(theirs, function, arguments, named))
    child.start()
    theirs.close()
    try:
        failure, result, seconds, peak = ours.recv()
    except EOFError:
        child.join()
        raise ChildFailed(f"{function.__qualname__} ended without an answer, exit code {child.exitcode}") from None
    child.join()
    if failure:
        raise ChildFailed(f"{function.__qualname__} failed: {failure}")
    return Measured(result, seconds, peak)


def peak_megabytes() -> float:
    """The most memory this process has held so far; nan on a system that does not tell.

    Linux is asked for its high-water mark, since `ru_maxrss` of a new process begins at what its parent held.
    """
    try:
        marks = [line.split()[1] for line in _STATUS.read_text(encoding="ascii").splitlines() if "VmHWM:" in line]
    except OSError:
        marks = []
    if marks:
        return int(marks[0]) * 1024 / 1e6
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT / 1e6


def peak_of_children() -> float:
    """The most memory that any one process held which this one has started and seen end; nan where nobody tells.

    On Linux a child begins at what its parent held when it was started, so this may say too much, never too little.
    """
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _RSS_UNIT / 1e6


def processor_seconds() -> float:
    """Processor time of this process and of those it has started and seen end: what a busy machine does not stretch."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def stop_watch() -> Callable[[], tuple[float, float]]:
    """Start it; each call then says the seconds since, on the clock and of the processor.

    >>> took = stop_watch()
    >>> seconds, processor = took()
    >>> seconds >= 0, processor >= 0
    (True, True)
    """
    began, busy = time.perf_counter(), processor_seconds()
    return lambda: (time.perf_counter() - began, processor_seconds() - busy)


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _answer(pipe: Any, function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    began = time.perf_counter()
    try:
        result, failure = function(*arguments, **named), ""
    except Exception as problem:  # noqa: BLE001 - whatever it was, the parent says it
        result, failure = None, f"{type(problem).__name__}: {problem}"
    seconds = time.perf_counter() - began
    pipe.send((failure, result, seconds, peak_megabytes()))
    pipe.close()
