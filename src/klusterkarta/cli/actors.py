"""An actor as a verb's arguments name it: by its number or by its name."""

from klusterkarta.cli.failures import BadCall
from klusterkarta.values.reason import Reason


def named_actor(wanted: str) -> int:
    """The id of the only actor that a number or a name can mean. Raises BadCall for none and for several.

    A number is taken as it is, whether or not there is such an actor.
    """
    from klusterkarta.catalogue.selectors.actors import actors_named

    if wanted.isdecimal():
        return int(wanted)
    found = actors_named(wanted)
    exact = [one for one in found if one.name.casefold() == wanted.casefold()] or found
    if len(exact) != 1:
        names = "; ".join(f"{one.name} ({one.id})" for one in exact)
        code = "call.several_actors" if exact else "call.no_actor"
        raise BadCall(Reason(code, {"name": wanted, "found": names}))
    return exact[0].id
