"""Which table of statistics a page is asked to show."""

from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.figures import BadFigures, CubeView
from klusterkarta.workflow.two_maps import industry_cube, industry_cubes


def chosen_cube(request: PageRequest) -> CubeView | None:
    """The table that `?cube=` asks for, else the first; None where there is none. BadRequest for an unknown one."""
    asked = request.GET.get("cube", "")[:60]
    with told_as_bad_request(request.lang, BadFigures):
        return industry_cube(asked) if asked else next(iter(industry_cubes()), None)


def cube_state(cube: CubeView) -> tuple[int, bool, Version | None]:
    """What an answer follows from, besides what is asked."""
    return cube.version, cube.published, latest_moving_change()
