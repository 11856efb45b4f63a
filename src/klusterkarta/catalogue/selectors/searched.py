"""What search needs of actors: all of them, or those whose profile has changed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from klusterkarta.catalogue.models import Actor, Facet, Membership, Profile, Statement
from klusterkarta.values.derived import read_profile
from klusterkarta.values.text import fold

# Things that are looked for as actors.
_THINGS = ("actor", "mention")
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class SearchedActor:
    """An actor with its shown values, every name that a source uses for it, and facets (facet, code, certainty).

    `profile` changes whenever any of these does.
    """

    id: int
    profile: int
    name: str
    names: list[str]
    kind: str
    mention_only: bool
    shown: dict[str, Any]
    facets: list[tuple[str, str, str]]


def searched_versions() -> dict[int, int]:
    """id → profile of every actor that can be found."""
    return dict(Actor.objects.filter(thing__in=_THINGS).order_by("pk").values_list("pk", "profile_id"))


def searched_actors(ids: Sequence[int]) -> Iterator[SearchedActor]:
    """These actors, those of them that there are, a few thousand at a time."""
    for start in range(0, len(ids), _AT_ONCE):
        yield from _read(ids[start : start + _AT_ONCE])


def _read(ids: Sequence[int]) -> Iterator[SearchedActor]:
    columns = ("pk", "profile_id", "name", "kind", "mention_only", "folded")
    actors = list(Actor.objects.filter(pk__in=list(ids), thing__in=_THINGS).order_by("pk").values_list(*columns))
    profiles = [row[1] for row in actors]
    shown = dict(Profile.objects.filter(pk__in=profiles).values_list("pk", "shown"))
    facets: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    rows = Facet.objects.filter(profile__in=profiles, facet="county").order_by("pk")
    for profile, facet, code, certainty in rows.values_list("profile_id", "facet", "code", "certainty"):
        facets[profile].append((facet, code, certainty))
    names = _names([row[0] for row in actors])
    for number, profile, name, kind, mention_only, folded in actors:
        # What the list's text filter holds has been through the rules of what may be shown.
        held = [one for one in names[number] if fold(one) in folded]
        # An actor refreshed between two questions is read at the next look.
        values = read_profile(shown.get(profile) or {})
        yield SearchedActor(number, profile, name, held, kind, mention_only, values, facets[profile])


def _names(actors: Sequence[int]) -> dict[int, list[str]]:
    """actor → all names that its records were ever given."""
    owners = dict(Membership.objects.filter(actor_id__in=actors).values_list("record_id", "actor_id"))
    said = Statement.objects.filter(record__in=list(owners), property__in=("name", "other_names")).order_by("pk")
    names: dict[int, list[str]] = defaultdict(list)
    for record, value in said.values_list("record_id", "value"):
        names[owners[record]].append(value)
    return names
