"""A place read out of words, and how certain the reading is."""

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["county", "municipality", "country", "functional_region", "town", "nuts", "fa_region"]
Certainty = Literal["stated", "looked_up", "interpreted", "ambiguous"]

# From surest to least sure. Whether a place lies abroad is a fact about the place, not a degree of certainty.
CERTAINTIES: tuple[Certainty, ...] = ("stated", "looked_up", "interpreted", "ambiguous")


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """One place that a wording names.

    `certainty`: `stated` when the wording names the unit itself (a county, a municipality, a country);
    `looked_up` when a table of facts leads to one answer (a town, a part of a county); `interpreted` when the
    wording has no fixed bounds (Bergslagen) or may mean a wider or narrower area of that name;
    `ambiguous` when it may mean this place or another one: each candidate is a reference with the same wording.

    `limited_to` holds the codes of the counties that the source itself names for a functional region, as Västra
    Götaland in "”Västsverige” (Västra Götaland)"; empty when it names none. `wording` is the source's own words.
    """

    kind: PlaceKind
    code: str
    name: str
    certainty: Certainty
    wording: str
    limited_to: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether the place is stated or looked up.

        >>> PlaceRef("county", "17", "Värmlands län", "stated", "Värmland").is_certain
        True
        """
        return is_certain(self.certainty)


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What a wording says about place: the places in its order, and the pieces that were not understood, verbatim."""

    places: tuple[PlaceRef, ...] = ()
    unread: tuple[str, ...] = ()


def is_certain(certainty: str) -> bool:
    """Whether a certainty counts as certain: stated or looked up, the rest is shown apart.

    >>> is_certain("looked_up"), is_certain("interpreted")
    (True, False)
    """
    return certainty in CERTAINTIES[:2]


def surest(*certainties: Certainty) -> Certainty:
    """The surest of one or more certainties. Raises ValueError when there is none.

    >>> surest("interpreted", "looked_up")
    'looked_up'
    """
    return min(certainties, key=CERTAINTIES.index)
