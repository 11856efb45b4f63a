"""Which table of statistics a page is asked to show."""

from django.core.exceptions import BadRequest

from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.figures import CubeView, cubes


def industry_cubes() -> list[CubeView]:
    """The tables that are parted by industry, by key: only those can be laid on the map."""
    return [one for one in cubes() if one.industry_version]


def chosen_cube(request: PageRequest) -> CubeView | None:
    """The table that `?cube=` asks for, else the first; None where there is none. BadRequest for an unknown one."""
    every = {one.key: one for one in industry_cubes()}
    asked = request.GET.get("cube", "")
    if asked and asked not in every:
        raise BadRequest(asked[:60])
    return every[asked] if asked else next(iter(every.values()), None)


def cube_state(cube: CubeView) -> tuple[int, bool, Version | None]:
    """What an answer follows from, besides what is asked."""
    return cube.version, cube.published, latest_moving_change()
