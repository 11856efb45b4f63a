"""What is measured of a report, in a process of its own, as reading apart does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from klusterkarta.benchmarks.measure import stop_watch


@dataclass(frozen=True, slots=True)
class Extracted:
    """Seconds of reading the pages and of finding the profiles on top, on the clock and of the processor."""

    read: tuple[float, float]
    found: tuple[float, float]
    profiles: int
    words: list[list[str]]


def extract(path: Path) -> Extracted:
    """Read a report and find its profiles; `words` are those of each page, sorted."""
    from klusterkarta.sources.reports.profiles import extract_profiles
    from klusterkarta.sources.reports.reading import read_report_here

    took = stop_watch()
    report = read_report_here(path)
    read = took()
    took = stop_watch()
    profiles = extract_profiles(report)
    found = took()
    pages: dict[int, list[str]] = {}
    for line in report.lines:
        pages.setdefault(line.page, []).extend(line.text.split())
    return Extracted(read, found, len(profiles), [sorted(pages[page]) for page in sorted(pages)])


def same_words(found: Sequence[Sequence[str]], expected: Sequence[Sequence[str]]) -> int:
    """How many pages have exactly the expected words.

    >>> same_words([["a", "b"], ["c"]], [["a", "b"], ["d"]])
    1
    """
    return sum(list(one) == list(other) for one, other in zip(found, expected, strict=False))
