"""Why a region is proposed, and the ways in to it, as reasons that every surface can say."""

from collections.abc import Mapping
from dataclasses import dataclass

from klusterkarta.analysis.partner_regions import GapMet
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.region_context import RegionContext, region_context
from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.ways_in import ways_in
from klusterkarta.workflow.partner_places import kilometres, region_name
from klusterkarta.workflow.partner_regions import Partners, Proposal

_HOME = "SE"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the overlap: figures (None: unknown), the distance in km, and whose figures they are."""

    figures: RegionContext | None
    kilometres: int | None
    whose: str


def why(found: Partners, proposal: Proposal, *, lang: str) -> list[Reason]:
    """Why this region: what is shared, what of it is rare, gaps it fills, what its industries could supply."""
    partner, names = proposal.partner, _names(found, lang)
    reasons = [
        Reason(
            "partners.shares",
            {
                "count": len(partner.shared),
                "of": len(found.own),
                "names": "; ".join(names[code] for code in partner.shared),
            },
        )
    ]
    rarest = partner.shared[0]
    if found.carriers[rarest] < found.compared:
        number = found.carriers[rarest]
        reasons.append(Reason("partners.rare", {"priority": names[rarest], "count": number, "of": found.compared}))
    reasons += [_gap_reason(names, one) for one in partner.gaps]
    if found.wish.choice == "complementary":
        reasons.append(_chain_reason(partner.chain))
    return [*reasons, *_behind(found, proposal, lang=lang)]


def ways_into(proposal: Proposal, *, lang: str) -> list[Reason]:
    """The ways in: named actors first, then the region's development office, then programmes and platforms."""
    facts = proposal.facts
    tagged = [one for code in proposal.partner.shared for one in facts.tagged.get(code, ())]
    names = dict.fromkeys(one.name for one in [*facts.named, *tagged])
    ways = [Reason("partners.way_actor", {"name": name}) for name in names]
    office = "partners.way_office" if facts.country == _HOME else "partners.way_office_abroad"
    ways.append(Reason(office, {"region": region_name(facts.code, lang=lang) if facts.code else facts.name}))
    reach = ("national", "europe") if facts.country == _HOME else ("europe",)
    programmes = ", ".join(one.label.read(lang) for one in ways_in() if one.reach in reach)
    return [*ways, Reason("partners.way_programmes", {"names": programmes})]


def beside(found: Partners, proposal: Proposal, *, lang: str) -> Beside:
    """Economy and geography of the region; of the county or NUTS region that the source names first."""
    code = proposal.facts.code
    figures = region_context(code) if code else None
    return Beside(figures, kilometres(found.code, code), region_name(code, lang=lang) if code else "")


def _names(found: Partners, lang: str) -> dict[str, str]:
    return {code: label.read(lang) for code, label in found.facts.labels.items()}


def _gap_reason(names: Mapping[str, str], met: GapMet) -> Reason:
    gap = names[met.gap.code] if met.gap.kind == "priority" else met.gap.code
    if met.is_direct:
        return Reason("partners.gap_met", {"gap": gap, "priority": names[met.by]})
    if met.share > 0:
        percent = round(100 * met.share)
        return Reason("partners.gap_supplied", {"gap": gap, "priority": names[met.by], "percent": percent})
    return Reason("partners.gap_open", {"gap": gap})


def _chain_reason(chain: float | None) -> Reason:
    if chain is None:
        return Reason("partners.chain_unknown")
    return Reason("partners.chain", {"percent": round(100 * chain)})


def _behind(found: Partners, proposal: Proposal, *, lang: str) -> list[Reason]:
    """Who stands behind what is shared: actors by name where they are known, else the source's count."""
    facts, names = proposal.facts, _names(found, lang)
    known = {code: facts.tagged[code] for code in proposal.partner.shared if code in facts.tagged}
    said = [
        Reason("partners.named", {"priority": names[code], "names": ", ".join(one.name for one in actors)})
        for code, actors in known.items()
    ]
    counted = sum(facts.organisations(code) for code in proposal.partner.shared if code not in known)
    sources = {
        f"{found.facts.source_title(one.source, lang)}, {written_place(one.place, lang)}".removesuffix(", ")
        for code, one in facts.registered.items()
        if code in proposal.partner.shared and code not in known
    }
    if counted and sources:
        said.append(Reason("partners.counted", {"count": counted, "source": "; ".join(sorted(sources))}))
    if facts.named:
        said.append(Reason("partners.mentioned", {"names": ", ".join(one.name for one in facts.named)}))
    return said
