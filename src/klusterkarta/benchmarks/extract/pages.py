"""Generated reports: a page an actor, three paragraphs and a fact table, as national cluster maps are set."""

import textwrap
from collections.abc import Iterator
from random import Random

from klusterkarta.benchmarks.register.actors import SEED, SEPARATOR, Actors
from klusterkarta.benchmarks.register.wording import sentences
from klusterkarta.vocabularies.fields import profile_fields

FIELDS = (
    "url", "address", "phone", "geography", "sector", "members", "start_year", "funders", "research_partners",
    "linked_clusters",
)  # fmt: skip
_WIDTH, _VALUE_WIDTH, _PARAGRAPHS = 88, 54, 3
# A line: what begins at the left, what begins in the second column.
Line = tuple[str, str]


def made_pages(count: int, *, seed: int = SEED) -> Iterator[list[Line]]:
    """So many pages of lines; the same for the same count and seed. The last line is the page's number.

    >>> pages = list(made_pages(2))
    >>> pages == list(made_pages(2)), pages[1][-1]
    (True, ('2', ''))
    """
    chance = Random(seed)  # noqa: S311 - the same pages each time are the point
    for number, said in enumerate(Actors(count, seed=seed), start=1):
        lines = [(f"{said['name'][:60]} {number}", ""), ("", "")]
        for _ in range(_PARAGRAPHS):
            lines += [(line, "") for line in textwrap.wrap(sentences(450, chance), _WIDTH)]
            lines.append(("", ""))
        for code in FIELDS:
            lines += _row(profile_fields()[code].label.sv, said.get(code, "").replace(SEPARATOR, ", "))
        yield [*lines, (str(number), "")]


def words_of(page: list[Line]) -> list[str]:
    """The words of a page, in no particular order."""
    return sorted(word for line in page for part in line for word in part.split())


def _row(label: str, value: str) -> Iterator[Line]:
    first, *rest = textwrap.wrap(value, _VALUE_WIDTH, break_on_hyphens=False) or [""]
    yield label, first
    yield from (("", line) for line in rest)
