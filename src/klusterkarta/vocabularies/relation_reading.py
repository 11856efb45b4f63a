"""Which way a relation reads for the actor that is looked at: "is funded by" or "funds"."""

from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.kinds import relation_kinds


def relation_direction(relation: str, stated_in: str, *, outgoing: bool) -> str:
    """`forward` or `backward` (see `RelationKind.read`); the profile field that states it decides what outgoing means.

    A symmetric relation is always `forward`.

    >>> relation_direction("funds", "funders", outgoing=True)
    'backward'
    >>> relation_kinds()["funds"].read("sv", direction="backward")
    'finansieras av'
    """
    if relation_kinds()[relation].symmetric:
        return "forward"
    field = profile_fields().get(stated_in)
    stated = field.direction if field and field.direction else "forward"
    turned = "backward" if stated == "forward" else "forward"
    return stated if outgoing else turned
