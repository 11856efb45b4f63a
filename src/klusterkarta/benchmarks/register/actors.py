"""Generated actors: what a source with twenty columns says of each, about fifteen statements on average."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from klusterkarta.benchmarks.register import shape
from klusterkarta.benchmarks.register.shape import Skewed, drawn
from klusterkarta.benchmarks.register.wording import FORMS, geography, made_name, made_word, places, sectors, sentences
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.places_tables import Municipality
from klusterkarta.vocabularies.terms import terms

SEED = 20_261_121
SEPARATOR = " | "
_TARGETS = ("Små och medelstora företag", "Nystartade företag", "Kommuner | Företag", "Forskare", "Hela länet")
_MEMBERS: shape.Quantiles = ((0, 2), (0.25, 15), (0.5, 40), (0.75, 110), (0.95, 600), (1, 5_000))


class Actors:
    """Actors in sequence: the same for the same count and seed.

    >>> first, second = Actors(2), Actors(2)
    >>> list(first) == list(second), [row["row_key"] for row in first]
    (True, ['1', '2'])
    """

    def __init__(self, count: int, *, seed: int = SEED) -> None:
        self.count, self.seed = count, seed

    def __iter__(self) -> Iterator[dict[str, str]]:
        """Field code → text of the cell, several values with ` | ` between; what nothing is said of is absent."""
        chance = Random(self.seed)  # noqa: S311 - the same rows each time are the point
        parties = Parties(self.count, chance)
        kinds = Skewed(list(shape.KINDS), weights=list(shape.KINDS.values()))
        for number in range(1, self.count + 1):
            name = made_name(drawn(shape.NAME_LENGTH, chance), chance)
            yield _row(number, _Actor(name, kinds.draw(chance), places().draw(chance), parties, chance))


class Parties:
    """Those whom actors name: funders, universities, and the participants of projects, a few of them everywhere."""

    def __init__(self, actors: int, chance: Random) -> None:
        participations = actors * shape.FILLED["participants"] * shape.PARTICIPATIONS_OF_PARTY
        count = max(10, round(participations / shape.PARTICIPATIONS_OF_PARTY))
        self.participants = _named(count, chance)
        self.funders = _named(min(400, 20 + actors // 50), chance)
        self.universities = Skewed([f"{made_word(chance)} universitet" for _ in range(48)], exponent=0.9)


def _named(count: int, chance: Random) -> Skewed[str]:
    names = dict.fromkeys(made_name(drawn(shape.NAME_LENGTH, chance), chance) for _ in range(count))
    return Skewed(list(names), exponent=shape.PARTIES_EXPONENT)


@dataclass(frozen=True, slots=True)
class _Actor:
    """What the cells of one actor have in common."""

    name: str
    kind: str
    place: Municipality
    parties: Parties
    chance: Random


def _row(number: int, actor: _Actor) -> dict[str, str]:
    said = {"row_key": str(number), "name": actor.name}
    for code, share in shape.FILLED.items():
        if actor.chance.random() < share:
            said[code] = _CELLS[code](actor)
    return said


def _address(actor: _Actor) -> str:
    chance, town = actor.chance, actor.place.name
    street = f"{made_word(chance)}gatan {chance.randint(1, 150)}"
    missing = drawn(shape.ADDRESS_LENGTH, chance) - len(f"{street}, 10000 {town}")
    box = f"{made_name(missing - 2, chance)}, " if missing > 8 else ""
    return f"{box}{street}, {chance.randint(10_000, 98_499)} {town}"


def _short_name(actor: _Actor) -> str:
    return "".join(word[0] for word in actor.name.split()).upper() + "K"


def _form(actor: _Actor) -> str:
    return FORMS[0] if actor.kind == "company" else actor.chance.choice(FORMS)


def _members(actor: _Actor) -> str:
    count = drawn(_MEMBERS, actor.chance)
    return actor.chance.choice((f"{count}", f"{count}", f"Ca {count}", f"{count}–{count * 2}", f"Minst {count}"))


def _phone(actor: _Actor) -> str:
    # Numbers set aside for fiction: they are never given to anybody.
    return actor.chance.choice(("08-465 004 ", "031-390 06 ")) + f"{actor.chance.randint(0, 99):02}"


def _several(words: Skewed[str], count: int, chance: Random) -> str:
    return SEPARATOR.join(words.several(count, chance))


def _participants(actor: _Actor) -> str:
    return _several(actor.parties.participants, drawn(shape.PARTICIPATIONS, actor.chance), actor.chance)


def _start_year(actor: _Actor) -> str:
    return str(2024 - int(74 * actor.chance.random() ** 2.5))


_CELLS: dict[str, Callable[[_Actor], str]] = {
    "other_names": _short_name,
    "kind": lambda actor: terms("actor_kinds")[actor.kind].label.sv,
    "organisation_form": _form,
    "url": lambda actor: f"https://www.{slug(actor.name, longest=40)}.example.se",
    "address": _address,
    "postal_code": lambda actor: f"{actor.chance.randint(100, 984)} {actor.chance.randint(10, 99)}",
    "town": lambda actor: actor.place.name,
    "phone": _phone,
    "geography": lambda actor: geography(actor.place, actor.chance),
    "sector": lambda actor: _several(sectors(), drawn(shape.SECTORS_OF_ACTOR, actor.chance), actor.chance),
    "start_year": _start_year,
    "members": _members,
    "funders": lambda actor: _several(actor.parties.funders, actor.chance.randint(1, 4), actor.chance),
    "research_partners": lambda actor: _several(actor.parties.universities, actor.chance.randint(1, 2), actor.chance),
    "participants": _participants,
    "target_group": lambda actor: actor.chance.choice(_TARGETS),
    "source_language": lambda actor: "svenska" if actor.chance.random() < 0.8 else "engelska",
    "description": lambda actor: sentences(drawn(shape.DESCRIPTION_LENGTH, actor.chance), actor.chance),
    "employees": lambda actor: str(max(1, drawn(_MEMBERS, actor.chance) // 4)),
    "remark": lambda actor: sentences(40, actor.chance),
}
