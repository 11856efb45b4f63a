"""The table that the replayed service holds: small, with everything that real ones have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True)
class Dimension:
    """A dimension; with `elimination` it may be left out of a question to PxWeb, which then sums over it."""

    code: str
    text: str
    labels: Mapping[str, str]
    elimination: bool = False
    role: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose figures follow from the places of their codes: 1, 10, 100 … per dimension from the last one on."""

    title: str
    dimensions: tuple[Dimension, ...]
    missing: frozenset[tuple[str, ...]] = frozenset()
    breaks: frozenset[str] = frozenset()

    def dimension(self, code: str) -> Dimension:
        return next(one for one in self.dimensions if one.code == code)

    def value(self, cell: Mapping[str, str]) -> int | None:
        """The figure; dimensions that are left out are summed; None where there is none."""
        out = [list(one.labels) if one.code not in cell else [cell[one.code]] for one in self.dimensions]
        found = [self._one(codes) for codes in product(*out)]
        return None if any(one is None for one in found) else sum(one for one in found if one is not None)

    def mark(self, cell: Mapping[str, str]) -> str:
        """ "b" in the years that begin something new."""
        return "b" if self.breaks & set(cell.values()) else ""

    def rows(self, chosen: Mapping[str, Sequence[str]]) -> Iterator[tuple[str | int | None, ...]]:
        """Codes in the table's order, then the figure."""
        for codes in product(*(chosen[one.code] for one in self.dimensions)):
            yield *codes, self._one(codes)

    def _one(self, codes: Sequence[str]) -> int | None:
        if tuple(codes) in self.missing:
            return None
        places = [list(one.labels).index(code) + 1 for one, code in zip(self.dimensions, codes, strict=True)]
        return sum(place * 10 ** (len(places) - 1 - at) for at, place in enumerate(places))


YEARS = {year: year for year in ("2018", "2019", "2020")}
# As Statistics Sweden has it: counties and the country, industries, sexes without a total, ages that may be left out.
SCB = Table(
    "Sysselsatta (dagbefolkning) efter region, näringsgren SNI 2007, kön, ålder och år",
    (
        Dimension("Region", "region", {"00": "Riket", "01": "Stockholms län", "17": "Värmlands län"}, True, "geo"),
        Dimension("SNI2007", "näringsgren SNI 2007", {"10": "livsmedel", "62": "dataprogrammering"}, True),
        Dimension("Kon", "kön", {"1": "män", "2": "kvinnor"}, True),
        Dimension("Alder", "ålder", {"20": "20 år", "21": "21 år"}, True),
        Dimension("ContentsCode", "tabellinnehåll", {"N1": "Sysselsatta"}, False, "metric"),
        Dimension("Tid", "år", YEARS, False, "time"),
    ),
    missing=frozenset({("17", "62", "2", "20", "N1", "2019")}),
    breaks=frozenset({"2020"}),
)
REGIONS = {"SE": "Sweden", "SE311": "Värmlands län", "SE313": "Gävleborgs län"}
# As Eurostat has it: nested regions, sexes with their total, a unit of its own.
EUROSTAT = Table(
    "Employment by sex and NUTS 3 region (NACE Rev. 2)",
    (
        Dimension("freq", "Time frequency", {"A": "Annual"}),
        Dimension("unit", "Unit of measure", {"THS": "Thousand persons"}),
        Dimension("sex", "Sex", {"T": "Total", "M": "Males", "F": "Females"}),
        Dimension("nace_r2", "Statistical classification of economic activities", {"C10": "Food", "J62": "Computing"}),
        Dimension("geo", "Geopolitical entity (reporting)", REGIONS, role="geo"),
        Dimension("TIME_PERIOD", "Time", YEARS, role="time"),
    ),
    missing=frozenset({("A", "THS", "F", "J62", "SE313", "2019")}),
    breaks=frozenset({"2020"}),
)  # fmt: skip
