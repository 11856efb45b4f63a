"""An actor as a verb's arguments name it: by its number or by its name."""

from klusterkarta.cli.failures import BadCall
from klusterkarta.values.reason import Reason


def named_actor(wanted: str) -> int:
    """The id of the only actor that a number or a name can mean. Raises BadCall for none and for several.

    A number is taken as it is, whether or not there is such an actor. Of those who fit are meant the ones whose
    names are nearest (see `nearness`).
    """
    from klusterkarta.catalogue.selectors.actors import actors_named, nearness

    if wanted.isdecimal():
        return int(wanted)
    found = actors_named(wanted)
    nearest = [one for one in found if nearness(one.name, wanted) == nearness(found[0].name, wanted)]
    if len(nearest) != 1:
        names = "; ".join(f"{one.name} ({one.id})" for one in nearest)
        code = "call.several_actors" if nearest else "call.no_actor"
        raise BadCall(Reason(code, {"name": wanted, "found": names}))
    return nearest[0].id
