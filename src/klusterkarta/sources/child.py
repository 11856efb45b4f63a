"""The process in which a file is taken apart: `python -m klusterkarta.sources.child FOLDER`.

The folder holds `request.json`; the answer is `result.json` with one Arrow file a table beside it, or with the reason
why not. Memory and processor time are limited where the system can do it; the parent keeps the clock.
"""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from klusterkarta.sources.limits import Limits
    from klusterkarta.sources.reports.page_text import Report

What = Literal["tables", "report", "report.profiles", "report.tables", "report.lists"]
REQUEST, RESULT = "request.json", "result.json"


def main(folder: Path) -> None:
    """Read the requested file into the folder, with so much memory and processor time as the request allows."""
    limits = _request(folder)["limits"]
    _limit(limits["memory_bytes"], limits["seconds"])
    # One thread: each takes address space, and the reading itself is not parallel.
    os.putenv("POLARS_MAX_THREADS", "1")
    answer(folder)


def answer(folder: Path) -> None:
    """Read the requested file into the folder; the limits of memory and processor time are the caller's to set."""
    request = _request(folder)
    (folder / RESULT).write_text(json.dumps(_answer(Path(request["path"]), request, folder)), encoding="utf-8")


def _request(folder: Path) -> dict[str, Any]:
    request: dict[str, Any] = json.loads((folder / REQUEST).read_text(encoding="utf-8"))
    return request


def _answer(path: Path, request: dict[str, Any], folder: Path) -> dict[str, Any]:
    # Imported after the limits are set, which then hold for everything the libraries do.
    from klusterkarta.sources.limits import Limits
    from klusterkarta.sources.unreadable import UnreadableFile
    from klusterkarta.values.reason import reason_to_dict

    what, limits = request["what"], Limits(**request["limits"])
    try:
        return {what: _tables(path, limits, folder) if what == "tables" else _report(path, limits, what)}
    except UnreadableFile as problem:
        return {"unreadable": reason_to_dict(problem.reason)}
    except MemoryError:
        return {"unreadable": {"code": "file.too_much_memory", "parameters": {"file": path.name}}}


def _tables(path: Path, limits: "Limits", folder: Path) -> list[dict[str, Any]]:
    from klusterkarta.sources.reading import read_tables
    from klusterkarta.sources.tables_on_disk import write_tables

    return write_tables(read_tables(path, limits), folder)


def _report(path: Path, limits: "Limits", what: str) -> dict[str, Any]:
    from klusterkarta.sources.reports.plain_values import report_to_dict
    from klusterkarta.sources.reports.reading import read_report_here

    report = read_report_here(path, limits)
    return {"report": report_to_dict(report), "found": _found(report, what.partition(".")[2])}


def _found(report: "Report", what: str) -> list[Any]:
    if not what:
        return []
    from klusterkarta.sources.reports.finding import find_in

    return find_in(report, what)


def _limit(memory_bytes: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the file's own size and the parent's clock remain
        return
    for which, most in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(which)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(which, (allowed, hard))
        except (ValueError, OSError):  # macOS refuses some of them
            continue


if __name__ == "__main__":
    main(Path(sys.argv[1]))
