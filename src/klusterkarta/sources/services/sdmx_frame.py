"""What the three formats of SDMX have in common: the table they are of, and the long frame they become."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from klusterkarta.sources.services.refusals import BadAnswer, bad_answer
from klusterkarta.sources.statistics.raw import PLACE, STATUS, VALUE, Raw

FIGURE, MULTIPLIER = "OBS_VALUE", "UNIT_MULT"
MARKS = ("OBS_FLAG", "OBS_STATUS")
# "A" is a normal figure in SDMX's code list of observation statuses.
_NORMAL = ("", "A")


@dataclass(frozen=True, slots=True, kw_only=True)
class SdmxDimension:
    """A dimension: its id, its name in words, and its codes with theirs (none where it has no code list)."""

    id: str
    name: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SdmxTable:
    """A dataflow by its structure. `time` is the id of the dimension of time; `definition` the library's own object."""

    title: str
    dimensions: tuple[SdmxDimension, ...]
    time: str
    definition: Any

    @property
    def keyed(self) -> list[SdmxDimension]:
        """The dimensions that stand in a key: all but time, in their order."""
        return [one for one in self.dimensions if one.id != self.time]

    def reading(
        self, reader: Callable[[bytes, "SdmxTable"], pl.DataFrame], body: bytes, *, service: str, address: str
    ) -> pl.DataFrame:
        """What a reader makes of an answer; BadAnswer with the address for whatever it cannot read."""
        try:
            return reader(body, self)
        except BadAnswer:
            raise
        except Exception as problem:
            why = f"{type(problem).__name__}: {problem}"[:200]
            raise bad_answer(
                "service.malformed", service=service, address=address, why=why, expected="SDMX"
            ) from problem


def frame_of(rows: Sequence[Mapping[str, str]], table: SdmxTable) -> pl.DataFrame:
    """The observations as text, a column a dimension, figure or attribute. KeyError for one that lacks a dimension."""
    ids = [one.id for one in table.dimensions]
    names = [*ids, FIGURE, *sorted({name for row in rows for name in row} - {*ids, FIGURE})]
    columns = {name: [row[name] if name in ids else row.get(name, "") for row in rows] for name in names}
    return pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))


def raw_of(frame: pl.DataFrame, table: SdmxTable) -> Raw:
    """The long frame: codes with their names, figures times 10 to UNIT_MULT, marks other than normal."""
    headings = {one.id: one.name for one in table.dimensions}
    if len(set(headings.values())) < len(headings):
        headings = {one.id: one.id for one in table.dimensions}
    columns = [_named(frame[one.id], one).alias(headings[one.id]) for one in table.dimensions]
    value = pl.col(FIGURE).fill_null("").str.strip_chars()
    power = pl.col(MULTIPLIER).fill_null("") if MULTIPLIER in frame.columns else pl.lit("")
    raised = pl.when(power.is_in(["", "0"])).then(value).otherwise(_times(value, power))
    missing = value.is_in(["", "NaN", "nan", ":"])
    found = frame.select(
        *columns,
        pl.when(missing).then(pl.lit("..")).otherwise(raised).alias(VALUE),
        _marks(frame).alias(STATUS),
        pl.format("observation {}", pl.int_range(1, pl.len() + 1)).alias(PLACE),
    )
    multiplied = MULTIPLIER in frame.columns and not frame[MULTIPLIER].fill_null("").is_in(["", "0"]).all()
    return Raw(found, {"title": table.title, **_updated(frame), **({"multiplied": "yes"} if multiplied else {})})


def _times(value: pl.Expr, power: pl.Expr) -> pl.Expr:
    """Figures times ten to a power, still as they are written: "1.5E3" by "3" is "1.5e6"."""
    own = value.str.extract(r"[eE]([+-]?[0-9]+)$").cast(pl.Int64)
    both = (own + power.cast(pl.Int64, strict=False)).cast(pl.String)
    return value.str.replace(r"[eE][+-]?[0-9]+$", "") + "e" + pl.coalesce(both, power)


def _named(codes: pl.Series, dimension: SdmxDimension) -> pl.Series:
    words = {
        code: f"{code} {name}" if (name := dimension.codes.get(code, "")) and name != code else code
        for code in codes.unique().to_list()
    }
    return codes.replace_strict(words, return_dtype=pl.String)


def _marks(frame: pl.DataFrame) -> pl.Expr:
    """The marks, of those columns that there are, without what only says that a figure is normal."""
    there = [name for name in MARKS if name in frame.columns]
    if not there:
        return pl.lit("")
    marks = pl.coalesce(*(pl.col(name) for name in there)).fill_null("")
    return pl.when(marks.is_in(_NORMAL)).then(pl.lit("")).otherwise(marks)


def _updated(frame: pl.DataFrame) -> dict[str, str]:
    if "LAST UPDATE" in frame.columns and frame.height:
        return {"updated": str(frame["LAST UPDATE"][0])}
    return {}
