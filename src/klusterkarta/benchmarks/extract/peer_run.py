"""A peer, run as a program in an environment of its own: the text of each page of a PDF.

    python peer_run.py pdfplumber|pypdf|pypdfium2 REPORT.pdf FIGURES.json

It imports nothing of Klusterkarta. Each peer is used as its first example shows.
"""

import importlib
import json
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any


def pdfplumber(path: str) -> Iterator[str]:
    """Its documentation asks to give a page's memory back after use."""
    with importlib.import_module("pdfplumber").open(path) as document:
        for page in document.pages:
            yield page.extract_text()
            page.close()


def pypdf(path: str) -> Iterator[str]:
    """Plain extraction, without a mode for layout."""
    for page in importlib.import_module("pypdf").PdfReader(path).pages:
        yield page.extract_text()


def pypdfium2(path: str) -> Iterator[str]:
    """The library that Klusterkarta reads PDF with, for its text alone, without where a letter stands."""
    document: Any = importlib.import_module("pypdfium2").PdfDocument(path)
    for page in document:
        yield page.get_textpage().get_text_range()


def main(arguments: list[str]) -> None:
    """Run one peer; write seconds, peak memory, version and the sorted words of each page."""
    peer, path, figures = arguments
    read = {"pdfplumber": pdfplumber, "pypdf": pypdf, "pypdfium2": pypdfium2}[peer]
    importlib.import_module(peer)
    began, busy = time.perf_counter(), time.process_time()
    texts = list(read(path))
    seconds, processor = time.perf_counter() - began, time.process_time() - busy
    told = {
        "seconds": seconds,
        "processor": processor,
        "peak_megabytes": peak_megabytes(),
        "version": version(peer),
        "words": [sorted(text.split()) for text in texts],
    }
    Path(figures).write_text(json.dumps(told), encoding="utf-8")


def peak_megabytes() -> float:
    """The most memory this process has held; nan where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if "VmHWM:" in line), float("nan"))


if __name__ == "__main__":
    main(sys.argv[1:])
