"""One priority at a time: what it is, who carries it, who shares it; for its page, slide and registration (R45)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.values.frames import Snapshot
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import slug, swedish_sort_key
from klusterkarta.vocabularies.concepts import Concept, Concepts
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.labels import LANGUAGES, Label
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.concept_divisions import divisions_of
from klusterkarta.workflow.partner_facts import RegionFacts, partner_facts
from klusterkarta.workflow.partner_places import region_code
from klusterkarta.workflow.priority_names import group_label
from klusterkarta.workflow.priority_snapshot import priority_snapshot


class NoPriority(Explained):
    """The register has no such priority."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """An actor that carries the priority, with what is shown of it; "" is unknown. `is_weak`: stands as a link only."""

    id: int
    name: str
    kind: str
    place: str
    members: str
    is_weak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharer:
    """A region elsewhere that has the priority, and how many organisations are known to stand behind it there."""

    facts: RegionFacts
    organisations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrioritySheet:
    """A priority. `english`: "" where no concept has it. `counted`: how many organisations its source counts; `source`
    and `place`: where that stands. `group` as the source writes it.

    `notions`: what the priority is said to include; `without`: what it leaves out.
    """

    code: str
    name: str
    english: str
    group: str
    region: str
    counted: str
    source: Label
    place: str
    description: Mapping[str, str]
    notions: Sequence[Concept]
    without: Sequence[Concept]
    divisions: tuple[str, ...]
    carriers: Sequence[Carrier]
    sharers: Sequence[Sharer]

    def named(self, lang: str) -> str:
        """The name, in English where the concept scheme has one."""
        return self.english if lang == "en" and self.english else self.name

    def grouped(self, lang: str) -> str:
        """Which kind of area it is, of which region; "" where the source says neither."""
        group = group_label(self.group).read(lang) if self.group else ""
        if group and self.region:
            return say("priority.of_group", lang, group=group, region=self.region)
        return group or self.region

    def counted_at(self, lang: str) -> str:
        """The source that counts, and where in it."""
        return f"{self.source.read(lang)}, {written_place(self.place, lang)}".removesuffix(", ")


def priority_sheets(edition: str | None = None) -> list[PrioritySheet]:
    """Every priority of the register, or of an edition, in the order in which they came. Raises UnknownEdition."""
    return sheets_of(priority_snapshot(edition))


def priority_sheet(sheets: Sequence[PrioritySheet], asked: str) -> PrioritySheet:
    """The sheet whose code or name was asked for. Raises NoPriority, whose reason names those there are."""
    for one in sheets:
        if asked in (one.code, one.name) or slug(asked) == one.code:
            return one
    raise NoPriority(Reason("priority.none", {"asked": asked[:200], "known": "; ".join(one.name for one in sheets)}))


def sheets_of(taken: Snapshot) -> list[PrioritySheet]:
    """The priorities of a snapshot; a register without any gives none."""
    facts = partner_facts(taken)
    concepts = workspace_concepts()
    carriers = _carriers(taken, _shown(taken), list(facts.names.values()))
    things = taken.records.filter(pl.col("thing") == "priority").sort("record")
    found: dict[str, PrioritySheet] = {}
    for record, source in things.select("record", "source").iter_rows():
        said = _said(taken, record)
        code = slug(said["name"][0]) if "name" in said else ""
        if code and code not in found:
            bare = _sheet(said, facts.sources.get(source, Label(source, source)), concepts)
            sharers = _sharers(facts.regions, code, bare.region)
            found[code] = replace(bare, carriers=carriers.get(code, []), sharers=sharers)
    return list(found.values())


def _sheet(said: Mapping[str, tuple[str, str]], source: Label, concepts: Concepts) -> PrioritySheet:
    """The priority by itself: without who carries it, and who shares it."""
    nothing = ("", "")
    name, region = said["name"][0], said.get("region", nothing)[0]
    concept = next((one for one in concepts.meant_by(name) if one.priority), None)
    bundled = concept.priority if concept else None
    return PrioritySheet(
        code=slug(name),
        name=name,
        english=concept.label.en if concept else "",
        group=said.get("group", nothing)[0],
        region=region,
        counted=said.get("organisations_count", nothing)[0],
        source=source,
        place=said.get("organisations_count", said["name"])[1],
        description={lang: said[f"description@{lang}"][0] for lang in LANGUAGES if f"description@{lang}" in said},
        notions=_known(bundled.included if bundled else (), concepts),
        without=_known(bundled.excluded if bundled else (), concepts),
        divisions=divisions_of(name, known=concepts),
        carriers=(),
        sharers=(),
    )


Shown = Mapping[int, Mapping[str, str]]


def _shown(taken: Snapshot) -> Shown:
    """actor → property → the values shown, joined."""
    wanted = taken.values.filter(
        pl.col("shown") & (pl.col("mode") == "says") & pl.col("property").is_in(["name", "geography", "members"])
    )
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for actor, code, value in wanted.sort("position").select("actor", "property", "value").iter_rows():
        found[actor][code].append(value)
    return {actor: {code: ", ".join(values) for code, values in said.items()} for actor, said in found.items()}


def _carriers(taken: Snapshot, shown: Shown, names: Sequence[str]) -> dict[str, list[Carrier]]:
    """priority → the actors, regions apart, that carry it, and those judged less relevant to it, who come last."""
    facets = taken.facets
    kinds = dict(facets.filter(pl.col("facet") == "kind").select("actor", "code").iter_rows())
    tagged = set(facets.filter(pl.col("facet") == "priority").select("code", "actor").iter_rows())
    weak = _weak(taken, names)
    found: dict[str, list[Carrier]] = defaultdict(list)
    for code, actor in sorted(tagged | weak):
        if kinds.get(actor) != "region":
            is_weak = (code, actor) in weak
            found[code].append(_carrier(actor, shown.get(actor, {}), kind=kinds.get(actor, ""), is_weak=is_weak))
    return {
        code: sorted(rows, key=lambda one: (one.is_weak, swedish_sort_key(one.name))) for code, rows in found.items()
    }


def _carrier(actor: int, said: Mapping[str, str], *, kind: str, is_weak: bool) -> Carrier:
    return Carrier(
        id=actor,
        name=said.get("name", ""),
        kind=kind,
        place=said.get("geography", ""),
        members=said.get("members", ""),
        is_weak=is_weak,
    )


def _weak(taken: Snapshot, names: Sequence[str]) -> set[tuple[str, int]]:
    terms = [PriorityTerm(slug(name), (name,)) for name in names]
    said = taken.values.filter(pl.col("shown") & (pl.col("property") == "less_relevant_priorities"))
    read = ((match_priority(value, terms).code, actor) for actor, value in said.select("actor", "value").iter_rows())
    return {(code, actor) for code, actor in read if code is not None}


def _said(taken: Snapshot, record: int) -> dict[str, tuple[str, str]]:
    """property (with @language where there is one) → (value, place)."""
    own = taken.statements.filter((pl.col("record") == record) & (pl.col("mode") == "says")).sort("statement")
    rows = own.select("property", "language", "value", "place").iter_rows()
    return {f"{code}@{lang}" if lang else code: (value, place) for code, lang, value, place in rows}


def _known(keys: Sequence[str], concepts: Concepts) -> list[Concept]:
    return [concepts.by_key[key] for key in keys if key in concepts.by_key]


def _sharers(regions: Mapping[str, RegionFacts], code: str, own: str) -> list[Sharer]:
    home = region_code(own)
    others = (one for one in regions.values() if one.organisations(code) and not (home and one.code == home))
    found = [Sharer(facts=one, organisations=one.organisations(code)) for one in others]
    return sorted(found, key=lambda one: (-one.organisations, one.facts.country, one.facts.name))
