"""What the register knows of regions and priorities: registered by sources, and told by actors that carry them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from klusterkarta.analysis.partner_regions import Profile
from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.values.frames import Snapshot
from klusterkarta.values.text import fold, slug
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.workflow.partner_places import region_code, region_country
from klusterkarta.workflow.priority_names import priority_label

_CERTAIN = ("stated", "looked_up")


@dataclass(frozen=True, slots=True)
class Named:
    """An actor by its id and shown name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A priority that a source registers for a region: in its own words, how many organisations, and where.

    A source that names the priority without a number has found one; `is_counted` says whether it gives the number.
    """

    wording: str
    organisations: int
    is_counted: bool
    source: str
    place: str


@dataclass(slots=True)
class RegionFacts:
    """A region: its code ("" unknown), its own actor if it has one, priorities by code, and who is named for it.

    `tagged`: by priority, the actors there that carry it. `named`: parties that a source names for the region without
    saying for which priority.
    """

    key: str
    name: str
    code: str
    country: str
    actor: int | None = None
    registered: dict[str, Registered] = field(default_factory=dict)
    tagged: dict[str, list[Named]] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)

    def organisations(self, priority: str) -> int:
        """How many are behind a priority: the source's count or the known actors, whichever is more."""
        stated = self.registered[priority].organisations if priority in self.registered else 0
        return max(stated, len(self.tagged.get(priority, ())))

    @property
    def profile(self) -> Profile:
        """The region for the comparison."""
        codes = dict.fromkeys([*self.registered, *self.tagged])
        return Profile(self.key, {code: self.organisations(code) for code in codes})


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """`names`: priority → its name. `labels`: the same in both languages. `own`: region, folded or by code → its own
    priorities. `regions`: all by key. `asked`: the regions with own priorities as they are written.
    """

    names: Mapping[str, str]
    labels: Mapping[str, Label]
    own: Mapping[str, tuple[str, ...]]
    asked: Sequence[str]
    regions: Mapping[str, RegionFacts]
    sources: Mapping[str, Label]

    def source_title(self, source: str, lang: str) -> str:
        """A source's title; its key where the snapshot has no such source."""
        return self.sources[source].read(lang) if source in self.sources else source


def partner_facts(taken: Snapshot) -> PartnerFacts:
    """Read regions and priorities out of a snapshot. A register without priorities gives empty ones."""
    names, own, asked = _priorities(taken)
    terms = [PriorityTerm(code, (name,)) for code, name in names.items()]
    shown = taken.values.filter(pl.col("shown") & (pl.col("mode") == "says"))
    regions: dict[str, RegionFacts] = {}
    for actor in _of_kind(taken, "region"):
        facts = _registered(actor, shown.filter(pl.col("actor") == actor), terms)
        regions[facts.key] = facts
    for code, priority, carrier in _tagged(taken, shown):
        facts = regions.setdefault(code, RegionFacts(code, "", code, region_country(code)))
        facts.tagged.setdefault(priority, []).append(carrier)
    known = workspace_concepts()
    labels = {code: priority_label(name, known=known) for code, name in names.items()}
    return PartnerFacts(names, labels, own, asked, regions, source_labels(taken))


def source_labels(taken: Snapshot) -> dict[str, Label]:
    """Source → its title, Swedish in both languages where it has no English one."""
    rows = taken.sources.select("source", "title_sv", "title_en").iter_rows()
    return {source: Label(swedish, english or swedish) for source, swedish, english in rows}


def _priorities(taken: Snapshot) -> tuple[dict[str, str], dict[str, tuple[str, ...]], list[str]]:
    """Code → name; region (by code or folded name) → codes; the regions as they are written."""
    things = taken.records.filter(pl.col("thing") == "priority").select("record")
    said = taken.statements.join(things, on="record").filter(
        (pl.col("mode") == "says") & pl.col("property").is_in(["name", "region"])
    )
    of_record: dict[int, dict[str, str]] = defaultdict(dict)
    for record, code, value in said.sort("statement").select("record", "property", "value").iter_rows():
        of_record[record][code] = value
    names = {slug(one["name"]): one["name"] for one in of_record.values() if "name" in one}
    own: dict[str, list[str]] = defaultdict(list)
    for one in of_record.values():
        if "name" in one and "region" in one:
            own[region_code(one["region"]) or fold(one["region"])].append(slug(one["name"]))
    asked = list(dict.fromkeys(one["region"] for one in of_record.values() if "region" in one))
    return names, {key: tuple(dict.fromkeys(codes)) for key, codes in own.items()}, asked


def _of_kind(taken: Snapshot, kind: str) -> list[int]:
    found = taken.facets.filter((pl.col("facet") == "kind") & (pl.col("code") == kind))
    return found["actor"].unique().sort().to_list()


def _registered(actor: int, shown: pl.DataFrame, terms: Sequence[PriorityTerm]) -> RegionFacts:
    values: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in shown.sort("position").iter_rows(named=True):
        values[row["property"]].append(row)
    name = values["name"][0]["value"] if values["name"] else ""
    area = ", ".join([*(one["value"] for one in values["geography"]), *(one["value"] for one in values["country"])])
    code = region_code(area)
    facts = RegionFacts(code or f"actor:{actor}", name, code, region_country(code), actor)
    facts.named = [Named(int(one["target"]), one["value"]) for one in values["participants"] if one["target"]]
    for one in values["priorities"]:
        match = match_priority(one["value"], terms)
        if match.code is not None:
            before = facts.registered[match.code].organisations if match.code in facts.registered else 0
            number = before + (match.organisations or 1)
            counted = match.organisations is not None
            facts.registered[match.code] = Registered(one["value"], number, counted, one["source"], one["place"])
    return facts


def _tagged(taken: Snapshot, shown: pl.DataFrame) -> Iterator[tuple[str, str, Named]]:
    """(region's code, priority, actor) for every actor but regions that carries a priority and is known to be there."""
    facets = taken.facets
    regions = _of_kind(taken, "region")
    carried = facets.filter((pl.col("facet") == "priority") & ~pl.col("actor").is_in(regions)).select("actor", "code")
    if carried.is_empty():
        return
    mine = shown.join(carried.select("actor").unique(), on="actor", how="semi")
    names = dict(mine.filter(pl.col("property") == "name").select("actor", "value").iter_rows())
    places = _places(facets, mine)
    for actor, code in carried.unique().sort("actor", "code").iter_rows():
        for place in sorted(places.get(actor, ())):
            yield place, code, Named(actor, names.get(actor, ""))


def _places(facets: pl.DataFrame, mine: pl.DataFrame) -> dict[int, set[str]]:
    """actor → the counties it certainly is in, and the NUTS region abroad that its geography names."""
    found: dict[int, set[str]] = defaultdict(set)
    in_county = facets.filter((pl.col("facet") == "county") & pl.col("certainty").is_in(_CERTAIN))
    for actor, code in in_county.select("actor", "code").iter_rows():
        found[actor].add(code)
    for actor, text in mine.filter(pl.col("property") == "geography").select("actor", "value").iter_rows():
        code = region_code(text)
        if code and not code.isdigit():
            found[actor].add(code)
    return found
