"""The dispersion of members as long rows."""

import polars as pl

from klusterkarta.analysis.distance.dispersion import Dispersion

COLUMNS = ("group", "members", "known", "measure", "of", "value", "unit")


def dispersion_rows(group: str, found: Dispersion) -> pl.DataFrame:
    """One row a figure; `of` names the area that a share is of, or the minutes of a band.

    >>> from klusterkarta.analysis.distance.dispersion import USUAL
    >>> found = Dispersion(5, 6, 1.0, 1.0, 2.0, 0.7, 0.0, {"county": ("04", 0.8)}, {30: 1.0}, USUAL)
    >>> dispersion_rows("", found).select("measure", "of", "value").rows()[-4:-2]
    [('share_county', '04', 0.8), ('pairs_within', '30', 1.0)]
    """
    distances = {
        "mean_distance": found.mean_distance, "median_distance": found.median_distance,
        "longest_distance": found.longest_distance, "standard_distance": found.standard_distance,
    }  # fmt: skip
    rows = [(name, "", value, "km") for name, value in distances.items()]
    rows.append(("hull", "", found.hull, "km2"))
    rows += [(f"share_{kind}", code, share, "share") for kind, (code, share) in found.shares.items()]
    rows += [("pairs_within", str(minutes), share, "share") for minutes, share in found.bands.items()]
    rows += [("speed", "", found.travel.speed, "km/h"), ("detour", "", found.travel.detour, "factor")]
    frame = pl.DataFrame(rows, schema=["measure", "of", "value", "unit"], orient="row")
    return frame.select(
        pl.lit(group).alias("group"), pl.lit(found.of).alias("members"), pl.lit(found.known).alias("known"), pl.all()
    )
