"""How far apart an initiative's members lie, by the places that sources give for them (R27)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from klusterkarta.analysis.distance.dispersion import Dispersion, check_known, dispersion
from klusterkarta.analysis.distance.dispersion_rows import dispersion_rows
from klusterkarta.analysis.distance.points import BadPoints, points_on_plane
from klusterkarta.catalogue.selectors.actors import ActorSummary, actors_by_id
from klusterkarta.charts.marks import place_points
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.places_tables import municipalities
from klusterkarta.workflow.analyses.dispersion import areas_of
from klusterkarta.workflow.maturity import USUAL_KINDS
from klusterkarta.workflow.related import RelationView
from klusterkarta.workflow.show import show_actor

__all__ = ["Dispersion", "MemberSpread", "as_rows", "member_spread", "spread_of_actors"]
_RELATION = "member_of"
# Which field, seen from which side, tells that the other is a member of this one.
_MEMBERS = {("member_names", True), ("member_of", False)}


@dataclass(frozen=True, slots=True)
class MemberSpread:
    """Named members, those of them whose municipality is known, how many there are in all; the figures or why none."""

    named: int
    placed: int
    of: int
    found: Dispersion | None
    refused: Reason | None


def member_spread(summary: ActorSummary, relations: Sequence[RelationView]) -> MemberSpread | None:
    """The spread of an initiative's members; None for other actors, and where no member is named.

    A member stands in the middle of its municipality: by its own place, stated before looked up; one that is only
    interpreted counts as unknown. There are as many members as are named, or as many as the initiative says, if more.
    """
    if summary.kind not in USUAL_KINDS:
        return None
    members = {one.other for one in relations if one.relation == _RELATION and (one.property, one.outgoing) in _MEMBERS}
    if not members:
        return None
    placed = [code for one in actors_by_id(members).values() if (code := _municipality(one))]
    of = max(len(members), round(summary.members or 0))
    try:
        return MemberSpread(len(members), len(placed), of, _measured(placed, of), None)
    except BadPoints as fault:
        return MemberSpread(len(members), len(placed), of, None, fault.reason)


def spread_of_actors(actors: Sequence[int]) -> list[tuple[str, MemberSpread | None]]:
    """The name and the spread of each actor that there is, all who name it counted."""
    pages = [show_actor(actor, caller=OPERATOR) for actor in actors]
    return [(page.summary.name, member_spread(page.summary, page.relations)) for page in pages if page is not None]


def as_rows(found: MemberSpread) -> list[tuple[str, str, float, str]]:
    """The figures as measure, what it is of, value and unit; none where they are refused."""
    if found.found is None:
        return []
    return list(dispersion_rows("", found.found).select("measure", "of", "value", "unit").iter_rows())


def _measured(codes: Sequence[str], of: int) -> Dispersion:
    check_known(len(codes), of)
    longitude, latitude = np.array([place_points()[code] for code in codes]).T
    points = points_on_plane(latitude.copy(), longitude.copy(), one_place=True)
    return dispersion(points, of=of, areas=areas_of(codes))


def _municipality(actor: ActorSummary) -> str:
    """The actor's municipality, "" where none is known for certain."""
    known = [(how != "stated", code) for code, how in actor.facets.get("place", ()) if how != "interpreted"]
    return next((code for _, code in sorted(known) if code in municipalities()), "")
