"""The register's actors as documents to be searched."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from klusterkarta.catalogue.selectors.searched import SearchedActor
from klusterkarta.search.documents import SearchDocument
from klusterkarta.vocabularies.places_tables import FunctionalRegion, counties, functional_regions
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.terms import terms

# Field of the index → the properties whose shown values stand in it.
_PROPERTIES = {
    "sector": ("sector", "target_group"),
    "tag": ("priorities",),
    "text": ("description",),
    "place": ("geography", "town", "region", "country"),
    "relation": (
        "funders",
        "research_partners",
        "linked_clusters",
        "participants",
        "member_of",
        "hosted_by",
        "takes_part_in",
    ),
}
_SURE = ("stated", "looked_up")


def search_documents(
    actors: Iterable[SearchedActor], *, priorities: Sequence[PriorityTerm] = ()
) -> Iterator[SearchDocument]:
    """Each actor with its shown texts in every language, its places in both, and the words of its kind.

    A priority that is shortened or misspelled is followed by the full name that it means.
    """
    for actor in actors:
        texts = {field: tuple(_values(actor, codes)) for field, codes in _PROPERTIES.items()}
        texts["tag"] = tuple(dict.fromkeys(_whole_name(tag, priorities) for tag in texts["tag"]))
        texts["name"] = tuple(dict.fromkeys((actor.name, *actor.names)))
        texts["place"] = tuple(dict.fromkeys((*texts["place"], *_places(actor.facets))))
        texts["kind"] = tuple(_kind(actor.kind))
        yield SearchDocument(actor.id, actor.name, texts, mention=actor.mention_only, version=actor.profile)


def _values(actor: SearchedActor, codes: Sequence[str]) -> Iterator[str]:
    for code in codes:
        for one in actor.shown.get(code, {}).get("shown", ()):
            yield str(one["value"])


def _places(facets: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    for facet, code, certainty in facets:
        if facet == "county" and certainty in _SURE:
            county = counties()[code]
            yield from (county.name, county.short, *county.aliases, *_around(code))


@cache
def _around(county: str) -> tuple[str, ...]:
    """Parts of the country and provinces that the county lies in by every use of their names: Norrland, Småland."""
    regions = [one for one in functional_regions().values() if county in one.certain and not _is_former(one)]
    return tuple(dict.fromkeys(name for one in regions for name in (one.sv, one.en)))


def _is_former(region: FunctionalRegion) -> bool:
    return region.basis.startswith("county until")


def _kind(code: str) -> Iterator[str]:
    term = terms("actor_kinds").get(code)
    if term is not None:
        yield from (term.label.sv, term.label.en)


def _whole_name(tag: str, priorities: Sequence[PriorityTerm]) -> str:
    code = match_priority(tag, priorities).code
    name = next((one.names[0] for one in priorities if one.code == code), "")
    return tag if not name or name.startswith(tag) else f"{tag}: {name}"
