"""An actor as a verb's arguments name it: by its number or by its name."""

from klusterkarta.cli.failures import BadCall
from klusterkarta.values.reason import Reason


def named_actor(wanted: str) -> int:
    """The id of the only actor that a number or a name can mean. Raises BadCall for none and for several.

    A number is taken as it is, whether or not there is such an actor. Whose name it is comes before whose name begins
    so, that before whose name holds it, that before who is only told about in these words.
    """
    from klusterkarta.catalogue.selectors.actors import actors_named

    if wanted.isdecimal():
        return int(wanted)
    found = actors_named(wanted)
    asked = wanted.casefold()
    nearest = (
        [one for one in found if one.name.casefold() == asked]
        or [one for one in found if one.name.casefold().startswith(asked)]
        or [one for one in found if asked in one.name.casefold()]
        or found
    )
    if len(nearest) != 1:
        names = "; ".join(f"{one.name} ({one.id})" for one in nearest)
        code = "call.several_actors" if nearest else "call.no_actor"
        raise BadCall(Reason(code, {"name": wanted, "found": names}))
    return nearest[0].id
