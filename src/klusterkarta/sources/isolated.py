"""A file's tables, read in a process of its own: a hostile or broken file costs that process and nothing else."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from klusterkarta.sources.child import REQUEST, RESULT, What
from klusterkarta.sources.container import read_bytes
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.table import Table
from klusterkarta.sources.tables_on_disk import read_back
from klusterkarta.sources.unreadable import UnreadableFile, unreadable
from klusterkarta.values.reason import reason_from_dict

Found = TypeVar("Found")
# What Python, the loader of compiled modules and the system say.
_OUT_OF_MEMORY = ("MemoryError", "failed to map segment", "Cannot allocate memory", "cannot allocate memory")


def read_file(path: Path, limits: Limits = Limits()) -> list[Table]:  # noqa: B008 - frozen
    """Every table of the file. Raises UnreadableFile, also when reading takes more memory or time than the limits.

    Works without fork; where the system cannot limit memory (Windows) the size of the file and of what it unpacks to
    still do.
    """
    return read_apart(path, limits, what="tables", take=read_back)


def read_apart(path: Path, limits: Limits, *, what: What, take: Callable[[Any, Path], Found]) -> Found:
    """What a process of its own read out of the file: `take` makes it of the answer, while its folder is still there.

    Raises UnreadableFile as `read_file` does.
    """
    read_bytes(path, limits)
    with tempfile.TemporaryDirectory(prefix="klusterkarta-read-") as name:
        folder = Path(name)
        request = {"path": str(path.absolute()), "limits": asdict(limits), "what": what}
        (folder / REQUEST).write_text(json.dumps(request), encoding="utf-8")
        _run(path, folder, limits)
        answer = _answer(path, folder)
        if "unreadable" in answer:
            raise UnreadableFile(reason_from_dict(answer["unreadable"]))
        return take(answer[what], folder)


def _run(path: Path, folder: Path, limits: Limits) -> None:
    # -P: the working folder may hold anything and is no place to import from.
    command = [sys.executable, "-P", "-m", "klusterkarta.sources.child", str(folder)]
    log = folder / "messages"
    try:
        with log.open("wb") as messages:
            ended = subprocess.run(  # noqa: PLW1510
                command, stdin=subprocess.DEVNULL, stdout=messages, stderr=messages, timeout=limits.seconds
            )
    except subprocess.TimeoutExpired as problem:
        raise unreadable("file.too_slow", file=path.name, seconds=limits.seconds) from problem
    # The limit of processor time ends the process by a signal; Windows has none.
    if hasattr(signal, "SIGXCPU") and ended.returncode == -signal.SIGXCPU:
        raise unreadable("file.too_slow", file=path.name, seconds=limits.seconds)


def _answer(path: Path, folder: Path) -> dict[str, Any]:
    """The child's answer. Without one it was ended by the memory limit: a library ends a process it cannot serve."""
    try:
        answer: dict[str, Any] = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        message = (folder / "messages").read_text(encoding="utf-8", errors="replace")
        raise _ended(path, message) from problem
    return answer


def _ended(path: Path, message: str) -> UnreadableFile:
    last = message.strip().splitlines()[-1][:200] if message.strip() else ""
    if "Traceback" in message and not any(sign in message for sign in _OUT_OF_MEMORY):
        return unreadable("file.reader_failed", file=path.name, why=last)
    return unreadable("file.too_much_memory", file=path.name)
