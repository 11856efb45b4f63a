"""Where the marks of countries and of regions abroad stand on a map."""

from collections.abc import Mapping
from functools import cache

from klusterkarta.vocabularies.documents import read_document


@cache
def label_points() -> Mapping[str, tuple[float, float]]:
    """Code of a country (ISO 3166-1) or of a NUTS region abroad → longitude and latitude in degrees.

    >>> label_points()["FI"], "SE" in label_points()
    ((26.8, 63.9), False)
    """
    table = read_document("label_points").body["points"]
    return {code: (longitude, latitude) for code, (longitude, latitude) in table.items()}
