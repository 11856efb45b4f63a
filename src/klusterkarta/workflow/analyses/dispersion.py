"""`klusterkarta analyse dispersion`: a file of members' places into how far apart they lie, group by group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from klusterkarta.analysis.distance.dispersion import DETOUR, LEAST_KNOWN, SPEED_KM_H, Travel, check_known, dispersion
from klusterkarta.analysis.distance.dispersion_rows import COLUMNS, dispersion_rows
from klusterkarta.analysis.distance.points import BadPoints, Points, bad, points_on_plane
from klusterkarta.values.first_few import first_few
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.places_tables import municipalities
from klusterkarta.workflow.analyses.columns import Read, read_columns
from klusterkarta.workflow.analyses.written import WrittenGroups, check_target, write_rows

_MOST_SHOWN = 5
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class MemberColumns:
    """The headings of the file's columns; "" for those that it has not; the area that the places lie in."""

    latitude: str
    longitude: str
    municipality: str = ""
    group: str = ""
    area: str = "SE"


def measure_dispersion(
    path: Path,
    out: Path,
    *,
    columns: MemberColumns,
    members: int = 0,
    speed: float = SPEED_KM_H,
    detour: float = DETOUR,
) -> WrittenGroups:
    """Read, measure, write. A row is a member; one without coordinates is a member whose place is not known.

    `members`: how many there are in all, where the file does not list each (only without groups). Raises
    UnreadableFile and BadPoints; of several groups those that are too little known are left out and told.
    """
    if members < 0 or min(speed, detour) <= 0 or (members and columns.group):
        raise bad("points.bad_dispersion")
    travel = Travel(speed, detour)
    check_target(out, [path])
    codes = {"municipality": columns.municipality, "group": columns.group}
    codes = {name: heading for name, heading in codes.items() if heading}
    read = read_columns(path, codes, figures={"latitude": columns.latitude, "longitude": columns.longitude})
    if columns.municipality:
        _check_codes(read)
    points, known, notes = _points(read, columns.area)
    frames = []
    for name, chosen in _groups(read.frame):
        here = chosen[known]
        of = max(members, int(chosen.sum()))
        try:
            found = dispersion(points.chosen(here), of=of, areas=_areas(read.frame, chosen & known), travel=travel)
        except BadPoints:
            if not columns.group:
                raise
            notes.append(Reason("points.group_left_out", {"group": name, "known": int(here.sum()), "members": of}))
            continue
        frames.append(dispersion_rows(name, found))
    if not frames:
        raise bad("points.no_group_known")
    rows = pl.concat(frames)
    write_rows(rows, out)
    return WrittenGroups(rows.height, COLUMNS, tuple(rows["group"].unique(maintain_order=True)), tuple(notes))


def _points(read: Read, area: str) -> tuple[Points, Mask, list[Reason]]:
    """The members whose place is given, on one plane, which rows they are, and what has to be said of them."""
    latitude, longitude = read.frame["latitude"], read.frame["longitude"]
    known = (latitude.is_not_null() | longitude.is_not_null()).to_numpy()
    check_known(int(known.sum()), LEAST_KNOWN)
    degrees = [one.fill_null(float("nan")).to_numpy()[known] for one in (latitude, longitude)]
    rows = np.flatnonzero(known) + read.first_row
    points = points_on_plane(*degrees, area=area, first_row=rows, one_place=True)
    return points, known, list(points.notes)


def _groups(frame: pl.DataFrame) -> Iterator[tuple[str, Mask]]:
    if "group" not in frame.columns:
        yield "", np.ones(frame.height, dtype=bool)
        return
    names = frame["group"].replace("", None)
    for name in names.drop_nulls().unique().sort():
        yield name, (names == name).fill_null(value=False).to_numpy()


def _areas(frame: pl.DataFrame, chosen: Mask) -> dict[str, list[str]]:
    """By kind of area the code of each chosen member, "" without one."""
    if "municipality" not in frame.columns:
        return {}
    return areas_of(frame["municipality"].fill_null("").filter(pl.Series(chosen)).to_list())


def areas_of(codes: Sequence[str]) -> dict[str, list[str]]:
    """Municipality, FA region and county of each code of a municipality; "" for one that is none.

    >>> areas_of(["1863", ""])
    {'municipality': ['1863', ''], 'fa_region': ['25', ''], 'county': ['18', '']}
    """
    table = municipalities()
    return {
        "municipality": list(codes),
        "fa_region": [table[code].fa if code in table else "" for code in codes],
        "county": [table[code].county if code in table else "" for code in codes],
    }


def _check_codes(read: Read) -> None:
    known = set(municipalities())
    codes = read.frame["municipality"].fill_null("")
    wrong = [at for at, code in enumerate(codes) if code and code not in known]
    if wrong:
        rows = first_few((at + read.first_row for at in wrong), _MOST_SHOWN)
        raise bad("points.no_municipality", found=str(codes[wrong[0]]), rows=rows, count=len(wrong))
