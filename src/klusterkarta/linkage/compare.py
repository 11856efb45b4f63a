"""Two actors side by side: what their names and the marks beside them say for and against their being one."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from klusterkarta.linkage.compare_names import NameLikeness
from klusterkarta.linkage.evidence import Evidence, Said, find
from klusterkarta.linkage.normalise import NameForm
from klusterkarta.linkage.parties import Parties, kind_family
from klusterkarta.linkage.place_phrases import place_counties
from klusterkarta.vocabularies.places_tables import counties

# A domain of more actors than this is rather a host of many (a university, a municipality) than the mark of one.
_FEW = 3
Marks = Mapping[str, frozenset[str]]
_NOTHING: Marks = {}


@dataclass(frozen=True, slots=True)
class Held:
    """The marks of every actor, how many actors hold each, the sources that have a row on each actor."""

    marks: Mapping[int, Marks]
    holders: Mapping[tuple[str, str], int]
    sources: Mapping[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class NamePair:
    """The likest names of two actors, and how many actors bear that name."""

    left: NameForm
    right: NameForm
    likeness: NameLikeness
    bearers: int = 2


def held_marks(parties: Parties) -> Held:
    """The marks of the parties, ready for comparing pairs."""
    marks: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for actor, mark, value in parties.marks.iter_rows():
        marks[actor][mark].add(value)
    holders = Counter((mark, value) for _, mark, value in parties.marks.iter_rows())
    sources: dict[int, set[str]] = defaultdict(set)
    for actor, source, thing, edit in parties.records.select("actor", "source", "thing", "edit").iter_rows():
        if thing == "actor" and not edit:
            sources[actor].add(source)
    return Held(
        {actor: {mark: frozenset(values) for mark, values in found.items()} for actor, found in marks.items()},
        holders,
        {actor: frozenset(found) for actor, found in sources.items()},
    )


def compare_actors(left: int, right: int, *, names: NamePair, held: Held) -> list[Evidence]:
    """All findings on two actors, the names' first. The sum of the bits does not depend on which comes first."""
    ours, theirs = held.marks.get(left, _NOTHING), held.marks.get(right, _NOTHING)
    return [
        *names.likeness.findings,
        *_frequent(names),
        *_numbers(ours, theirs),
        *_sites(ours, theirs, held),
        *_counties(ours, theirs, names),
        *_fitting_place(ours, theirs, names),
        *_kinds(ours, theirs),
        *_same_source(held.sources.get(left, frozenset()) & held.sources.get(right, frozenset())),
        *_contacts(ours, theirs),
    ]


def _frequent(names: NamePair) -> Iterator[Evidence]:
    if names.bearers > 2 and names.likeness.code in ("same_name", "same_words"):
        said: Said = lambda: {"count": names.bearers, "name": names.left.text}  # noqa: E731
        yield find("frequent_name", said, times=math.log2(names.bearers - 1))


def _numbers(ours: Marks, theirs: Marks) -> Iterator[Evidence]:
    left, right = _both("number", ours, theirs)
    if left and right:
        yield find("same_number" if left & right else "other_number")


def _sites(ours: Marks, theirs: Marks, held: Held) -> Iterator[Evidence]:
    left, right = _both("domain", ours, theirs)
    shared = sorted(left & right)
    if shared:
        pages = sorted(ours["page"] & theirs["page"])
        few = any(held.holders["domain", domain] <= _FEW for domain in shared)
        if few and pages:
            yield find("same_page", lambda: {"page": pages[0]})
        else:
            yield find("same_domain" if few else "shared_host", lambda: {"domain": shared[0]})
    elif left and right:
        yield find("other_domain", lambda: {"left": ", ".join(sorted(left)), "right": ", ".join(sorted(right))})


def _counties(ours: Marks, theirs: Marks, names: NamePair) -> Iterator[Evidence]:
    left, right = _both("county", ours, theirs)
    if left & right:
        yield find("same_county", lambda: {"counties": _county_names(left & right)})
        towns, others = _both("municipality", ours, theirs)
        if towns and others and not towns & others:
            yield find("other_municipality")
    elif left and right:
        tells = names.left.tells and names.right.tells
        code = "other_county" if tells else "other_county_weak_name"
        yield find(code, lambda: {"left": _county_names(left), "right": _county_names(right)})


def _fitting_place(ours: Marks, theirs: Marks, names: NamePair) -> Iterator[Evidence]:
    """One name says a place, the other does not, and the other works there: "Skånes Livsmedelsakademi" in Skåne."""
    if not any(one.code == "more_places" for one in names.likeness.findings):
        return
    nowhere: frozenset[str] = frozenset()
    left, right = names.left.of("place"), names.right.of("place")
    if place_counties(left - right) & theirs.get("county", nowhere):
        yield find("place_fits", lambda: {"place": names.left.written(left - right)})
    elif place_counties(right - left) & ours.get("county", nowhere):
        yield find("place_fits", lambda: {"place": names.right.written(right - left)})


def _kinds(ours: Marks, theirs: Marks) -> Iterator[Evidence]:
    left, right = _both("kind", ours, theirs)
    families, others = {kind_family(kind) for kind in left}, {kind_family(kind) for kind in right}
    if families and others and "" not in families | others and not families & others:
        yield find("other_kind", lambda: {"left": ", ".join(sorted(left)), "right": ", ".join(sorted(right))})


def _same_source(sources: frozenset[str]) -> Iterator[Evidence]:
    if sources:
        yield find("same_source", lambda: {"source": min(sources)})


def _contacts(ours: Marks, theirs: Marks) -> Iterator[Evidence]:
    for mark, code in (("phone", "same_phone"), ("address", "same_address")):
        left, right = _both(mark, ours, theirs)
        if left & right:
            yield find(code)


def _both(mark: str, ours: Marks, theirs: Marks) -> tuple[frozenset[str], frozenset[str]]:
    return ours.get(mark, frozenset()), theirs.get(mark, frozenset())


def _county_names(codes: frozenset[str]) -> str:
    return ", ".join(counties()[code].short for code in sorted(codes))
